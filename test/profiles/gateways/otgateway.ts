/** OTGateway 1.6: all of it in one JSON each 5 s, not retained; a sensor that is missing reads 0, and the will "offline" is kept while "online" is not. */
import type { GatewayScript } from '../script.ts';

const state = (payload: object) => ({ topic: 'otgateway_a1b2c3/state', payload });
const settings = (payload: object) => ({ topic: 'otgateway_a1b2c3/settings', payload });

export const script: GatewayScript = {
  profile: 'otgateway',
  given: { base: 'otgateway_a1b2c3' },
  kept: [{ topic: 'otgateway_a1b2c3/status', payload: 'offline' }],
  steps: [
    {
      what: 'a boiler that heats, though the broker has kept an old farewell',
      says: [
        state({
          slave: {
            connected: true,
            flame: true,
            cooling: { active: false, setpoint: 0 },
            heating: { active: true, minTemp: 25, maxTemp: 75 },
            dhw: { active: false },
            fault: { active: false, code: 0 },
          },
          master: {
            heating: {
              enabled: true,
              indoorTempControl: false,
              setpointTemp: 45,
              currentTemp: 44.12,
              returnTemp: 0,
              outdoorTemp: 3.5,
            },
            dhw: { currentTemp: 49.6, targetTemp: 50 },
          },
        }),
        settings({ heating: { enabled: true, target: 45 }, dhw: { enabled: true, target: 50 } }),
      ],
      reads: {
        'hcu.supplyTempC': 44.12,
        'hcu.returnTempC': null,
        'hcu.outdoorTempC': 3.5,
        'hcu.mode': 'heat',
        'hcu.state': 'running',
        'hcu.activeFaults': [],
        'hcu.heatingTarget': 45,
        'dhw.tempTopC': 49.6,
        'dhw.heatingActive': false,
      },
      levels: { 'hcu.steer': true },
      presence: { hcu: 'online', dhw: 'online' },
    },
    {
      what: 'a fault, and a gateway that has its own room control',
      says: [
        state({
          slave: { flame: false, heating: { active: false }, fault: { active: true, code: 5 } },
          master: { heating: { indoorTempControl: true } },
        }),
      ],
      reads: { 'hcu.mode': 'idle', 'hcu.state': 'fault', 'hcu.activeFaults': ['5'] },
      levels: { 'hcu.steer': false },
    },
    {
      what: 'a boiler that does not answer its gateway',
      says: [state({ slave: { connected: false } })],
      reads: {},
      presence: { hcu: 'offline' },
    },
    {
      what: 'its return',
      says: [state({ slave: { connected: true } })],
      reads: {},
      presence: { hcu: 'online' },
    },
  ],
  orders: [
    {
      order: 'hcu.supplyTempC',
      value: 41.3,
      tells: [['otgateway_a1b2c3/settings/set', '{"heating":{"target":41.5}}']],
      // The gateway empties the topic of the order.
      answers: [
        { topic: 'otgateway_a1b2c3/settings/set', payload: '' },
        settings({ heating: { target: 41.5 } }),
      ],
    },
    {
      order: 'dhw.targetTempC',
      value: 52,
      tells: [['otgateway_a1b2c3/settings/set', '{"dhw":{"target":52}}']],
      answers: [settings({ dhw: { target: 52 } })],
    },
  ],
};
