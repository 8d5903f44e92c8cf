import {
  ACTIVE_FAULTS,
  RELATIVE_HUMIDITY,
  ROOM_TEMPERATURE,
  waterTemperature,
  type ReadingTable,
} from './reading.ts';

/** A fan coil unit: `mode` is what it does after its own safety logic, not what it was asked (aris-api.md section 3). */
export const FCU_READINGS = {
  mode: {
    type: 'enum',
    values: ['heat', 'cool', 'idle', 'inhibit'],
    help: 'What the unit does now',
  },
  fanPercent: { type: 'integer', unit: '%', min: 0, max: 100, help: 'Air flow' },
  roomTempC: ROOM_TEMPERATURE,
  rhPercent: RELATIVE_HUMIDITY,
  supplyTempC: waterTemperature('Water entering the coil'),
  returnTempC: waterTemperature('Water leaving the coil'),
  activeFaults: ACTIVE_FAULTS,
  filterLastChangedTs: { type: 'timestamp', help: 'When the filter was last changed' },
} as const satisfies ReadingTable;
