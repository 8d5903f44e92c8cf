/** A file that somebody sends has to keep coming. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { keepComing } from '../../../src/app/backup/keep-coming.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import { bytesOf } from '../../support/backup.ts';
import { createFakeClock } from '../../support/fake-clock.ts';

const CHUNK = Buffer.from('x');
const SLOW = { code: 'invalid', message: 'the file came too slowly' };

describe('a file that is sent', () => {
  it('comes whole, however long it takes between two pieces, up to a limit', async () => {
    const clock = createFakeClock();
    async function* source() {
      for (let sent = 0; sent < 5; sent++) {
        await Promise.resolve();
        clock.advance(LIMITS.restoreStallMs - 1);
        yield CHUNK;
      }
    }
    assert.equal((await bytesOf(keepComing(source(), clock))).toString(), 'xxxxx');
  });

  it('is given up once nothing comes', async () => {
    const clock = createFakeClock();
    async function* source() {
      yield CHUNK;
      await Promise.resolve();
      await new Promise(() => clock.advance(LIMITS.restoreStallMs));
    }
    await assert.rejects(bytesOf(keepComing(source(), clock)), SLOW);
  });

  it('is given up where it comes, but for too long', async () => {
    const clock = createFakeClock();
    let sent = 0;
    async function* source() {
      for (; ; sent++) {
        await Promise.resolve();
        clock.advance(LIMITS.restoreStallMs - 1);
        yield CHUNK;
      }
    }
    await assert.rejects(bytesOf(keepComing(source(), clock)), SLOW);
    assert.equal(sent, Math.ceil(LIMITS.restoreUploadMs / (LIMITS.restoreStallMs - 1)) - 1);
  });
});
