import { RELATIVE_HUMIDITY, ROOM_TEMPERATURE, type ReadingTable } from './reading.ts';

/** A room sensor. Its readings become those of its zone. */
export const SENSOR_READINGS = {
  tempC: ROOM_TEMPERATURE,
  rhPercent: RELATIVE_HUMIDITY,
  co2Ppm: {
    type: 'integer',
    unit: 'ppm',
    min: 0,
    max: 20_000,
    name: 'Carbon dioxide',
    help: 'Carbon dioxide',
  },
} as const satisfies ReadingTable;
