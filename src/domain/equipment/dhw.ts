import { waterTemperature, type ReadingTable } from './reading.ts';

/** The domestic hot water tank (aris-api.md section 6). */
export const DHW_READINGS = {
  tempTopC: waterTemperature('Top of the tank, where water is drawn'),
  tempMidC: waterTemperature('Middle of the tank'),
  tempBottomC: waterTemperature('Bottom of the tank, where cold water enters'),
  heatingActive: { type: 'boolean', help: 'Whether the tank is being charged' },
  recircEnabled: { type: 'boolean', help: 'Whether the home has a recirculation loop' },
  stateOfChargePercent: {
    type: 'integer',
    unit: '%',
    min: 0,
    max: 100,
    help: 'Charge against the target',
  },
  effectiveCapacityLiters: {
    type: 'number',
    unit: 'L',
    min: 0,
    max: 10_000,
    help: 'Usable hot water',
  },
  isSanitizing: { type: 'boolean', help: 'Whether a disinfection runs' },
  dhwDeliveryTempC: waterTemperature('Water delivered to the taps'),
  dhwColdSupplyTempC: waterTemperature('Cold water entering the tank'),
  backupHeaterActive: { type: 'boolean', help: 'Whether the backup heater is on' },
  recircPumpActive: { type: 'boolean', help: 'Whether the recirculation pump runs' },
  lastSanitizationTs: { type: 'timestamp', help: 'When the last disinfection succeeded' },
} as const satisfies ReadingTable;
