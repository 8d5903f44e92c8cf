import type { devices as English } from '../devices.ts';
import { since as sinceText } from './count.ts';

export const devices: typeof English = {
  refused: {
    title: 'Les valeurs impossibles',
    // Why it cannot be, the hub says in English only.
    line: (label, value, _reason, since) =>
      `${label}\u202f: la valeur annoncée, ${value}, est impossible. Écartée ${sinceText(since)}.`,
    fields: {
      mode: 'Mode',
      tempC: 'Température',
      co2Ppm: 'Dioxyde de carbone',
      on: 'Relais',
      tempHeatSetC: 'Consigne de la vanne',
      activeFaults: 'Défauts',
      availability: 'Présence',
      hardwareId: 'Nom du matériel',
    },
  },
  found: {
    title: 'Ce qui ne va pas',
    line: (sentence, since) =>
      `${sentence.slice(0, 1).toUpperCase()}${sentence.slice(1)}. En cours ${sinceText(since)}.`,
  },
  numbered: (name, number) => `${name} ${number}`,
  apart: (name, id) => `${name} (${id})`,
};
