/**
 * OTGW-firmware 2.0: text, retained, on change and each minute. Of the names that version 2 changed, the old ones may
 * still be kept by the broker; the words on who is connected are not kept.
 */
import { below, type GatewayScript, type Message } from '../script.ts';

const NODE = 'otgw-AABBCCDDEEFF';
const value = (said: Record<string, string>): Message[] => below(`OTGW/value/${NODE}`, said);
const set = (name: string, payload: string) => [`OTGW/set/${NODE}/${name}`, payload] as const;

export const script: GatewayScript = {
  profile: 'otgw-firmware',
  given: { node: NODE },
  kept: [
    { topic: `OTGW/value/${NODE}`, payload: 'online' },
    // Of version 1.
    ...value({ centralheating: 'ON', domestichotwater: 'ON', fault: 'ON', Tboiler: '71.00' }),
  ],
  keptReads: { 'hcu.supplyTempC': null, 'hcu.roomTarget': null },
  steps: [
    {
      what: 'a boiler that heats, whatever was kept under the old names',
      says: value({
        Tboiler: '48.50',
        Tret: '39.12',
        Toutside: '4.00',
        CHPressure: '1.50',
        TSet: '50.00',
        TrSet: '20.50',
        RelModLevel: '27.00',
        central_heating: 'ON',
        hot_water: 'OFF',
        cooling: 'OFF',
        flame: 'ON',
        fault_indication: 'OFF',
        OEMFaultCode: '0',
        Tdhw: '51.30',
        TdhwSet: '55.00',
      }),
      reads: {
        'hcu.supplyTempC': 48.5,
        'hcu.returnTempC': 39.12,
        'hcu.outdoorTempC': 4,
        'hcu.systemPressureBar': 1.5,
        'hcu.mode': 'heat',
        'hcu.state': 'running',
        'hcu.activeFaults': [],
        'hcu.supplyTarget': 50,
        'dhw.tempTopC': 51.3,
        'dhw.heatingActive': false,
      },
      levels: { 'hcu.steer': true },
      presence: { hcu: 'online', dhw: 'online' },
    },
    {
      what: 'hot water and a fault',
      says: value({ hot_water: 'ON', fault_indication: 'ON', OEMFaultCode: '133', flame: 'OFF' }),
      reads: {
        'hcu.mode': 'dhw_charge',
        'hcu.state': 'fault',
        'hcu.activeFaults': ['133'],
        'dhw.heatingActive': true,
      },
    },
    {
      what: 'rest',
      says: value({ hot_water: 'OFF', central_heating: 'OFF', fault_indication: 'OFF' }),
      reads: { 'hcu.mode': 'idle', 'hcu.state': 'standby', 'dhw.heatingActive': false },
    },
    {
      what: 'no thermostat behind it, which would take over: it is not steered',
      says: value({ TrSet: '0.00' }),
      reads: {},
      levels: { 'hcu.steer': false },
    },
  ],
  unshown: ['hcu.mode', 'dhw.heat'],
  orders: [
    { order: 'hcu.mode', value: 'heat', tells: [set('chenable', '1')] },
    { order: 'hcu.mode', value: 'idle', tells: [set('ctrlsetpt', '10'), set('chenable', '0')] },
    {
      order: 'hcu.supplyTempC',
      value: 41.3,
      tells: [set('ctrlsetpt', '41.5')],
      answers: value({ TSet: '41.50' }),
    },
    {
      order: 'dhw.targetTempC',
      value: 52.4,
      tells: [set('maxdhwsetpt', '52')],
      answers: value({ TdhwSet: '52.00' }),
    },
    { order: 'dhw.heat', value: true, tells: [set('hotwater', 'P')] },
  ],
  givesBack: {
    'hcu.mode': [set('ctrlsetpt', '0'), set('chenable', '1')],
    'hcu.supplyTempC': [set('ctrlsetpt', '0')],
    'dhw.heat': [set('hotwater', 'A')],
  },
};
