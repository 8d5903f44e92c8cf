import {
  ACTIVE_FAULTS,
  RELATIVE_HUMIDITY,
  ROOM_TEMPERATURE,
  waterTemperature,
  type ReadingTable,
} from './reading.ts';

/** A fan coil unit: `mode` is what it does after its own safety logic, not what it was asked. */
export const FCU_READINGS = {
  mode: {
    type: 'enum',
    values: ['heat', 'cool', 'idle', 'inhibit'],
    name: 'Operation',
    help: 'What the unit does now',
  },
  fanPercent: { type: 'integer', unit: '%', min: 0, max: 100, name: 'Fan', help: 'Air flow' },
  roomTempC: ROOM_TEMPERATURE,
  rhPercent: RELATIVE_HUMIDITY,
  supplyTempC: {
    ...waterTemperature('Supply temperature', 'Water entering the coil'),
    isDiagnostic: true,
    isNoisy: true,
  },
  returnTempC: {
    ...waterTemperature('Return temperature', 'Water leaving the coil'),
    isDiagnostic: true,
    isNoisy: true,
  },
  activeFaults: ACTIVE_FAULTS,
  filterLastChangedTs: {
    type: 'timestamp',
    name: 'Filter changed',
    isDiagnostic: true,
    help: 'When the filter was last changed',
  },
} as const satisfies ReadingTable;
