import type { kinds as English } from '../kinds.ts';

export const kinds: typeof English = {
  sensor: { name: 'Sonde', subject: 'La sonde' },
  fcu: { name: 'Ventilo-convecteur', subject: 'Le ventilo-convecteur' },
  valve: { name: 'Vanne', subject: 'La vanne' },
  relay: { name: 'Relais', subject: 'Le relais' },
  hcu: { name: 'Module hydraulique', subject: 'Le module hydraulique' },
  heatpump: { name: 'Pompe à chaleur', subject: 'La pompe à chaleur' },
  dhw: { name: 'Ballon d’eau chaude', subject: 'Le ballon d’eau chaude' },
  tes: { name: 'Ballon tampon', subject: 'Le ballon tampon' },
  solar: { name: 'Capteur solaire', subject: 'Le capteur solaire' },
  meter: { name: 'Compteur', subject: 'Le compteur' },
};
