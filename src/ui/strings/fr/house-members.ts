import type { houseMembers as English } from '../house-members.ts';
import { list } from './count.ts';

const NAMES: Readonly<Record<string, string>> = {
  timeZone: 'fuseau horaire',
  zones: 'pièces',
  outdoorSensors: 'thermomètres extérieurs',
  fcus: 'ce qui chauffe les pièces',
  hcu: 'module hydraulique',
  heatpumps: 'pompes à chaleur',
  dhw: 'eau chaude',
  tes: 'ballon tampon',
  solar: 'capteur solaire',
  meters: 'compteurs',
  bindings: 'accès aux appareils',
};

export const houseMembers: typeof English = (members) =>
  list([...new Set(members.map((member) => NAMES[member] ?? member))]);
