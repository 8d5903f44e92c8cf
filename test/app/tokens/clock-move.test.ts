/** Tokens of a hub whose clock turned out to have been wrong: what was stamped meanwhile moves, what was agreed before stays. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createSteadyClock } from '../../../src/app/records/steady-clock.ts';
import { DAY_MS, HOUR_MS, isoTime } from '../../../src/domain/units.ts';
import { createTestApp, OWNER } from '../../support/app.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { createMemoryTexts } from '../../support/memory-texts.ts';

const START = Date.parse('2026-01-15T10:00:00Z');
const AHEAD_MS = 365 * DAY_MS;

/** A life of the hub on a machine whose clock says `wallMs`. */
function boot(wallMs: number, texts: ReturnType<typeof createMemoryTexts>) {
  const clock = createFakeClock(wallMs);
  const machine = { isSynchronised: false };
  const steady = createSteadyClock({ clock, isSynchronised: () => machine.isSynchronised });
  const { tokens, lazyBatch } = createTestApp({ clock, steady, texts });
  return { clock, machine, steady, tokens, lazyBatch };
}

describe('in a life that began with the clock a year ahead, once it is put right,', () => {
  it('a token of before keeps its end, though it was rotated meanwhile', async () => {
    const texts = createMemoryTexts();
    const first = boot(START, texts);
    const before = await first.tokens.create(OWNER, { name: 'before', expiresIn: '90d' });
    await first.lazyBatch.flush();

    const { clock, machine, steady, tokens } = boot(START + AHEAD_MS, texts);
    // Without a word to the contrary it is believed after a day.
    for (let hour = 1; hour <= 25; hour++) {
      clock.advance(HOUR_MS);
      steady.nowMs();
    }
    await tokens.rotate(OWNER, before.id);
    const meanwhile = await tokens.create(OWNER, { name: 'meanwhile', expiresIn: '90d' });
    assert.equal(tokens.show(before.id).rotatedAt, isoTime(START + AHEAD_MS + 25 * HOUR_MS));
    clock.jumpWall(-AHEAD_MS);
    machine.isSynchronised = true;
    steady.nowMs();
    const [old, fresh] = [tokens.show(before.id), tokens.show(meanwhile.id)];
    assert.equal(old.expiresAt, isoTime(START + 90 * DAY_MS));
    assert.equal(old.rotatedAt, isoTime(START + 25 * HOUR_MS));
    assert.equal(fresh.expiresAt, isoTime(START + 90 * DAY_MS + 25 * HOUR_MS));
  });
});
