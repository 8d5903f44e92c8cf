/** What a zone shows besides its name: what its sensors measure, and what is asked of it. */
import type { NumberReading, ReadingTable } from './equipment/reading.ts';
import { SENSOR_READINGS } from './equipment/sensor.ts';
import { SETPOINT_MAX_C, SETPOINT_MIN_C, ZONE_MODES } from './zone-setpoints.ts';

const setpoint = (name: string): NumberReading => ({
  type: 'number',
  unit: '°C',
  min: SETPOINT_MIN_C,
  max: SETPOINT_MAX_C,
  stands: true,
  name,
  help: name,
});

export const ZONE_READINGS = {
  ...SENSOR_READINGS,
  tempHeatSetC: setpoint('Heating setpoint'),
  tempCoolSetC: setpoint('Cooling setpoint'),
  mode: { type: 'enum', values: ZONE_MODES, name: 'Mode', help: 'Mode asked of the zone' },
  activeCall: {
    type: 'enum',
    values: ['heat', 'cool', 'none'],
    name: 'Demand',
    isDiagnostic: true,
    isNoisy: true,
    help: 'What the zone demands',
  },
} as const satisfies ReadingTable;
