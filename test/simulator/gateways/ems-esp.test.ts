import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { HOUR_MS } from '../../../src/domain/units.ts';
import { createEmsEsp } from '../../../src/simulator/gateways/ems-esp.ts';
import { createStage } from './stage.ts';

describe('EMS-ESP, as the virtual house plays it', () => {
  it('says what it does in its own words and units', () => {
    const { object } = createStage(createEmsEsp('ems-esp'));
    const boiler = object('ems-esp/boiler_data');
    assert.ok(Number(boiler['hpcurrpower']) >= 0);
    assert.match(String(boiler['hpactivity']), /^(?:off|heating|hot water|defrost)$/);
    assert.equal((boiler['dhw'] as { readonly seltemp: number }).seltemp, 50);
  });

  it('makes its water warmer by the shift that it is told, and no more than it can take', () => {
    const gateway = createEmsEsp('ems-esp');
    const stage = createStage(gateway);
    const ownC = stage.plant().hcu.targetTempC;
    gateway.hear('ems-esp/thermostat/hc1/offsettemp', '3');
    stage.live(60_000);
    assert.ok(Math.abs(stage.plant().hcu.targetTempC - ownC - 3) < 0.2);
    gateway.hear('ems-esp/thermostat/hc1/offsettemp', '44');
    assert.deepEqual(stage.object('ems-esp/thermostat_data')['hc1'], {
      offsettemp: 10,
      mode: 'auto',
    });
  });

  it('heats its tank to what it is told by itself', () => {
    const gateway = createEmsEsp('ems-esp');
    const stage = createStage(gateway);
    gateway.hear('ems-esp/boiler/dhw/seltemp', '54');
    stage.live(4 * HOUR_MS);
    assert.ok(stage.plant().tank.layers[0] > 50, String(stage.plant().tank.layers));
  });

  for (const [topic, payload] of [
    ['ems-esp/boiler/selflowtemp', '50'],
    ['ems-esp/boiler/dhw/seltemp', ''],
  ] as const)
    it(`knows no ${topic} "${payload}"`, () =>
      assert.equal(createEmsEsp('ems-esp').hear(topic, payload), false));
});
