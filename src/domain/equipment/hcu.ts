import { COMPRESSOR_READINGS } from './compressor.ts';
import {
  ACTIVE_FAULTS,
  lifetimeMeter,
  metered,
  waterTemperature,
  type ReadingTable,
} from './reading.ts';

/** The hydronic control unit. */
export const HCU_READINGS = {
  sourceType: {
    type: 'enum',
    values: ['heat_pump', 'district_interface'],
    name: 'Source',
    isDiagnostic: true,
    isNoisy: true,
    help: 'Where the energy comes from',
  },
  mode: {
    type: 'enum',
    values: ['heat', 'cool', 'dhw_charge', 'idle'],
    name: 'Operation',
    help: 'Resolved operating state',
  },
  state: {
    type: 'enum',
    values: ['running', 'standby', 'defrost', 'fault'],
    name: 'State',
    help: 'Operational state',
  },
  supplyTempC: waterTemperature('Supply temperature', 'Water leaving the unit'),
  returnTempC: waterTemperature('Return temperature', 'Water returning to the unit'),
  flowRateLpm: metered('L/min', 1_000, 'Flow', 'Flow on the source side'),
  thermalPowerKw: COMPRESSOR_READINGS.thermalPowerKw,
  electricalPowerKw: COMPRESSOR_READINGS.electricalPowerKw,
  lifetimeThermalKwh: {
    ...lifetimeMeter('Thermal meter', 'Thermal energy delivered'),
    isDiagnostic: true,
    isNoisy: true,
  },
  lifetimeElecKwh: {
    ...lifetimeMeter('Electricity meter', 'Electricity consumed'),
    isDiagnostic: true,
    isNoisy: true,
  },
  copInstant: COMPRESSOR_READINGS.copInstant,
  outdoorTempC: {
    type: 'number',
    unit: '°C',
    min: -60,
    max: 60,
    name: 'Outdoor temperature',
    help: 'Outdoor temperature',
  },
  systemPressureBar: {
    type: 'number',
    unit: 'bar',
    min: 0,
    max: 20,
    name: 'Pressure',
    isDiagnostic: true,
    help: 'Pressure of the water circuit',
  },
  backupHeaterActive: {
    type: 'boolean',
    name: 'Backup heater',
    deviceClass: 'running',
    help: 'Whether the backup heater is on',
  },
  activeFaults: ACTIVE_FAULTS,
} as const satisfies ReadingTable;
