/** EHS-Sentinel without Home Assistant: a number as text under the vendor's name, not retained, and no will. */
import { below, type GatewayScript } from '../script.ts';

export const script: GatewayScript = {
  profile: 'ehs-sentinel',
  steps: [
    {
      what: 'a heat pump that heats',
      says: below('ehsSentinel', {
        NASA_OUTDOOR_TW2_TEMP: '35.1',
        NASA_OUTDOOR_TW1_TEMP: '30.4',
        NASA_OUTDOOR_OUT_TEMP: '1.0',
        VAR_IN_FLOW_SENSOR_CALC: '18.3',
        NASA_OUTDOOR_CONTROL_WATTMETER_ALL_UNIT: '1.21',
        NASA_OUTDOOR_COMP1_RUN_HZ: '38',
        NASA_INDOOR_DHW_CURRENT_TEMP: '47.2',
        VAR_IN_TEMP_WATER_LAW_TARGET_F: '0.0',
      }),
      reads: {
        'hcu.supplyTempC': 35.1,
        'hcu.returnTempC': 30.4,
        'hcu.outdoorTempC': 1,
        'hcu.flowRateLpm': 18.3,
        'hcu.electricalPowerKw': 1.21,
        'hcu.state': 'running',
        'heatpump.compressorHz': 38,
        'dhw.tempTopC': 47.2,
      },
      presence: { hcu: 'online' },
    },
  ],
  orders: [
    {
      order: 'hcu.curveShiftK',
      value: 1.4,
      tells: [['ehsSentinel/entity/VAR_IN_TEMP_WATER_LAW_TARGET_F/set', '1.5']],
      answers: below('ehsSentinel', { VAR_IN_TEMP_WATER_LAW_TARGET_F: '1.5' }),
    },
  ],
};
