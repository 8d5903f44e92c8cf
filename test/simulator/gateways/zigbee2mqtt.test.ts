import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createZigbee2Mqtt } from '../../../src/simulator/gateways/zigbee2mqtt.ts';
import { createStage } from './stage.ts';

const create = () =>
  createZigbee2Mqtt('zigbee2mqtt', {
    Study: { kind: 'sensor', id: 'sensor_study' },
    'Study valve': { kind: 'fcu', id: 'fcu_4' },
  });

describe('Zigbee2MQTT, as the virtual house plays it', () => {
  it('tells what a thermometer and a valve measure', () => {
    const { object } = createStage(create());
    const { temperature, humidity } = object('zigbee2mqtt/Study');
    assert.ok(Number(temperature) > 15 && Number(humidity) > 5);
    assert.equal(object('zigbee2mqtt/Study valve')['local_temperature'], temperature);
  });

  it('opens a valve whose setpoint is above the room, in steps of half a degree', () => {
    const gateway = create();
    const stage = createStage(gateway);
    gateway.hear('zigbee2mqtt/Study valve/set', '{"occupied_heating_setpoint":29.8}');
    stage.live(60_000);
    const valve = stage.object('zigbee2mqtt/Study valve');
    assert.equal(valve['occupied_heating_setpoint'], 30);
    assert.equal(stage.plant().emitters[3]?.call, 'heat');
    gateway.hear('zigbee2mqtt/Study valve/set', '{"occupied_heating_setpoint":5}');
    stage.live(60_000);
    assert.equal(stage.object('zigbee2mqtt/Study valve')['running_state'], 'idle');
  });

  for (const [topic, payload] of [
    ['zigbee2mqtt/Study/set', '{"occupied_heating_setpoint":20}'],
    ['zigbee2mqtt/Study valve/set', '{"occupied_heating_setpoint":"20"}'],
    ['zigbee2mqtt/Hall/set', '{}'],
  ] as const)
    it(`knows no ${topic} ${payload}`, () => assert.equal(create().hear(topic, payload), false));
});
