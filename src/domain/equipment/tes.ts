import { waterTemperature, type ReadingTable } from './reading.ts';

/** The buffer tank. */
export const TES_READINGS = {
  mode: {
    type: 'enum',
    values: ['heat', 'cool', 'idle'],
    name: 'Operation',
    help: 'What the tank stores',
  },
  tempTopC: waterTemperature('Temperature at the top', 'Top of the tank'),
  tempMidC: waterTemperature('Temperature in the middle', 'Middle of the tank'),
  tempBottomC: waterTemperature('Temperature at the bottom', 'Bottom of the tank'),
  stateOfChargePercent: {
    type: 'integer',
    unit: '%',
    min: 0,
    max: 100,
    name: 'Charge',
    help: 'Charge, from the stratification',
  },
  chargeActive: {
    type: 'boolean',
    name: 'Charging',
    deviceClass: 'running',
    help: 'Whether the HCU charges the tank',
  },
  dischargeActive: {
    type: 'boolean',
    name: 'Discharging',
    deviceClass: 'running',
    help: 'Whether the distribution loop draws from the tank',
  },
  effectiveCapacityLiters: {
    type: 'number',
    unit: 'L',
    min: 0,
    max: 10_000,
    name: 'Usable capacity',
    isDiagnostic: true,
    help: 'Usable capacity',
  },
} as const satisfies ReadingTable;
