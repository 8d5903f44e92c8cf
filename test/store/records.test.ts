import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { storeFindings } from '../../src/app/records/store-findings.ts';
import { LIMITS } from '../../src/domain/limits.ts';
import { createRecordStore } from '../../src/store/records.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { createMemoryLog } from '../support/log.ts';
import { createMemoryTexts } from '../support/memory-texts.ts';
import { settled } from '../support/settled.ts';

const TABLE = { name: 'notes', version: 1, parse: (value: unknown) => value };

describe('a store on a slow disk', () => {
  it('is told to be slow after a few slow commits, until one is not', async () => {
    const clock = createFakeClock(0);
    const texts = createMemoryTexts();
    let flushMs: number = LIMITS.slowCommitMs;
    const slowly = {
      ...texts,
      write: async (writes: Parameters<typeof texts.write>[0]) => {
        clock.advance(flushMs);
        await texts.write(writes);
      },
    };
    const store = createRecordStore({ texts: slowly, clock, log: createMemoryLog() });
    const commit = async () => store.commit([{ put: TABLE, key: 'a', value: 1 }]);
    const codes = () => storeFindings(store).map(({ code }) => code);
    for (let slow = 1; slow < LIMITS.slowCommits; slow++) await commit();
    assert.deepEqual(codes(), []);
    await commit();
    assert.deepEqual(codes(), ['storage_slow']);
    flushMs = LIMITS.slowCommitMs - 1;
    await commit();
    assert.deepEqual(codes(), []);
  });

  it('is told to be slow while a commit does not end', async () => {
    const clock = createFakeClock(0);
    const texts = createMemoryTexts();
    let answer: () => void = () => undefined;
    const hanging = { ...texts, write: async () => new Promise<void>((end) => (answer = end)) };
    const store = createRecordStore({ texts: hanging, clock, log: createMemoryLog() });
    const commit = store.commit([{ put: TABLE, key: 'a', value: 1 }]);
    await settled();
    clock.advance(LIMITS.hangingCommitMs - 1);
    assert.equal(store.isSlow(), false);
    clock.advance(1);
    assert.equal(store.isSlow(), true);
    answer();
    await commit;
    assert.equal(store.isSlow(), false);
  });
});
