/** What hub and command line share, over a store in memory. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { COMMAND_LINE } from '../../src/app/base/principal.ts';
import { joinCore } from '../../src/hub/core.ts';
import { createRecordStore } from '../../src/store/records.ts';
import { createMemoryRevocations } from '../support/backup.ts';
import { KEYS } from '../support/app.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { createMemoryLog } from '../support/log.ts';
import { createMemoryTexts } from '../support/memory-texts.ts';
import { createMemoryOwnerMark } from '../support/owner-mark.ts';
import { createSeededRandom } from '../support/seeded-random.ts';

function join() {
  const steady = createFakeClock();
  const texts = createMemoryTexts();
  const log = createMemoryLog();
  const revocationFile = createMemoryRevocations();
  const clock = {
    ...steady,
    resume: () => undefined,
    mark: () => ({ markMs: steady.nowMs() }),
    houseMs: () => steady.nowMs(),
    certainMs: () => steady.nowMs(),
    onMoved: () => () => undefined,
    isProvisional: () => false,
  };
  const closed: string[] = [];
  const close = async () => {
    closed.push('closed');
    return Promise.resolve();
  };
  const parts = { clock, log, random: createSeededRandom() };
  const records = createRecordStore({
    texts: Object.assign(texts, { close }),
    ...parts,
  });
  const core = joinCore({
    store: records,
    keys: KEYS,
    ownerMark: createMemoryOwnerMark(),
    revocationFile,
    ...parts,
  });
  return { core, texts, log, revocationFile, closed };
}

describe('the core of a hub', () => {
  it('writes what waits before it closes the store', async () => {
    const { core, texts, closed } = join();
    core.journal.later({
      type: 'device_offline',
      severity: 'info',
      objectId: 'x',
      data: { kind: 'fcu', id: 'x' },
    } as never);
    assert.equal(texts.count('events/'), 0);
    await core.close();
    assert.deepEqual([texts.count('events/'), closed], [1, ['closed']]);
  });

  it('closes the store all the same where nothing can be written, and says what is lost', async () => {
    const { core, texts, closed, log } = join();
    core.journal.later({
      type: 'device_offline',
      severity: 'info',
      objectId: 'x',
      data: { kind: 'fcu', id: 'x' },
    } as never);
    texts.isFull = true;
    await assert.rejects(core.close(), { code: 'storage_full' });
    assert.deepEqual(closed, ['closed']);
    assert.equal(log.lines.at(-1)?.message, 'what waited for the disk is lost');
  });

  it('keeps outside the store who was thrown out', async () => {
    const { core, revocationFile } = join();
    const { tokens } = core.access;
    const { id } = await tokens.create(COMMAND_LINE, { name: 'x' });
    await tokens.revoke(COMMAND_LINE, id);
    assert.ok(revocationFile.text.includes(id.replace('tok_', '')));
  });
});
