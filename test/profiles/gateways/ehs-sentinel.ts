/**
 * EHS-Sentinel with Home Assistant's discovery and camel case, as it ships: text under a topic of Home Assistant's for
 * each value, not retained, and no will. Without discovery it hears no orders.
 */
import type { GatewayScript, Message } from '../script.ts';

const says = (said: Readonly<Record<string, string>>, kind = 'sensor'): Message[] =>
  Object.entries(said).map(([name, payload]) => ({
    topic: `homeassistant/${kind}/samsung_ehssentinel_${name}/state`,
    payload,
  }));

export const script: GatewayScript = {
  profile: 'ehs-sentinel',
  steps: [
    {
      what: 'a heat pump that heats',
      says: [
        ...says({
          outdoortw2temp: '35.1',
          outdoortw1temp: '30.4',
          outdoorouttemp: '1.0',
          inflowsensorcalc: '18.3',
          outdoorcontrolwattmeterallunit: '1.21',
          outdoorcontrolwattmeterallunitaccum: '5060.12',
          intotalgeneratedpower: '20113.5',
          outdoorcomp1runhz: '38',
          outdooroperationstatus: 'OP_NORMAL',
          dhwvalve: 'ROOM',
          inbackupheater: 'OFF',
          errorcode1: '0',
          indoordhwcurrenttemp: '47.2',
        }),
        ...says({ indooropmode: 'Heat' }, 'select'),
        ...says({ intempwaterlawtargetf: '0.0' }, 'number'),
      ],
      reads: {
        'hcu.supplyTempC': 35.1,
        'hcu.returnTempC': 30.4,
        'hcu.outdoorTempC': 1,
        'hcu.flowRateLpm': 18.3,
        'hcu.electricalPowerKw': 1.21,
        'hcu.lifetimeElecKwh': 5060.12,
        'hcu.lifetimeThermalKwh': 20113.5,
        'hcu.backupHeaterActive': false,
        'hcu.mode': 'heat',
        'hcu.state': 'running',
        'hcu.activeFaults': [],
        'hcu.shift': 0,
        'heatpump.compressorHz': 38,
        'heatpump.defrostActive': false,
        'dhw.tempTopC': 47.2,
        'dhw.heatingActive': false,
      },
      presence: { hcu: 'online' },
    },
    {
      what: 'a heat pump that chooses by itself, and cools',
      says: [
        ...says({ indoorrealopmode: 'Auto Cool' }),
        ...says({ indooropmode: 'Auto' }, 'select'),
      ],
      reads: { 'hcu.mode': 'cool' },
    },
    {
      what: 'hot water with its heater, a defrost and a fault',
      says: says({
        dhwvalve: 'TANK',
        inbackupheater: 'STEP 1',
        outdooroperationstatus: 'OP_DEICE',
        errorcode1: '902',
      }),
      reads: {
        'hcu.mode': 'dhw_charge',
        'hcu.state': 'defrost',
        'hcu.backupHeaterActive': true,
        'hcu.activeFaults': ['902'],
        'heatpump.defrostActive': true,
        'dhw.heatingActive': true,
      },
    },
  ],
  orders: [
    {
      order: 'hcu.curveShiftK',
      value: 1.4,
      tells: [['ehsSentinel/entity/VAR_IN_TEMP_WATER_LAW_TARGET_F/set', '1.5']],
      answers: says({ intempwaterlawtargetf: '1.5' }, 'number'),
    },
  ],
};
