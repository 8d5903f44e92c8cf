import type { devices as English } from '../devices.ts';

export const devices: typeof English = {
  refused: {
    title: 'Messwerte, die nicht stimmen können',
    // Why it cannot be, the hub says in English only.
    line: (label, value, _reason, since) =>
      `${label}: Es meldet ${value}, das kann nicht sein. Zählt seit ${since} nicht mit.`,
    fields: {
      mode: 'Betriebsart',
      tempC: 'Temperatur',
      co2Ppm: 'Kohlendioxid',
      on: 'Relais',
      tempHeatSetC: 'Sollwert des Ventils',
      activeFaults: 'Störungen',
      availability: 'Ob es da ist',
      hardwareId: 'Name der Hardware',
    },
  },
  found: {
    title: 'Was damit nicht stimmt',
    line: (sentence, since) =>
      `${sentence.slice(0, 1).toUpperCase()}${sentence.slice(1)}. Seit ${since}.`,
  },
  numbered: (name, number) => `${name} ${number}`,
  apart: (name, id) => `${name} (${id})`,
};
