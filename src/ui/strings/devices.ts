/** What is said of devices on every page; what they are called is in `kinds.ts`. */
export const devices = {
  refused: {
    title: 'Readings that cannot be right',
    line: (label: string, value: string, reason: string, since: string) =>
      `${label}: it says ${value}, but it ${reason}. Left out since ${since}.`,
    /** Beside those of the plant's readings. */
    fields: {
      mode: 'Mode',
      tempC: 'Temperature',
      co2Ppm: 'Carbon dioxide',
      on: 'Relay',
      tempHeatSetC: 'Setpoint of the valve',
      activeFaults: 'Faults',
      availability: 'Whether it is there',
      hardwareId: 'Hardware name',
    } as Readonly<Record<string, string>>,
  },
  found: {
    title: 'What is wrong with it',
    line: (sentence: string, since: string) =>
      `${sentence.slice(0, 1).toUpperCase()}${sentence.slice(1)}. Since ${since}.`,
  },
  numbered: (name: string, number: number) => `${name} ${number}`,
  apart: (name: string, id: string) => `${name} (${id})`,
};
