import type { houseMembers as English } from '../house-members.ts';
import { list } from './count.ts';

const NAMES: Readonly<Record<string, string>> = {
  timeZone: 'tijdzone',
  zones: 'kamers',
  outdoorSensors: 'buitenthermometers',
  fcus: 'wat kamers verwarmt',
  hcu: 'hydraulische module',
  heatpumps: 'warmtepompen',
  dhw: 'warm water',
  tes: 'buffervat',
  solar: 'zonnecollector',
  meters: 'meters',
  bindings: 'hoe apparaten worden bereikt',
};

export const houseMembers: typeof English = (members) =>
  list([...new Set(members.map((member) => NAMES[member] ?? member))]);
