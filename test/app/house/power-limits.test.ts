import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createPowerLimits, POWER_LIMITS } from '../../../src/app/house/power-limits.ts';
import { createScheduler } from '../../../src/app/base/scheduler.ts';
import { OVER_MQTT } from '../../../src/domain/doer.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import { HOUR_MS, isoTime, MINUTE_MS } from '../../../src/domain/units.ts';
import { doer } from '../../support/doers.ts';
import { createKept } from '../../support/kept.ts';
import { settled } from '../../support/settled.ts';

function rig(kept = createKept()) {
  const powerLimits = createPowerLimits({ ...kept, scheduler: createScheduler(kept) });
  const pass = async (ms: number) => {
    for (let left = ms; left > 0; left -= LIMITS.agendaMaxMs) {
      kept.clock.advance(Math.min(left, LIMITS.agendaMaxMs));
      await settled();
    }
  };
  const stored = () => kept.store.get(POWER_LIMITS, 'house');
  return { kept, powerLimits, pass, stored };
}

describe('the power limit that is asked', () => {
  it('is none until somebody asks for one, and is kept with who did', async () => {
    const { kept, powerLimits } = rig();
    assert.equal(powerLimits.get(), undefined);
    const until = isoTime(kept.clock.nowMs() + 2 * HOUR_MS);
    const applied = await powerLimits.command({ powerLimitKw: 4.2 }, doer('tok_a'));
    assert.deepEqual(applied, { powerLimitKw: 4.2, until });
    const again = rig(kept.again()).powerLimits.get();
    assert.deepEqual([again?.limitKw, again?.source], [4.2, 'tok_a']);
  });

  it('ends by itself, as an event of the hub, and is gone from the disk then', async () => {
    const { kept, powerLimits, pass, stored } = rig();
    await powerLimits.command({ powerLimitKw: 4.2 }, doer('tok_a'));
    let told = 0;
    powerLimits.onChange(() => {
      told++;
    });
    await pass(2 * HOUR_MS - 1);
    assert.equal(powerLimits.get()?.limitKw, 4.2);
    await pass(1);
    assert.deepEqual([powerLimits.get(), stored(), told], [undefined, undefined, 1]);
    const [, end] = kept.told;
    assert.deepEqual([end?.type, end?.by?.id], ['power_limit_changed', 'hub']);
    assert.equal((end?.data as { before?: { powerLimitKw?: number } }).before?.powerLimitKw, 4.2);
  });

  it('is ended by a word', async () => {
    const { kept, powerLimits, stored } = rig();
    await powerLimits.command({ powerLimitKw: 0 }, doer('tok_a'));
    const applied = await powerLimits.command({ cancelPowerLimit: true }, doer('tok_b'));
    assert.deepEqual(applied, { cancelPowerLimit: true });
    assert.deepEqual([powerLimits.get(), stored()], [undefined, undefined]);
    assert.equal(kept.told.length, 2);
    await powerLimits.command({ cancelPowerLimit: true }, doer('tok_b'));
    assert.equal(kept.told.length, 2, 'what is not there is no news');
  });

  it('goes on as long as it is said over MQTT again, on the disk now and then, as one event', async () => {
    const { kept, powerLimits, pass, stored } = rig();
    const say = async () => powerLimits.command({ powerLimitKw: 4.2 }, OVER_MQTT);
    await say();
    const first = stored()?.untilMs;
    await pass(9 * MINUTE_MS);
    await say();
    assert.equal(stored()?.untilMs, first);
    await pass(2 * HOUR_MS - MINUTE_MS);
    assert.equal(powerLimits.get()?.limitKw, 4.2, 'the end has moved on all the same');
    await say();
    assert.equal(stored()?.untilMs, kept.clock.nowMs() + 2 * HOUR_MS);
    assert.deepEqual(
      kept.told.map(({ type, source }) => [type, source]),
      [['power_limit_changed', 'mqtt']],
    );
  });

  it('stays where it cannot be written', async () => {
    const { kept, powerLimits } = rig();
    kept.texts.isFull = true;
    await assert.rejects(powerLimits.command({ powerLimitKw: 1 }, doer('a')), /disk is full/);
    assert.equal(powerLimits.get(), undefined);
  });

  it('lasts as long where the clock is set, and is on the disk by the clock as it is then', async () => {
    const { kept, powerLimits, pass, stored } = rig();
    await powerLimits.command({ powerLimitKw: 4.2 }, doer('tok_a'));
    await pass(HOUR_MS);
    kept.clock.set(-5 * HOUR_MS);
    await settled();
    assert.equal(stored()?.untilMs, kept.clock.nowMs() + HOUR_MS);
    await pass(HOUR_MS);
    assert.equal(powerLimits.get(), undefined);
  });
});
