import type { kinds as English } from '../kinds.ts';

export const kinds: typeof English = {
  sensor: { name: 'Sensor', subject: 'De sensor' },
  fcu: { name: 'Ventilatorconvector', subject: 'De ventilatorconvector' },
  valve: { name: 'Klep', subject: 'De klep' },
  relay: { name: 'Relais', subject: 'Het relais' },
  hcu: { name: 'Hydraulische module', subject: 'De hydraulische module' },
  heatpump: { name: 'Warmtepomp', subject: 'De warmtepomp' },
  dhw: { name: 'Boiler', subject: 'De boiler' },
  tes: { name: 'Buffervat', subject: 'Het buffervat' },
  solar: { name: 'Zonnecollector', subject: 'De zonnecollector' },
  meter: { name: 'Meter', subject: 'De meter' },
};
