import type { houseMembers as English } from '../house-members.ts';
import { list } from './count.ts';

const NAMES: Readonly<Record<string, string>> = {
  timeZone: 'Zeitzone',
  zones: 'Räume',
  outdoorSensors: 'Außenthermometer',
  fcus: 'was Räume heizt',
  hcu: 'Hydraulikeinheit',
  heatpumps: 'Wärmepumpen',
  dhw: 'Warmwasser',
  tes: 'Pufferspeicher',
  solar: 'Solarkollektor',
  meters: 'Zähler',
  bindings: 'wie Geräte erreicht werden',
};

export const houseMembers: typeof English = (members) =>
  list([...new Set(members.map((member) => NAMES[member] ?? member))]);
