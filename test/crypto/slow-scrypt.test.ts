import assert from 'node:assert/strict';
import { scryptSync } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { getPriority } from 'node:os';
import { describe, it } from 'node:test';
import { createSlowScrypt } from '../../src/crypto/slow-scrypt.ts';
import { LIMITS } from '../../src/domain/limits.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { until } from '../support/until.ts';

const JOB = {
  secret: 'correct horse',
  salt: Buffer.from('0123456789abcdef'),
  bytes: 32,
  cost: { N: 2 ** 10, r: 8, p: 1 },
};

const OWN = getPriority();
/** The nice value of each thread of this process; proc(5) has it as the 19th field of `stat`. */
const niceValues = () =>
  readdirSync('/proc/self/task').flatMap((thread) => {
    try {
      const stat = readFileSync(`/proc/self/task/${thread}/stat`, 'utf8');
      return [Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[16])];
    } catch {
      return []; // It has ended meanwhile.
    }
  });

describe('scrypt in a thread of its own', () => {
  it('makes the hash that Node makes', async () => {
    const { secret, salt, bytes, cost } = JOB;
    const clock = createFakeClock();
    const hash = await createSlowScrypt({ clock })(JOB);
    assert.deepEqual(Buffer.from(hash), scryptSync(secret, salt, bytes, cost));
    clock.advance(LIMITS.scryptIdleMs);
  });

  it('gives way to all other threads, and ends when nobody has asked for a while', async () => {
    const clock = createFakeClock();
    const scrypt = createSlowScrypt({ clock });
    await until(() => niceValues().every((nice) => nice === OWN), 'the end of other threads');
    await scrypt(JOB);
    clock.advance(LIMITS.scryptIdleMs - 1);
    await scrypt(JOB);
    clock.advance(LIMITS.scryptIdleMs - 1);
    assert.deepEqual(
      niceValues().filter((nice) => nice !== OWN),
      [19],
    );
    clock.advance(1);
    await until(() => niceValues().every((nice) => nice === OWN), 'the end of the thread');
    assert.equal((await scrypt(JOB)).length, JOB.bytes);
    scrypt.rest?.();
  });

  it('ends its thread at once where it is to rest, and waits for nothing then', async () => {
    const clock = createFakeClock();
    const scrypt = createSlowScrypt({ clock });
    await scrypt(JOB);
    scrypt.rest?.();
    assert.equal(clock.timers(), 0);
    await until(() => niceValues().every((nice) => nice === OWN), 'the end of the thread');
    assert.equal((await scrypt(JOB)).length, JOB.bytes);
    scrypt.rest?.();
  });

  it('goes on after what scrypt refuses', async () => {
    const scrypt = createSlowScrypt({ clock: createFakeClock() });
    await assert.rejects(scrypt({ ...JOB, cost: { N: 3, r: 8, p: 1 } }), /Invalid scrypt/);
    assert.equal((await scrypt(JOB)).length, JOB.bytes);
  });
});
