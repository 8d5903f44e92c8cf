/** What hub and command line share, over a store in memory. */
import { joinCore } from '../../src/hub/core.ts';
import { createRecordStore } from '../../src/store/records.ts';
import { KEYS } from './app.ts';
import { createMemoryRevocations } from './backup.ts';
import { createFakeClock } from './fake-clock.ts';
import { createMemoryLog } from './log.ts';
import { createMemoryTexts } from './memory-texts.ts';
import { createMemoryOwnerMark } from './owner-mark.ts';
import { createSeededRandom } from './seeded-random.ts';

/** A clock that nobody doubts. */
export function createTestParts() {
  const steady = createFakeClock();
  const clock = {
    ...steady,
    resume: () => undefined,
    mark: () => ({ markMs: steady.nowMs() }),
    houseMs: () => steady.nowMs(),
    certainMs: () => steady.nowMs(),
    onMoved: () => () => undefined,
    isProvisional: () => false,
  };
  return { clock, log: createMemoryLog(), random: createSeededRandom() };
}

export function createTestCore({ keys = KEYS, parts = createTestParts() } = {}) {
  const texts = createMemoryTexts();
  const revocationFile = createMemoryRevocations();
  const closed: string[] = [];
  const close = async () => {
    closed.push('closed');
    return Promise.resolve();
  };
  const core = joinCore({
    store: createRecordStore({ texts: Object.assign(texts, { close }), ...parts }),
    keys,
    ownerMark: createMemoryOwnerMark(),
    revocationFile,
    ...parts,
  });
  return { core, parts, texts, log: parts.log, revocationFile, closed };
}
