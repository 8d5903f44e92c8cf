import { waterTemperature, type ReadingTable } from './reading.ts';

/** The buffer tank (aris-api.md section 7). */
export const TES_READINGS = {
  mode: { type: 'enum', values: ['heat', 'cool', 'idle'], help: 'What the tank stores' },
  tempTopC: waterTemperature('Top of the tank'),
  tempMidC: waterTemperature('Middle of the tank'),
  tempBottomC: waterTemperature('Bottom of the tank'),
  stateOfChargePercent: {
    type: 'integer',
    unit: '%',
    min: 0,
    max: 100,
    help: 'Charge, from the stratification',
  },
  chargeActive: { type: 'boolean', help: 'Whether the HCU charges the tank' },
  dischargeActive: { type: 'boolean', help: 'Whether the distribution loop draws from the tank' },
  effectiveCapacityLiters: {
    type: 'number',
    unit: 'L',
    min: 0,
    max: 10_000,
    help: 'Usable capacity',
  },
} as const satisfies ReadingTable;
