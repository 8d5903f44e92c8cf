import type { EnergyMeter } from '../../app/energy/energy.ts';
import { jsonReply } from '../reply.ts';
import type { Route } from '../router.ts';

export function energyRoutes(energy: Pick<EnergyMeter, 'report'>): Route[] {
  return [
    {
      method: 'GET',
      path: '/api/energy',
      access: 'equipment:read',
      summary: 'Electricity and heat by use, with COP, in all and by day, month and season',
      handle: () => jsonReply(200, energy.report()),
    },
  ];
}
