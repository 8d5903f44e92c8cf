import type { FoundDevices } from '../../app/found/found-devices.ts';
import { jsonReply } from '../reply.ts';
import type { Route } from '../router.ts';

export function foundRoutes(found: Pick<FoundDevices, 'look'>): Route[] {
  return [
    {
      method: 'GET',
      path: '/api/found-devices',
      access: 'settings:read',
      summary:
        'Devices on the broker, what each would become in the house, and what it says now; the hub listens for some minutes after each look',
      handle: async () => jsonReply(200, await found.look()),
    },
  ];
}
