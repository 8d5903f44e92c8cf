import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { COMMAND_LINE } from '../../../src/app/base/principal.ts';
import { TOKENS } from '../../../src/app/tokens/token-records.ts';
import { ofToken } from '../../../src/app/tokens/token-events.ts';
import type { NewEvent } from '../../../src/domain/event.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import type { TokenRecord } from '../../../src/domain/token.ts';
import { refusedAs } from '../../support/refused.ts';
import { createTokenParts, tokenRecord } from '../../support/token-parts.ts';

const created = (record: TokenRecord): NewEvent => ({
  ...ofToken(COMMAND_LINE, record),
  type: 'token_created',
  data: { name: record.name },
});
const renamed = (record: TokenRecord): NewEvent => ({
  ...ofToken(COMMAND_LINE, record),
  type: 'token_changed',
  data: { name: record.name, before: { name: 'x' } },
});

/** With one token that is there. */
async function createRig() {
  const parts = createTokenParts();
  const record = tokenRecord('first000');
  const entry = await parts.writes.add(record, created(record));
  return { ...parts, record, entry };
}

describe('a token that is added', () => {
  it('is on the disk with its event and in memory, and what was proved holds no more', async () => {
    const { writes, index, store, events, log } = await createRig();
    const epoch = index.epoch();
    const record = tokenRecord('second00');
    const event = created(record);
    const entry = await writes.add(record, event);
    assert.equal(index.entries.get('second00'), entry);
    assert.deepEqual(store.get(TOKENS, 'second00'), record);
    assert.equal(events.at(-1), event);
    assert.ok(index.epoch() > epoch);
    const fields = { id: 'tok_second00', name: 'name of second00', by: 'cli' };
    assert.deepEqual(log.lines.at(-1), { level: 'info', message: 'token created', fields });
  });

  it('is refused where there are as many as can be, and there is room for the last', async () => {
    const { writes, index, store } = await createRig();
    let size = LIMITS.tokens;
    Object.defineProperty(index.entries, 'size', { get: () => size });
    const record = tokenRecord('last0000');
    const adding = async () => writes.add(record, created(record));
    await assert.rejects(adding, refusedAs('conflict'));
    await assert.rejects(adding, { message: `no more than ${LIMITS.tokens} tokens` });
    assert.equal(store.get(TOKENS, 'last0000'), undefined);
    size = LIMITS.tokens - 1;
    await adding();
    assert.ok(index.entries.has('last0000'));
  });

  it('is nowhere where the disk is full', async () => {
    const { writes, index, texts, log } = await createRig();
    texts.isFull = true;
    const [epoch, lines] = [index.epoch(), log.lines.length];
    const record = tokenRecord('second00');
    await assert.rejects(writes.add(record, created(record)), refusedAs('storage_full'));
    assert.deepEqual([index.entries.has('second00'), index.epoch()], [false, epoch]);
    assert.equal(
      log.lines.slice(lines).some(({ message }) => message === 'token created'),
      false,
    );
  });
});

describe('a token that is replaced', () => {
  it('is found by its new secret from then on, and is in the log by what was done', async () => {
    const { writes, index, entry, record, mint, log } = await createRig();
    const { hash } = mint.mint('aris_tok', record.id);
    const epoch = index.epoch();
    await writes.replace(entry, { ...record, name: 'new', hash }, renamed(record));
    assert.equal(index.find(record.id, Buffer.from(hash, 'base64')), entry);
    assert.ok(index.epoch() > epoch);
    const fields = { id: entry.id, name: 'new' };
    assert.deepEqual(log.lines.at(-1), { level: 'info', message: 'token changed', fields });
  });

  it('has the times of a clock that was set while it was written', async () => {
    const { writes, entry, record, disk } = await createRig();
    const lasting = { ...record, expiresAtMs: 2_000 };
    await writes.replace(entry, lasting, renamed(record));
    disk.meanwhile = () => entry.take({ ...entry.record, createdAtMs: 500, expiresAtMs: 2_500 });
    await writes.replace(entry, { ...lasting, name: 'new' }, renamed(record));
    const { name, createdAtMs, expiresAtMs } = entry.record;
    assert.deepEqual([name, createdAtMs, expiresAtMs], ['new', 500, 2_500]);
  });

  it('is as before where the disk is full', async () => {
    const { writes, entry, record, texts } = await createRig();
    texts.isFull = true;
    const replacing = writes.replace(entry, { ...record, name: 'new' }, renamed(record));
    await assert.rejects(replacing, refusedAs('storage_full'));
    assert.equal(entry.record, record);
  });
});

describe('revoking tokens', () => {
  it('is a step: of each its record and the time, and in memory once it is applied', async () => {
    const { writes, index, entry, record, clock } = await createRig();
    const second = await writes.add(tokenRecord('second00'), created(record));
    const events = [renamed(record)];
    const step = writes.revoking([entry, second], events);
    const revokedAtMs = clock.nowMs();
    assert.equal(step.events, events);
    assert.deepEqual(
      step.changes,
      [record, tokenRecord('second00')].map((one) => ({
        put: TOKENS,
        key: one.id,
        value: { ...one, revokedAtMs },
      })),
    );
    assert.equal(entry.state(), 'active');
    const epoch = index.epoch();
    clock.advance(1_000);
    step.apply();
    assert.ok(index.epoch() > epoch);
    assert.deepEqual(
      [entry, second].map((one) => [one.state(), one.record.revokedAtMs]),
      [
        ['revoked', revokedAtMs],
        ['revoked', revokedAtMs],
      ],
    );
  });
});
