/** What hub and command line share, over a store in memory. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { COMMAND_LINE } from '../../src/app/base/principal.ts';
import { createTestCore } from '../support/core.ts';

describe('the core of a hub', () => {
  it('writes what waits before it closes the store', async () => {
    const { core, texts, closed } = createTestCore();
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
    const { core, texts, closed, log } = createTestCore();
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
    const { core, revocationFile } = createTestCore();
    const { tokens } = core.access;
    const { id } = await tokens.create(COMMAND_LINE, { name: 'x' });
    await tokens.revoke(COMMAND_LINE, id);
    assert.ok(revocationFile.text.includes(id.replace('tok_', '')));
  });
});
