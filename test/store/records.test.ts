import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { storeFindings } from '../../src/app/records/store-findings.ts';
import { LIMITS } from '../../src/domain/limits.ts';
import { createRecordStore } from '../../src/store/records.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { createMemoryLog } from '../support/log.ts';
import { createMemoryTexts } from '../support/memory-texts.ts';

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
});
