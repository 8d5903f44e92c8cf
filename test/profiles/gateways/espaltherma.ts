/** ESPAltherma: one flat JSON each 30 s under the labels of its settings, not retained; `---` is no value, and a value that is not chosen is left out. */
import type { GatewayScript } from '../script.ts';

const says = (payload: object) => ({ topic: 'espaltherma/ATTR', payload });

export const script: GatewayScript = {
  profile: 'espaltherma',
  kept: [{ topic: 'espaltherma/LWT', payload: 'Online' }],
  steps: [
    {
      what: 'a heat pump that heats',
      says: [
        says({
          'I/U operation mode': 'Heating',
          '3way valve(On:DHW_Off:Space)': 'OFF',
          'Leaving water temp. before BUH (R1T)': 33.4,
          'Inlet water temp.(R4T)': 29.1,
          'R1T-Outdoor air temp.': -4,
          'Flow sensor (l/min)': 17.2,
          'Water pressure': 1.5,
          'BUH Step1': 'OFF',
          BSH: 'OFF',
          'INV frequency (rps)': 45,
          'Discharge pipe temp.': 61,
          'Suction pipe temp.': '---',
          'INV primary current (A)': 5.4,
          'Defrost Operation': 'OFF',
          'DHW tank temp. (R5T)': 47.5,
        }),
      ],
      reads: {
        'hcu.supplyTempC': 33.4,
        'hcu.returnTempC': 29.1,
        'hcu.outdoorTempC': -4,
        'hcu.flowRateLpm': 17.2,
        'hcu.systemPressureBar': 1.5,
        'hcu.backupHeaterActive': false,
        'hcu.mode': 'heat',
        'hcu.state': 'running',
        'heatpump.compressorHz': 45,
        'heatpump.compressorDischargeTempC': 61,
        'heatpump.compressorSuctionTempC': null,
        'heatpump.acCurrentA': 5.4,
        'heatpump.defrostActive': false,
        'dhw.tempTopC': 47.5,
        'dhw.heatingActive': false,
        'dhw.backupHeaterActive': false,
      },
      presence: { hcu: 'online' },
    },
    {
      what: 'heating and hot water by turns: rooms, then the tank',
      says: [says({ 'I/U operation mode': 'Heating + DHW', 'INV frequency (rps)': 40 })],
      reads: { 'hcu.mode': 'heat' },
    },
    {
      what: 'hot water alone, where nothing is said of its valve',
      says: [says({ 'I/U operation mode': 'DHW', '3way valve(On:DHW_Off:Space)': '---' })],
      reads: { 'hcu.mode': 'dhw_charge' },
    },
    {
      what: 'hot water by the booster, and a defrost',
      says: [says({ '3way valve(On:DHW_Off:Space)': 'ON', BSH: 'ON', 'Defrost Operation': 'ON' })],
      reads: {
        'hcu.mode': 'dhw_charge',
        'hcu.state': 'defrost',
        'dhw.heatingActive': true,
        'dhw.backupHeaterActive': true,
        'heatpump.defrostActive': true,
      },
    },
  ],
  // When it has lost the broker it says 0 of its contacts, and leaves them as they are.
  unshown: ['hcu.surplusLevel'],
  orders: [
    {
      order: 'hcu.surplusLevel',
      value: '2',
      tells: [['espaltherma/sg/set', '0']],
    },
    {
      order: 'hcu.surplusLevel',
      value: '3',
      tells: [['espaltherma/sg/set', '2']],
    },
    {
      order: 'hcu.surplusLevel',
      value: '4',
      tells: [['espaltherma/sg/set', '3']],
    },
  ],
  givesBack: { 'hcu.surplusLevel': [['espaltherma/sg/set', '0']] },
};
