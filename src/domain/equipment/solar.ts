import { ACTIVE_FAULTS, lifetimeMeter, type NumberReading, type ReadingTable } from './reading.ts';

/** A collector that stands still in the sun is far hotter than water ever is, and one in a winter night far colder. */
const glycol = (name: string, help: string): NumberReading => ({
  type: 'number',
  unit: '°C',
  min: -60,
  max: 350,
  name,
  help,
});

/** A thermal solar collector with its pump. */
export const SOLAR_READINGS = {
  collectorTempC: glycol('Collector temperature', 'Fluid in the collector'),
  returnTempC: glycol('Return temperature', 'Fluid returning to the collector'),
  pumpActive: {
    type: 'boolean',
    name: 'Pump',
    deviceClass: 'running',
    help: 'Whether the pump of the collector runs',
  },
  pumpSpeedPercent: {
    type: 'integer',
    unit: '%',
    min: 0,
    max: 100,
    name: 'Pump speed',
    help: 'Speed of the pump of the collector',
  },
  thermalPowerKw: {
    type: 'number',
    unit: 'kW',
    // One that cools a tank at night, or keeps itself from freezing, takes heat.
    min: -200,
    max: 200,
    name: 'Thermal power',
    help: 'Heat from the collector',
  },
  lifetimeThermalKwh: lifetimeMeter(
    'Thermal energy',
    'Heat from the collector since its beginning',
  ),
  activeFaults: ACTIVE_FAULTS,
} as const satisfies ReadingTable;
