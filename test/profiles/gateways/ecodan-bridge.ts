/** EcodanBridge v7: a JSON for each part, about each 30 s, not retained; the will is kept. */
import type { GatewayScript } from '../script.ts';

const says = (part: string, payload: object) => ({ topic: `ASHP/Status/${part}`, payload });

export const script: GatewayScript = {
  profile: 'ecodan-bridge',
  kept: [{ topic: 'ASHP/LWT', payload: 'offline' }],
  steps: [
    {
      what: 'a heat pump that heats by a fixed flow temperature',
      says: [
        says('System', {
          HeaterFlow: 36.5,
          HeaterReturn: 31,
          OutsideTemp: 2.5,
          FlowRate: 16,
          Defrost: 'Off',
          EstInputPower: 1.31,
          EstHeatOutputPower: 5.62,
          Instant_CoP: 4.29,
          Compressor: 44,
          SystemPower: 'On',
          SystemOperationMode: 'Heating',
          HB_ID: 3,
        }),
        says('Zone1', { Temperature: 20.5, HeatingControlMode: 'Flow', FSP: 37, HB_ID: 3 }),
        says('HotWater', {
          Temperature: 48.5,
          Setpoint: 50,
          HotWaterBoostActive: 0,
          HotWaterPhase: 'Off',
          HB_ID: 3,
        }),
        says('Advanced', { MixingTemp: 35, Booster: 'Off', Booster2: 'Off', Immersion: 'Off' }),
        says('AdvancedTwo', { ErrCode: 'Normal' }),
        says('CompCurve', { zone1: { active: false }, zone2: { active: false } }),
        says('ActiveControl', { ShortCycleProtectionEnabled: 0 }),
      ],
      reads: {
        'hcu.supplyTempC': 36.5,
        'hcu.returnTempC': 31,
        'hcu.outdoorTempC': 2.5,
        'hcu.flowRateLpm': 16,
        'hcu.electricalPowerKw': 1.31,
        'hcu.thermalPowerKw': 5.62,
        'hcu.copInstant': 4.29,
        'hcu.mode': 'heat',
        'hcu.state': 'running',
        'hcu.backupHeaterActive': false,
        'hcu.activeFaults': [],
        'heatpump.compressorHz': 44,
        'heatpump.defrostActive': false,
        'dhw.tempTopC': 48.5,
        'dhw.heatingActive': false,
        'dhw.isSanitizing': false,
        'tes.tempTopC': 35,
      },
      levels: { 'hcu.steer': true },
      presence: { hcu: 'online', dhw: 'online', tes: 'online' },
    },
    {
      what: 'a curve of the bridge: it is not steered',
      says: [says('CompCurve', { zone1: { active: true }, zone2: { active: false } })],
      reads: { 'hcu.mode': 'heat' },
      levels: { 'hcu.steer': false },
    },
    {
      what: 'its protection from short cycles, which writes the same target: it is not steered',
      says: [
        says('CompCurve', { zone1: { active: false }, zone2: { active: false } }),
        says('ActiveControl', { ShortCycleProtectionEnabled: 1 }),
      ],
      reads: { 'hcu.curve1': false },
      levels: { 'hcu.steer': false },
    },
    {
      what: 'a defrost while it heats',
      says: [
        says('ActiveControl', { ShortCycleProtectionEnabled: 0 }),
        says('System', { SystemOperationMode: 'Defrosting', Defrost: 'Defrosting' }),
      ],
      reads: { 'hcu.mode': 'heat', 'hcu.state': 'defrost' },
      levels: { 'hcu.steer': true },
    },
    {
      what: 'a defrost while it makes hot water',
      says: [says('HotWater', { HotWaterPhase: 'Heat Pump' })],
      reads: { 'hcu.mode': 'dhw_charge', 'hcu.state': 'defrost' },
    },
    {
      what: 'a disinfection that it does by itself, with its heater',
      says: [
        says('System', { Compressor: 0, SystemOperationMode: 'Legionella' }),
        says('HotWater', { HotWaterPhase: 'Heater' }),
        says('Advanced', { Booster: 'Off', Booster2: 'On' }),
        says('AdvancedTwo', { ErrCode: 5102 }),
      ],
      reads: {
        'hcu.mode': 'dhw_charge',
        'dhw.isSanitizing': true,
        'dhw.heatingActive': true,
        'dhw.backupHeaterActive': true,
        'hcu.backupHeaterActive': true,
        'hcu.activeFaults': ['5102'],
      },
    },
    {
      what: 'a curve of its own: it is not steered',
      says: [
        says('Zone1', { HeatingControlMode: 'Compensation' }),
        says('System', { Defrost: 'Defrosting' }),
      ],
      reads: { 'hcu.state': 'defrost', 'heatpump.defrostActive': true },
      levels: { 'hcu.steer': false },
    },
  ],
  orders: [
    {
      order: 'hcu.supplyTempC',
      value: 38.6,
      tells: [['ASHP/Command/Zone1/FlowSetpoint', '38.5']],
      answers: [says('Zone1', { FSP: 38.5 })],
    },
    {
      order: 'dhw.targetTempC',
      value: 51.5,
      tells: [['ASHP/Command/HotWater/Setpoint', '51.5']],
      answers: [says('HotWater', { Setpoint: 51.5 })],
    },
    {
      order: 'dhw.heat',
      value: true,
      tells: [['ASHP/Command/HotWater/Boost', '1']],
      answers: [says('HotWater', { HotWaterBoostActive: 1 })],
    },
  ],
  givesBack: { 'dhw.heat': [['ASHP/Command/HotWater/Boost', '0']] },
};
