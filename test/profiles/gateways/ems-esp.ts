/**
 * EMS-ESP 3.8: JSON each 10 s, hot water and circuits nested in it, not retained; a value that the appliance never sent is
 * left out. The words of its settings are text, and true and false are "on" and "off" as shipped.
 */
import type { GatewayScript, Message } from '../script.ts';

const boiler = (payload: object): Message => ({ topic: 'ems-esp/boiler_data', payload });
const thermostat = (payload: object): Message => ({ topic: 'ems-esp/thermostat_data', payload });
const heartbeat = (bus_status: string): Message => ({
  topic: 'ems-esp/heartbeat',
  payload: { bus_status, uptime_sec: 86400, rxreceived: 12345, txfails: 0 },
});

export const script: GatewayScript = {
  profile: 'ems-esp',
  kept: [{ topic: 'ems-esp/status', payload: 'online' }],
  keptReads: { 'hcu.supplyTempC': null },
  keptPresence: { hcu: 'offline' },
  steps: [
    {
      what: 'a heat pump that heats',
      says: [
        heartbeat('connected'),
        boiler({
          heatingactive: 'on',
          tapwateractive: 'off',
          selflowtemp: 38,
          curflowtemp: 37.4,
          rettemp: 32.1,
          outdoortemp: -2.5,
          syspress: 1.6,
          pc0flow: 1080,
          servicecode: '=H',
          servicecodenumber: 200,
          silentmode: 'off',
          nrgconstotal: 5060,
          nrgsupptotal: 18230,
          hpactivity: 'heating',
          hpcurrpower: 1480,
          hpcompspd: 43,
          hptr5: -4.2,
          hptr6: 61.3,
          auxheaterlevel: 0,
          auxheaterstatus: 'off',
          dhw: {
            seltemp: 50,
            curtemp: 47.8,
            cylmiddletemp: 42.2,
            charging: 'off',
            disinfecting: 'off',
            onetime: 'off',
            circ: 'on',
          },
        }),
        thermostat({ datetime: '12:00:00 29.11.2026', hc1: { seltemp: 21, offsettemp: 0 } }),
      ],
      reads: {
        'hcu.supplyTempC': 37.4,
        'hcu.returnTempC': 32.1,
        'hcu.outdoorTempC': -2.5,
        'hcu.systemPressureBar': 1.6,
        'hcu.flowRateLpm': 18,
        'hcu.electricalPowerKw': 1.48,
        'hcu.lifetimeElecKwh': 5060,
        'hcu.lifetimeThermalKwh': 18230,
        'hcu.mode': 'heat',
        'hcu.state': 'running',
        'hcu.backupHeaterActive': false,
        'hcu.curveOffset': 0,
        'heatpump.compressorSpeedPercent': 43,
        'heatpump.compressorDischargeTempC': 61.3,
        'heatpump.compressorSuctionTempC': -4.2,
        'heatpump.electricalPowerKw': 1.48,
        'heatpump.defrostActive': false,
        'dhw.tempTopC': 47.8,
        'dhw.tempMidC': 42.2,
        'dhw.heatingActive': false,
        'dhw.isSanitizing': false,
        'dhw.recircPumpActive': true,
        'dhw.dhwSelected': 50,
      },
      presence: { hcu: 'online', dhw: 'online', heatpump: 'online' },
    },
    {
      what: 'four readings of one word: a defrost',
      says: [boiler({ hpactivity: 'defrost', auxheaterlevel: 30 })],
      reads: {
        'hcu.mode': 'heat',
        'hcu.state': 'defrost',
        'heatpump.defrostActive': true,
        'hcu.backupHeaterActive': true,
        // What a message leaves out stands as it was said last.
        'hcu.supplyTempC': 37.4,
      },
    },
    {
      what: 'hot water, with true and false in another of its forms',
      says: [
        boiler({
          hpactivity: 'hot water',
          heatingactive: false,
          tapwateractive: true,
          dhw: { charging: true, disinfecting: 'OFF', circ: '0' },
        }),
      ],
      reads: {
        'hcu.mode': 'dhw_charge',
        'hcu.state': 'running',
        'dhw.heatingActive': true,
        'dhw.isSanitizing': false,
        'dhw.recircPumpActive': false,
        'heatpump.defrostActive': false,
      },
    },
    {
      what: 'an alarm, and rest',
      says: [boiler({ hpactivity: 'compressor alarm' })],
      reads: { 'hcu.mode': 'idle', 'hcu.state': 'fault' },
    },
    {
      what: 'rest',
      says: [boiler({ hpactivity: 'off' })],
      reads: { 'hcu.mode': 'idle', 'hcu.state': 'standby' },
    },
    {
      what: 'a gateway that is there while its bus is not',
      says: [heartbeat('disconnected')],
      reads: {},
      presence: { hcu: 'offline', dhw: 'offline' },
    },
    { what: 'its return', says: [heartbeat('connected')], reads: {}, presence: { hcu: 'online' } },
  ],
  orders: [
    {
      order: 'hcu.curveShiftK',
      value: 2.2,
      tells: [['ems-esp/thermostat/hc1/offsettemp', '2']],
      answers: [thermostat({ hc1: { seltemp: 21, offsettemp: 2 } })],
    },
    {
      order: 'hcu.quiet',
      value: true,
      tells: [['ems-esp/boiler/silentmode', 'on']],
      answers: [boiler({ silentmode: 'on' })],
    },
    {
      order: 'hcu.quiet',
      value: false,
      tells: [['ems-esp/boiler/silentmode', 'off']],
      answers: [boiler({ silentmode: 'off' })],
    },
    {
      order: 'dhw.targetTempC',
      value: 55,
      tells: [['ems-esp/boiler/dhw/seltemp', '55']],
      answers: [boiler({ dhw: { seltemp: 55 } })],
    },
    {
      order: 'dhw.heat',
      value: true,
      tells: [['ems-esp/boiler/dhw/onetime', 'on']],
      answers: [boiler({ dhw: { onetime: 'on' } })],
    },
    {
      order: 'dhw.heat',
      value: false,
      tells: [['ems-esp/boiler/dhw/onetime', 'off']],
      answers: [boiler({ dhw: { onetime: false } })],
    },
  ],
  givesBack: { 'dhw.heat': [['ems-esp/boiler/dhw/onetime', 'off']] },
};
