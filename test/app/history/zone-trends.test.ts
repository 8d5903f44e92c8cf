import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { createZoneTrends } from '../../../src/app/history/zone-trends.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import { DAY_MS } from '../../../src/domain/units.ts';
import { createFakeClock, type FakeClock } from '../../support/fake-clock.ts';

const START_MS = Date.parse('2026-01-15T10:05:00Z');

describe('how warm all zones were', () => {
  let clock: FakeClock;
  let asked: string[];
  let isBroken: boolean;
  let zoneIds: string[];
  const trends = () =>
    createZoneTrends({
      clock,
      zones: { list: () => zoneIds.map((zoneId) => ({ zoneId }) as never) },
      history: {
        values(kind, id, field, { fromMs, toMs, stepMs }) {
          if (isBroken) throw new Error('the disk is gone');
          asked.push(`${kind} ${id} ${field} ${new Date(fromMs).toISOString()}`);
          const slots = (toMs - fromMs) / stepMs;
          return Array.from({ length: slots }, (_, slot) => (slot === 0 ? undefined : 20.5));
        },
      },
    });

  beforeEach(() => {
    clock = createFakeClock(START_MS);
    asked = [];
    isBroken = false;
    zoneIds = ['living', 'bath'];
  });

  it('are a day by the step, the one under way included', async () => {
    const { start, stepSeconds, zones } = await trends().list();
    assert.deepEqual([start, stepSeconds], ['2026-01-14T10:12:00Z', 720]);
    assert.deepEqual(asked, [
      'zone living tempC 2026-01-14T10:12:00.000Z',
      'zone bath tempC 2026-01-14T10:12:00.000Z',
    ]);
    assert.deepEqual(
      zones.map(({ zoneId, tempC }) => [zoneId, tempC.length, tempC[0], tempC.at(-1)]),
      [
        ['living', DAY_MS / 720_000, null, 20.5],
        ['bath', DAY_MS / 720_000, null, 20.5],
      ],
    );
  });

  it('are made once for all who ask within some minutes', async () => {
    const all = trends();
    await Promise.all([all.list(), all.list()]);
    clock.advance(LIMITS.zoneTrendsKeptMs - 1);
    await all.list();
    assert.equal(asked.length, 2);
    clock.advance(1);
    await all.list();
    assert.equal(asked.length, 4);
  });

  it('are tried again after a failure', async () => {
    const all = trends();
    isBroken = true;
    await assert.rejects(all.list(), /the disk is gone/);
    isBroken = false;
    assert.equal((await all.list()).zones.length, 2);
  });

  it('are made some at a time, so that others have their turn between', async () => {
    zoneIds = Array.from({ length: LIMITS.zoneTrendsSlice * 3 }, (_, index) => `z${index}`);
    const made = trends().list();
    assert.ok(asked.length <= LIMITS.zoneTrendsSlice, `${asked.length} before anybody else`);
    assert.equal((await made).zones.length, zoneIds.length);
  });
});
