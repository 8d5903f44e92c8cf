/** ebusd 26 with --mqttjson: a message a topic, not retained; null is no value. Its global words are retained. */
import type { GatewayScript } from '../script.ts';

const says = (circuit: string, message: string, value: unknown, field = 'value') => ({
  topic: `ebusd/${circuit}/${message}`,
  payload: { [field]: { value } },
});

export const script: GatewayScript = {
  profile: 'ebusd-vaillant',
  kept: [
    { topic: 'ebusd/global/running', payload: 'true' },
    { topic: 'ebusd/global/signal', payload: 'true' },
  ],
  steps: [
    {
      what: 'a heat pump that heats',
      says: [
        says('hmu', 'FlowTemp', 34.5),
        says('ctlv2', 'OutsideTemp', -1.25),
        says('hmu', 'BuildingCircuitFlow', 1080),
        says('hmu', 'CurrentConsumedPower', 1.4),
        says('hmu', 'CurrentCompressorUtil', 48),
        says('ctlv2', 'WaterPressure', 1.6),
        {
          topic: 'ebusd/hmu/State',
          payload: { energy: { value: 12 }, state: { value: 'heating' } },
        },
        says('ctlv2', 'HwcStorageTempTop', 51),
        says('ctlv2', 'HwcStorageTemp', 47.5),
        says('ctlv2', 'HwcStorageTempBottom', 33),
        says('ctlv2', 'HwcTempDesired', 50),
        says('ctlv2', 'HcStorageTempTop', 36),
        says('ctlv2', 'HcStorageTempBottom', 31),
      ],
      reads: {
        'hcu.supplyTempC': 34.5,
        'hcu.outdoorTempC': -1.25,
        'hcu.flowRateLpm': 18,
        'hcu.electricalPowerKw': 1.4,
        'hcu.systemPressureBar': 1.6,
        'hcu.mode': 'heat',
        'hcu.state': 'running',
        'heatpump.compressorSpeedPercent': 48,
        'dhw.tempTopC': 51,
        'dhw.tempMidC': 47.5,
        'dhw.tempBottomC': 33,
        'tes.tempTopC': 36,
        'tes.tempBottomC': 31,
      },
      presence: { hcu: 'online' },
    },
    {
      what: 'hot water, and null as no value',
      says: [
        { topic: 'ebusd/hmu/State', payload: { state: { value: 'heating_water' } } },
        says('hmu', 'FlowTemp', null),
      ],
      reads: { 'hcu.mode': 'dhw_charge', 'hcu.supplyTempC': null, 'dhw.heatingActive': true },
    },
    {
      what: 'outdoors by the name that the older controllers have for it',
      says: [
        says('ctlv2', 'DisplayedOutsideTemp', 3.5),
        { topic: 'ebusd/hmu/State', payload: { state: { value: 'ready' } } },
      ],
      reads: { 'hcu.outdoorTempC': 3.5, 'hcu.mode': 'idle', 'dhw.heatingActive': false },
    },
    {
      what: 'a bus that is silent while ebusd runs',
      says: [{ topic: 'ebusd/global/signal', payload: 'false' }],
      reads: {},
      presence: { hcu: 'offline', dhw: 'offline' },
    },
    {
      what: 'its return',
      says: [{ topic: 'ebusd/global/signal', payload: 'true' }],
      reads: {},
      presence: { hcu: 'online' },
    },
  ],
  orders: [
    {
      order: 'dhw.targetTempC',
      value: 54.6,
      tells: [['ebusd/ctlv2/HwcTempDesired/set', '55']],
      answers: [says('ctlv2', 'HwcTempDesired', 55)],
    },
    {
      order: 'dhw.heat',
      value: true,
      tells: [['ebusd/ctlv2/HwcSFMode/set', 'load']],
      answers: [says('ctlv2', 'HwcSFMode', 'load')],
    },
    { order: 'dhw.heat', value: false, tells: [['ebusd/ctlv2/HwcSFMode/set', 'auto']] },
  ],
  givesBack: { 'dhw.heat': [['ebusd/ctlv2/HwcSFMode/set', 'auto']] },
};
