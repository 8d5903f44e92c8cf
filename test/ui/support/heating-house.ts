/** A house that is being heated, as the page has it. */
import type { ShownHouse } from '../../../src/ui/live.ts';

const coil = (fcuId: string, friendlyName: string, zoneId: string, fanPercent: number) => ({
  fcuId,
  friendlyName,
  zoneId,
  mode: fanPercent > 0 ? 'heat' : 'idle',
  fanPercent,
  supplyTempC: 38,
});

export const zone = (zoneId: string, more: object = {}) => ({
  zoneId,
  friendlyName: zoneId,
  tempC: 20,
  mode: 'auto' as const,
  activeCall: 'none' as const,
  supportsHeat: true,
  supportsCool: true,
  effectiveMode: 'idle' as const,
  ...more,
});

export const HEATING: ShownHouse = {
  zones: [zone('living', { effectiveMode: 'heat', tempC: 19.4 }), zone('bath')],
  fcus: [
    coil('f1', 'South', 'living', 40),
    coil('f2', 'North', 'living', 60),
    coil('f3', 'Bath', 'bath', 0),
  ],
  hcu: {
    hcuId: 'h',
    mode: 'heat',
    state: 'running',
    supplyTempC: 38.2,
    returnTempC: 33,
    flowRateLpm: 24.1,
    outdoorTempC: -3.2,
    thermalPowerKw: 6,
    electricalPowerKw: 1.5,
  },
  meters: [],
  heatpumps: [{ hpId: 'p', compressorSpeedPercent: 62, thermalPowerKw: 6, electricalPowerKw: 1.5 }],
  dhw: { dhwId: 'd', tempTopC: 50, stateOfChargePercent: 88, heatingActive: false },
  tes: { tesId: 't', mode: 'heat', chargeActive: true, dischargeActive: false },
  faults: [],
};

export const WITHOUT_HUB = 'it goes by its own curve, and makes hot water by its own programme.';
/** Its machines are of another make, and the hub may not steer them. */
export const NUDGED_HOUSE: ShownHouse = {
  ...HEATING,
  hcu: {
    ...HEATING.hcu,
    reason: { code: 'level_lowered', text: 'The machine decides by itself.' },
    curveShiftK: 2,
    control: {
      level: 'nudge',
      chosen: 'steer',
      missing: [
        { place: 'heatingMode', said: 'curve', wanted: ['fixed'] },
        { place: 'controlledBySensor', wanted: ['off'] },
      ],
      withoutHub: WITHOUT_HUB,
    },
  },
  dhw: { ...HEATING.dhw, control: { level: 'watch', chosen: 'watch' } },
};
