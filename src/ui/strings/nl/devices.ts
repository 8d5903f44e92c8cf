import type { devices as English } from '../devices.ts';

export const devices: typeof English = {
  refused: {
    title: 'Metingen die niet kunnen kloppen',
    // Why it cannot be, the hub says in English only.
    line: (label, value, _reason, since) =>
      `${label}: gemeld wordt ${value}, en dat kan niet. Telt niet mee sinds ${since}.`,
    fields: {
      mode: 'Bedrijfsstand',
      tempC: 'Temperatuur',
      co2Ppm: 'Koolstofdioxide',
      on: 'Relais',
      tempHeatSetC: 'Ingestelde waarde van de klep',
      activeFaults: 'Storingen',
      availability: 'Of het er is',
      hardwareId: 'Naam van de hardware',
    },
  },
  found: {
    title: 'Wat er mis mee is',
    line: (sentence, since) =>
      `${sentence.slice(0, 1).toUpperCase()}${sentence.slice(1)}. Sinds ${since}.`,
  },
  numbered: (name, number) => `${name} ${number}`,
  apart: (name, id) => `${name} (${id})`,
};
