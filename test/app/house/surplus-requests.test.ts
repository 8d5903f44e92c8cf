import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createSurplusRequests } from '../../../src/app/house/surplus-requests.ts';
import { BY_HUB, OVER_MQTT } from '../../../src/domain/doer.ts';
import { HOUR_MS, isoTime } from '../../../src/domain/units.ts';
import { createKept } from '../../support/kept.ts';

describe('the level of surplus that is asked', () => {
  it('is normal until somebody asks for another, and is kept', async () => {
    const kept = createKept();
    const surplus = createSurplusRequests(kept);
    assert.deepEqual(surplus.view(), { surplusLevel: 2 });
    await surplus.command(4, undefined, BY_HUB);
    assert.equal(surplus.level(), 4);
    assert.equal(createSurplusRequests(kept.again()).level(), 4);
  });

  it('ends by itself', async () => {
    const kept = createKept();
    const surplus = createSurplusRequests(kept);
    const until = isoTime(kept.clock.nowMs() + HOUR_MS);
    assert.deepEqual(await surplus.command(3, until, BY_HUB), { surplusLevel: 3, until });
    kept.clock.advance(HOUR_MS - 1);
    assert.equal(surplus.level(), 3);
    kept.clock.advance(1);
    assert.deepEqual(surplus.view(), { surplusLevel: 2 });
  });

  it('is an event where it is another, and no news where it is the same', async () => {
    const kept = createKept();
    const surplus = createSurplusRequests(kept);
    for (const level of [2, 3, 3] as const) await surplus.command(level, undefined, OVER_MQTT);
    assert.deepEqual(
      kept.told.map(({ type, source, data }) => [type, source, data]),
      [['surplus_changed', 'mqtt', { level: 3, before: { level: 2 } }]],
    );
  });

  it('stays where it cannot be written', async () => {
    const kept = createKept();
    const surplus = createSurplusRequests(kept);
    kept.texts.isFull = true;
    await assert.rejects(surplus.command(1, undefined, BY_HUB), /disk is full/);
    assert.equal(surplus.level(), 2);
  });
});
