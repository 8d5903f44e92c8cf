import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { createLazyBatch, type LazyBatch } from '../../../src/app/records/lazy-batch.ts';
import type { Change, LazySource, Store, Table } from '../../../src/app/base/ports/store.ts';
import { HubError } from '../../../src/domain/errors.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import { createRecordStore } from '../../../src/store/records.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { createMemoryLog } from '../../support/log.ts';
import { createMemoryTexts } from '../../support/memory-texts.ts';
import { settled as atRest } from '../../support/settled.ts';

const NOTES: Table<unknown> = { name: 'notes', version: 1, parse: (value) => value };
const put = (key: string, value: unknown = key): Change => ({ put: NOTES, key, value });

describe('the lazy batch', () => {
  let texts: ReturnType<typeof createMemoryTexts>;
  let log: ReturnType<typeof createMemoryLog>;
  let store: Store;
  let batch: LazyBatch;
  let clock: ReturnType<typeof createFakeClock>;
  let commits: number;
  /** How often the disk was written to. */
  let writes: number;
  /** What each source was told, in order. */
  let settled: [source: string, wasWritten: boolean][];

  beforeEach(() => {
    texts = createMemoryTexts();
    log = createMemoryLog();
    writes = 0;
    const counted = {
      ...texts,
      write: async (all: Parameters<typeof texts.write>[0]) => {
        writes++;
        return texts.write(all);
      },
    };
    const records = createRecordStore({ texts: counted, clock: createFakeClock(), log });
    commits = 0;
    store = {
      ...records,
      commit: async (changes) => {
        commits++;
        return records.commit(changes);
      },
    };
    clock = createFakeClock();
    batch = createLazyBatch({ store, clock, log });
    settled = [];
  });

  function add(name: string, gather: () => readonly Change[], rest: Partial<LazySource> = {}) {
    batch.add({
      gather,
      settle: (wasWritten) => settled.push([name, wasWritten]),
      ...rest,
    });
  }
  const keys = () => [...store.entries(NOTES)].map(([key]) => key).join('');

  it('is one commit of what all have, and each is told that it was written', async () => {
    add('a', () => [put('a')]);
    add('none', () => []);
    add('b', () => [put('b'), put('c')]);
    await batch.flush();
    assert.deepEqual([keys(), commits], ['abc', 1]);
    assert.deepEqual(settled, [
      ['a', true],
      ['none', true],
      ['b', true],
    ]);
  });

  it('goes with what the house commits where it has waited for long, and so often by itself', async () => {
    add('a', () => [put('a')]);
    const commit = async () => {
      batch.along();
      await store.commit([put('x')]);
      await atRest();
    };
    const stop = batch.start();
    await atRest();
    assert.deepEqual([keys(), commits, writes], ['a', 1, 1]);
    clock.advance(LIMITS.lazyAlongMs - 1);
    await commit();
    assert.deepEqual([commits, writes], [2, 2], 'it has not waited for long');
    clock.advance(1);
    await commit();
    assert.deepEqual([commits, writes], [4, 3], 'two in one go');
    clock.advance(LIMITS.lazyFlushMs - 1);
    await atRest();
    assert.equal(writes, 3);
    clock.advance(1);
    await atRest();
    assert.equal(writes, 4);
    stop();
    clock.advance(LIMITS.lazyFlushMs);
    await atRest();
    assert.equal(writes, 4);
  });

  it('that is to be written soon is, once; and waits for nothing once it is stopped', async () => {
    add('a', () => [put('a')]);
    const stop = batch.start();
    await atRest();
    batch.soon();
    batch.soon();
    clock.advance(LIMITS.lazySoonMs);
    await atRest();
    assert.equal(commits, 2);
    batch.soon();
    assert.equal(clock.timers(), 2);
    stop();
    assert.equal(clock.timers(), 0);
    const again = batch.start();
    batch.soon();
    assert.equal(clock.timers(), 2);
    again();
    await atRest();
  });

  it('is no commit where there is nothing', async () => {
    add('a', () => []);
    await batch.flush();
    assert.deepEqual([commits, settled], [0, [['a', true]]]);
    assert.equal(store.lastCommitMs(), undefined);
  });

  it('that cannot be written says so to all, and to its caller', async () => {
    add('a', () => [put('a')]);
    add('b', () => [put('b')]);
    texts.isFull = true;
    await assert.rejects(
      batch.flush(),
      (error) => error instanceof HubError && error.code === 'storage_full',
    );
    assert.deepEqual([commits, settled.map(([, wasWritten]) => wasWritten)], [1, [false, false]]);
    texts.isFull = false;
    await batch.flush();
    assert.equal(keys(), 'ab');
  });

  it('goes without a source that throws', async () => {
    add('broken', () => {
      throw new Error('broken');
    });
    add('b', () => [put('b')]);
    await batch.flush();
    assert.deepEqual([keys(), settled], ['b', [['b', true]]]);
    assert.equal(log.lines[0]?.level, 'error');
  });

  it('loses nothing of the others where one has a record that cannot be kept', async () => {
    add('a', () => [put('a')]);
    add('large', () => [put('x'), put('y', 'x'.repeat(LIMITS.storeValueBytes))]);
    add('b', () => [put('b')]);
    await assert.rejects(
      batch.flush(),
      (error) => error instanceof HubError && error.code === 'invalid',
    );
    assert.equal(keys(), 'ab');
    assert.deepEqual(settled.sort(), [
      ['a', true],
      ['b', true],
      ['large', false],
    ]);
  });

  it('runs one after the other, however often it is asked for at once', async () => {
    let isOpen = false;
    add(
      'a',
      () => {
        assert.ok(!isOpen, 'gathered before the last gathering was settled');
        isOpen = true;
        return [put('a')];
      },
      { settle: () => void (isOpen = false) },
    );
    await Promise.all([batch.flush(), batch.flush(), batch.flush()]);
    assert.equal(commits, 3);
  });

  it('goes on until no source holds anything back', async () => {
    const left = ['a', 'b', 'c'];
    add('a', () => left.splice(0, 1).map((key) => put(key)), { hasMore: () => left.length > 0 });
    await batch.flush();
    assert.deepEqual([keys(), commits], ['abc', 3]);
  });
});
