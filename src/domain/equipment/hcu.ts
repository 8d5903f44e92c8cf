import { ACTIVE_FAULTS, waterTemperature, type ReadingTable } from './reading.ts';

/** The hydronic control unit (aris-api.md section 4). */
export const HCU_READINGS = {
  sourceType: {
    type: 'enum',
    values: ['heat_pump', 'district_interface'],
    help: 'Where the energy comes from',
  },
  mode: {
    type: 'enum',
    values: ['heat', 'cool', 'dhw_charge', 'idle'],
    help: 'Resolved operating state',
  },
  state: {
    type: 'enum',
    values: ['running', 'standby', 'defrost', 'fault'],
    help: 'Operational state',
  },
  supplyTempC: waterTemperature('Water leaving the unit'),
  returnTempC: waterTemperature('Water returning to the unit'),
  flowRateLpm: {
    type: 'number',
    unit: 'L/min',
    min: 0,
    max: 1_000,
    help: 'Flow on the source side',
  },
  thermalPowerKw: { type: 'number', unit: 'kW', min: -200, max: 200, help: 'Thermal output' },
  electricalPowerKw: { type: 'number', unit: 'kW', min: 0, max: 100, help: 'Electrical input' },
  lifetimeThermalKwh: {
    type: 'number',
    unit: 'kWh',
    min: 0,
    max: 1e9,
    stands: true,
    help: 'Thermal energy delivered',
  },
  lifetimeElecKwh: {
    type: 'number',
    unit: 'kWh',
    min: 0,
    max: 1e9,
    stands: true,
    help: 'Electricity consumed',
  },
  copInstant: {
    type: 'number',
    min: 0,
    max: 20,
    help: 'Thermal over electrical power, only while running',
  },
  outdoorTempC: { type: 'number', unit: '°C', min: -60, max: 60, help: 'Outdoor temperature' },
  systemPressureBar: {
    type: 'number',
    unit: 'bar',
    min: 0,
    max: 20,
    help: 'Pressure of the water circuit',
  },
  backupHeaterActive: { type: 'boolean', help: 'Whether the backup heater is on' },
  activeFaults: ACTIVE_FAULTS,
} as const satisfies ReadingTable;
