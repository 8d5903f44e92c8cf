/** nibe-mqtt: text or a word a coil, retained, each minute. */
import { below, type GatewayScript } from '../script.ts';

export const script: GatewayScript = {
  profile: 'nibe-mqtt',
  kept: [{ topic: 'nibe/availability', payload: 'online' }],
  steps: [
    {
      what: 'a heat pump that heats',
      says: below('nibe/coils', {
        'bt2-supply-temp-s1-40008': '34.2',
        'eb100-ep14-bt3-return-temp-40012': '29.7',
        'bt1-outdoor-temperature-40004': '-2.1',
        'bt7-hw-top-40013': '49.3',
        'bt6-hw-load-40014': '44.8',
        'compressor-frequency-actual-43136': '51.0',
        'int-el-add-power-43084': '0.0',
        'prio-43086': 'HEAT',
        'heat-offset-s1-47011': '0',
        'temporary-lux-48132': 'OFF',
      }),
      reads: {
        'hcu.supplyTempC': 34.2,
        'hcu.returnTempC': 29.7,
        'hcu.outdoorTempC': -2.1,
        'hcu.mode': 'heat',
        'hcu.state': 'running',
        'hcu.backupHeaterActive': false,
        'heatpump.compressorHz': 51,
        'dhw.tempTopC': 49.3,
        'dhw.tempBottomC': 44.8,
      },
      presence: { hcu: 'online' },
    },
    {
      what: 'one without an inverter: it has no frequency, and a state',
      says: below('nibe/coils', {
        'compressor-frequency-actual-43136': '',
        'compressor-state-ep14-43427': 'STOPPED',
      }),
      reads: { 'hcu.state': 'standby', 'heatpump.compressorHz': null },
    },
    {
      what: 'hot water with its heater, by number',
      says: below('nibe/coils', { 'prio-43086': '20', 'int-el-add-power-43084': '3.0' }),
      reads: { 'hcu.mode': 'dhw_charge', 'hcu.backupHeaterActive': true },
    },
  ],
  orders: [
    {
      order: 'hcu.curveShiftK',
      value: -2,
      tells: [['nibe/coils/heat-offset-s1-47011/set', '-2']],
      answers: below('nibe/coils', { 'heat-offset-s1-47011': '-2' }),
    },
    {
      order: 'dhw.heat',
      value: true,
      tells: [['nibe/coils/temporary-lux-48132/set', 'ONE TIME INCREASE']],
      answers: below('nibe/coils', { 'temporary-lux-48132': 'ONE TIME INCREASE' }),
    },
    {
      order: 'dhw.heat',
      value: false,
      tells: [['nibe/coils/temporary-lux-48132/set', 'OFF']],
      answers: below('nibe/coils', { 'temporary-lux-48132': 'OFF' }),
    },
  ],
  givesBack: { 'dhw.heat': [['nibe/coils/temporary-lux-48132/set', 'OFF']] },
};
