import { lifetimeMeter, waterTemperature, type ReadingTable } from './reading.ts';

/** The domestic hot water tank. */
export const DHW_READINGS = {
  tempTopC: waterTemperature('Temperature', 'Top of the tank, where water is drawn'),
  tempMidC: waterTemperature('Temperature in the middle', 'Middle of the tank'),
  tempBottomC: waterTemperature(
    'Temperature at the bottom',
    'Bottom of the tank, where cold water enters',
  ),
  heatingActive: {
    type: 'boolean',
    name: 'Heating',
    deviceClass: 'running',
    help: 'Whether the tank is being charged',
  },
  recircEnabled: {
    type: 'boolean',
    name: 'Recirculation loop',
    isDiagnostic: true,
    isNoisy: true,
    help: 'Whether the home has a recirculation loop',
  },
  stateOfChargePercent: {
    type: 'integer',
    unit: '%',
    min: 0,
    max: 100,
    name: 'Charge',
    help: 'Charge against the target',
  },
  effectiveCapacityLiters: {
    type: 'number',
    unit: 'L',
    min: 0,
    max: 10_000,
    name: 'Usable hot water',
    help: 'Usable hot water',
  },
  isSanitizing: {
    type: 'boolean',
    name: 'Disinfection',
    deviceClass: 'running',
    help: 'Whether a disinfection runs',
  },
  dhwDeliveryTempC: waterTemperature('Delivery temperature', 'Water delivered to the taps'),
  dhwColdSupplyTempC: waterTemperature('Cold water temperature', 'Cold water entering the tank'),
  backupHeaterActive: {
    type: 'boolean',
    name: 'Backup heater',
    deviceClass: 'running',
    help: 'Whether the backup heater is on',
  },
  lifetimeElecKwh: {
    ...lifetimeMeter(
      'Electricity meter',
      'Electricity consumed by the tank’s own heater, where no other meter counts it',
    ),
    isDiagnostic: true,
    isNoisy: true,
  },
  recircPumpActive: {
    type: 'boolean',
    name: 'Recirculation pump',
    deviceClass: 'running',
    isDiagnostic: true,
    help: 'Whether the recirculation pump runs',
  },
  lastSanitizationTs: {
    type: 'timestamp',
    name: 'Last disinfection by the tank',
    isDiagnostic: true,
    isNoisy: true,
    help: 'When the last disinfection succeeded',
  },
} as const satisfies ReadingTable;
