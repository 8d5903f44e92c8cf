import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { HOUR_MS } from '../../../src/domain/units.ts';
import { createHeishaMon } from '../../../src/simulator/gateways/heishamon.ts';
import { createStage } from './stage.ts';

const BASE = 'panasonic_heat_pump';

describe('HeishaMon, as the virtual house plays it', () => {
  it('says one number a topic, retained, and power in steps of 200 W', () => {
    const gateway = createHeishaMon(BASE);
    const said = createStage(gateway).said();
    for (const [topic, payload] of said)
      assert.match(payload, /^-?\d+(?:\.\d+)?$|^No error$/, `${topic} ${payload}`);
    for (const [topic, payload] of said)
      if (topic.includes('_Power_')) assert.equal(Number(payload) % 200, 0, topic);
    assert.equal(said.get(`${BASE}/main/Heating_Mode`), '1');
  });

  it('says Online without keeping it, and keeps Offline', () => {
    const gateway = createHeishaMon(BASE);
    assert.deepEqual(gateway.greet(), [{ topic: `${BASE}/LWT`, payload: 'Online' }]);
    assert.deepEqual(gateway.farewell(), [
      { topic: `${BASE}/LWT`, payload: 'Offline', retain: true },
    ]);
  });

  it('makes water of what it is told, in whole degrees', () => {
    const gateway = createHeishaMon(BASE);
    const stage = createStage(gateway);
    assert.equal(gateway.hear(`${BASE}/commands/SetZ1HeatRequestTemperature`, '41.9'), true);
    stage.live(2 * HOUR_MS);
    assert.equal(stage.said().get(`${BASE}/main/Z1_Heat_Request_Temp`), '41');
    assert.equal(stage.plant().hcu.targetTempC, 41);
  });

  it('stands when it is switched off, and works again when it is switched on', () => {
    const gateway = createHeishaMon(BASE);
    const stage = createStage(gateway);
    gateway.hear(`${BASE}/commands/SetHeatpump`, '0');
    stage.live(HOUR_MS);
    assert.equal(stage.said().get(`${BASE}/main/Compressor_Freq`), '0');
    gateway.hear(`${BASE}/commands/SetHeatpump`, '1');
    stage.live(HOUR_MS);
    assert.equal(stage.plant().hcu.settings?.mode, 'heat');
  });

  it('heats its tank to what it is told by itself', () => {
    const gateway = createHeishaMon(BASE);
    const stage = createStage(gateway);
    gateway.hear(`${BASE}/commands/SetDHWTemp`, '53');
    stage.live(4 * HOUR_MS);
    assert.ok(stage.plant().tank.layers[0] > 50, String(stage.plant().tank.layers));
  });

  for (const [topic, payload] of [
    [`${BASE}/commands/SetFlux`, '1'],
    [`${BASE}/commands/SetDHWTemp`, 'warm'],
    ['elsewhere/commands/SetDHWTemp', '50'],
  ] as const)
    it(`knows no ${topic} ${payload}`, () =>
      assert.equal(createHeishaMon(BASE).hear(topic, payload), false));
});
