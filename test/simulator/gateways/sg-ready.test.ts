import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { HOUR_MS, SECOND_MS } from '../../../src/domain/units.ts';
import { createSgReady } from '../../../src/simulator/gateways/sg-ready.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { createStage } from './stage.ts';

const switched = (id: number, on: boolean, toggle_after?: number) =>
  JSON.stringify({ id: 1, src: 'aris', method: 'Switch.Set', params: { id, on, toggle_after } });

function setUp() {
  const clock = createFakeClock();
  const gateway = createSgReady({ relays: 'relays', meter: 'meter' }, clock);
  const stage = createStage(gateway);
  const set = (id: number, on: boolean, seconds?: number) =>
    gateway.hear('relays/rpc', switched(id, on, seconds));
  return { clock, gateway, stage, set };
}

describe('a heat pump behind two relays, as the virtual house plays it', () => {
  it('stands while it is blocked, and works again when the relay falls off by itself', () => {
    const { clock, stage, set } = setUp();
    set(0, true, 900);
    stage.live(HOUR_MS);
    assert.equal(stage.plant().hcu.mode, 'idle');
    assert.equal(stage.object('relays/status/switch:0')['output'], true);
    clock.advance(900 * SECOND_MS);
    stage.live(HOUR_MS);
    assert.equal(stage.object('relays/status/switch:0')['output'], false);
    assert.equal(stage.plant().hcu.settings, undefined);
  });

  it('makes warmer water where more electricity is recommended, and more where it is ordered', () => {
    const { stage, set } = setUp();
    const ownC = stage.plant().hcu.targetTempC;
    const aboveC = () => {
      stage.live(60_000);
      return Math.round(stage.plant().hcu.targetTempC - ownC) + 0;
    };
    set(1, true);
    assert.equal(aboveC(), 3);
    set(0, true);
    assert.equal(aboveC(), 5);
    set(0, false);
    set(1, false);
    assert.equal(aboveC(), 0);
  });

  it('has its electricity counted in W and Wh', () => {
    const { stage } = setUp();
    const { electricalW, lifetimeElecKwh } = stage.plant().source;
    assert.equal(stage.object('meter/status/em1:0')['act_power'], Math.round(electricalW));
    const wh = Math.round(lifetimeElecKwh * 1_000);
    assert.equal(stage.object('meter/status/em1data:0')['total_act_energy'], wh);
  });

  for (const payload of ['on', '{"method":"Switch.Set","params":{"id":7,"on":true}}', '{}'])
    it(`knows no ${payload}`, () => {
      const { gateway } = setUp();
      assert.equal(gateway.hear('relays/rpc', payload), false);
    });
});
