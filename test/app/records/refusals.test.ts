import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { createLazyBatch, type LazyBatch } from '../../../src/app/records/lazy-batch.ts';
import { createJournal } from '../../../src/app/records/journal.ts';
import type { Refusals } from '../../../src/app/base/ports/journal.ts';
import type { Store } from '../../../src/app/base/ports/store.ts';
import { createRefusals } from '../../../src/app/records/refusals.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import { createRecordStore } from '../../../src/store/records.ts';
import { createFakeClock, type FakeClock } from '../../support/fake-clock.ts';
import { createMemoryLog } from '../../support/log.ts';
import { createMemoryTexts } from '../../support/memory-texts.ts';

describe('refusals', () => {
  let clock: FakeClock;
  let store: Store;
  let texts: ReturnType<typeof createMemoryTexts>;
  let refusals: Refusals;
  let batch: LazyBatch;
  let flush: () => Promise<void>;
  let commits: number;

  beforeEach(() => {
    clock = createFakeClock(Date.parse('2026-01-15T10:00:00Z'));
    const log = createMemoryLog();
    texts = createMemoryTexts();
    const records = createRecordStore({ texts, clock, log });
    commits = 0;
    store = {
      ...records,
      commit: async (changes) => {
        commits++;
        return records.commit(changes);
      },
    };
    batch = createLazyBatch({ store, clock, log });
    const journal = createJournal({ store, clock, log, batch });
    const source = createRefusals({ clock, journal });
    batch.add(source);
    batch.add(journal);
    refusals = source;
    flush = () => batch.flush();
  });

  const note = (address: string, count = 1, reason = 'token_invalid') => {
    for (let times = 0; times < count; times++) refusals.note({ address, reason });
  };
  /** What is on the disk, as another journal on the same store finds it. */
  const kept = async () => {
    const journal = createJournal({ store, clock, log: createMemoryLog(), batch });
    return (await journal.query({ audit: 'only', limit: LIMITS.eventPage })).events;
  };
  const counts = async () =>
    (await kept()).map(({ id, objectId, data }) => [id, objectId, data?.['count']]);

  it('of one address are one event, with counts and who it was', async () => {
    note('10.0.0.7', 3);
    clock.advance(60_000);
    refusals.note({ address: '10.0.0.7', reason: 'forbidden', principalId: 'tok_a' });
    refusals.note({ address: '10.0.0.7', reason: 'forbidden', principalId: 'tok_a' });
    await flush();
    const [only, ...more] = await kept();
    assert.deepEqual(more, []);
    assert.deepEqual(
      { ...only },
      {
        id: 1,
        timestamp: '2026-01-15T10:00:00Z',
        type: 'access_refused',
        severity: 'warning',
        source: 'access',
        objectId: '10.0.0.7',
        message: '5 requests refused from 10.0.0.7',
        by: { kind: 'stranger', id: 'stranger' },
        from: { address: '10.0.0.7' },
        data: {
          count: 5,
          last: '2026-01-15T10:01:00Z',
          reasons: { token_invalid: 3, forbidden: 2 },
          principalIds: ['tok_a'],
        },
      },
    );
  });

  it('are told anew under the same number while the count rises, and written no oftener', async () => {
    note('a');
    await flush();
    note('a', 9);
    await flush();
    await flush();
    assert.deepEqual([await counts(), commits], [[[1, 'a', 10]], 2]);
  });

  it('begin another event once the window is over', async () => {
    note('a', 2);
    clock.advance(LIMITS.refusalWindowMs - 1);
    note('a');
    clock.advance(1);
    note('a');
    await flush();
    assert.deepEqual(await counts(), [
      [2, 'a', 1],
      [1, 'a', 3],
    ]);
  });

  it('keep their last count when nothing follows', async () => {
    note('a');
    await flush();
    note('a', 4);
    clock.advance(LIMITS.refusalWindowMs);
    await flush();
    await flush();
    assert.deepEqual([await counts(), commits], [[[1, 'a', 5]], 2]);
  });

  it('are kept for the next time where they cannot be written', async () => {
    note('a', 2);
    texts.isFull = true;
    await assert.rejects(flush());
    clock.advance(LIMITS.refusalWindowMs);
    note('a', 7);
    texts.isFull = false;
    await flush();
    assert.deepEqual(await counts(), [
      [2, 'a', 7],
      [1, 'a', 2],
    ]);
  });

  it('of more than LIMITS.refusalAddresses are told apart no longer, until a window closes', async () => {
    for (let host = 1; host <= LIMITS.refusalAddresses + 100; host++) note(`10.0.0.${host}`);
    note('10.0.0.1');
    await flush();
    const all = await counts();
    assert.equal(all.length, LIMITS.refusalAddresses + 1);
    assert.deepEqual(all[0], [LIMITS.refusalAddresses + 1, 'other addresses', 100]);
    assert.deepEqual(all.at(-1), [1, '10.0.0.1', 2]);
    clock.advance(LIMITS.refusalWindowMs);
    note('10.9.9.9');
    await flush();
    assert.equal((await counts())[0]?.[1], '10.9.9.9');
  });

  it('name LIMITS.refusalPrincipals of those who asked', async () => {
    for (let number = 0; number <= LIMITS.refusalPrincipals; number++)
      refusals.note({ address: 'a', reason: 'forbidden', principalId: `tok_${number}` });
    await flush();
    const [{ data } = {}] = await kept();
    assert.equal((data?.['principalIds'] as string[]).length, LIMITS.refusalPrincipals);
    assert.equal(data?.['count'], LIMITS.refusalPrincipals + 1);
  });

  it('without end are at most LIMITS.refusalEvents, and drive out nothing else', async () => {
    const journal = createJournal({ store, clock, log: createMemoryLog(), batch });
    await journal.commit(
      [],
      [{ type: 'house_reloaded', severity: 'critical', data: { path: 'house.json', zones: 2 } }],
    );
    const perWindow = LIMITS.refusalAddresses + 1;
    for (let told = 0; told < LIMITS.refusalEvents + perWindow; told += perWindow) {
      for (let host = 0; host < perWindow; host++) note(`10.0.0.${host}`);
      await flush();
      clock.advance(LIMITS.refusalWindowMs);
    }
    assert.equal((await kept()).length, LIMITS.refusalEvents);
    const faults = await journal.query({ audit: 'hidden', type: 'house_reloaded' });
    assert.equal(faults.metadata.count, 1);
  });
});
