import type { kinds as English } from '../kinds.ts';

export const kinds: typeof English = {
  sensor: { name: 'Fühler', subject: 'Der Fühler' },
  fcu: { name: 'Gebläsekonvektor', subject: 'Der Gebläsekonvektor' },
  valve: { name: 'Ventil', subject: 'Das Ventil' },
  relay: { name: 'Relais', subject: 'Das Relais' },
  hcu: { name: 'Hydraulikeinheit', subject: 'Die Hydraulikeinheit' },
  heatpump: { name: 'Wärmepumpe', subject: 'Die Wärmepumpe' },
  dhw: { name: 'Warmwasserspeicher', subject: 'Der Warmwasserspeicher' },
  tes: { name: 'Pufferspeicher', subject: 'Der Pufferspeicher' },
  solar: { name: 'Solarkollektor', subject: 'Der Solarkollektor' },
  meter: { name: 'Zähler', subject: 'Der Zähler' },
};
