import assert from 'node:assert/strict';
import { scryptSync } from 'node:crypto';
import { describe, it } from 'node:test';
import { createPasswordHasher } from '../../src/crypto/scrypt.ts';
import { LIMITS } from '../../src/domain/limits.ts';
import { systemClock } from '../../src/system/clock.ts';
import { refusedAs } from '../support/refused.ts';
import { createSeededRandom } from '../support/seeded-random.ts';

const SALT = Buffer.from('0123456789abcdef');
const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64').replaceAll('=', '');

/** Made with Node's own scrypt, at a cost that a test can wait for. */
function cheapPhc(secret: string, { ln = 10, r = 8, p = 1, bytes = 32, salt = SALT } = {}) {
  const hash = scryptSync(secret, salt, bytes, { N: 2 ** ln, r, p, maxmem: 2 ** 28 });
  return `$scrypt$ln=${ln},r=${r},p=${p}$${base64(salt)}$${base64(hash)}`;
}

const LANE = { key: '192.168.1.20', isKnown: false };

function createHasher() {
  const hasher = createPasswordHasher({ random: createSeededRandom(), clock: systemClock });
  return {
    ...hasher,
    verify: async (secret: string, phc: string | undefined, lane = LANE) =>
      hasher.verify(secret, phc, lane),
  };
}

describe('the hash of a password', () => {
  it('is a PHC string of scrypt 2^15, 8, 3 that another implementation agrees with', async () => {
    const phc = await createHasher().hash('correct horse');
    const [, , , salt = ''] = phc.split('$');
    assert.match(phc, /^\$scrypt\$ln=15,r=8,p=3\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
    assert.equal(
      phc,
      cheapPhc('correct horse', { ln: 15, p: 3, salt: Buffer.from(salt, 'base64') }),
    );
  });

  it('has a salt of its own, and matches that password alone', async () => {
    const hasher = createHasher();
    const phc = await hasher.hash('correct horse');
    assert.notEqual(phc, await hasher.hash('correct horse'));
    assert.deepEqual(await hasher.verify('correct horse', phc), {
      matches: true,
      isOutdated: false,
    });
    assert.equal((await hasher.verify('correct horsf', phc)).matches, false);
  });

  it('matches however a keyboard sends the password', async () => {
    const phc = cheapPhc('caf\u00e9');
    assert.equal((await createHasher().verify('cafe\u0301', phc)).matches, true);
  });

  it('is of no password over the limit, and matches none', async () => {
    const tooLong = 'x'.repeat(LIMITS.passwordMaxBytes + 1);
    await assert.rejects(createHasher().hash(tooLong), refusedAs('invalid'));
    assert.equal((await createHasher().verify(tooLong, cheapPhc(tooLong))).matches, false);
  });

  for (const [what, cost] of [
    ['cheaper', {}],
    ['of less memory', { ln: 14, p: 3 }],
    ['of fewer rounds', { ln: 15, p: 2 }],
    ['shorter', { ln: 15, p: 3, bytes: 16 }],
    ['of a short salt', { ln: 15, p: 3, salt: SALT.subarray(0, 8) }],
  ] as const) {
    it(`matches and is outdated where it is ${what}`, async () => {
      const verdict = await createHasher().verify('x', cheapPhc('x', cost));
      assert.deepEqual(verdict, { matches: true, isOutdated: true });
    });
  }

  for (const phc of [
    '',
    'correct horse',
    cheapPhc('x').replace('scrypt', 'argon2id'),
    cheapPhc('x').replace('ln=10', 'ln=30'),
    cheapPhc('x').replace('ln=10', 'ln=1'),
    cheapPhc('x').replace('r=8', 'r=99'),
    cheapPhc('x').replace('p=1', 'p=99'),
    cheapPhc('x').replace('p=1', 'p=0'),
    cheapPhc('x').replace(/\$[^$]*$/, '$AAAA'),
    `${cheapPhc('x')}=`,
    `${cheapPhc('x')}\n`,
    cheapPhc('x', { salt: SALT.subarray(0, 4) }),
  ]) {
    it(`is not ${JSON.stringify(phc.slice(0, 40))}, which is not run`, async () => {
      await assert.rejects(createHasher().verify('x', phc), /damaged/);
    });
  }
});

describe('a password of nobody', () => {
  it('matches nothing, and takes as long as another', async () => {
    const hasher = createHasher();
    const phc = await hasher.hash('correct horse');
    const timeOf = async (kept: string | undefined) => {
      const before = process.cpuUsage();
      assert.equal((await hasher.verify('wrong', kept)).matches, false);
      return process.cpuUsage(before).user;
    };
    await timeOf(phc);
    const ratio = (await timeOf(undefined)) / (await timeOf(phc));
    assert.ok(ratio > 0.5 && ratio < 2, `${ratio} times as long`);
  });
});

describe('the queue of passwords', () => {
  it('has an end, beyond which there is a time to wait', async () => {
    const hasher = createHasher();
    const phc = cheapPhc('x');
    const verify = async (at: number) =>
      hasher.verify('x', phc, { key: `10.0.0.${at}`, isKnown: false });
    const taken = Array.from({ length: LIMITS.passwordQueue + 1 }, (_, at) => verify(at));
    await assert.rejects(verify(99), refusedAs('unavailable', { retryAfterSeconds: 5 }));
    for (const { matches } of await Promise.all(taken)) assert.equal(matches, true);
    assert.equal((await verify(99)).matches, true);
  });

  it('has an end for each lane, too', async () => {
    const hasher = createHasher();
    const verify = async () => hasher.verify('x', cheapPhc('x'));
    const taken = Array.from({ length: LIMITS.passwordQueuePerLane + 1 }, verify);
    await assert.rejects(verify(), refusedAs('unavailable', { retryAfterSeconds: 5 }));
    await Promise.all(taken);
  });

  it('goes on where one fails', async () => {
    const hasher = createHasher();
    await assert.rejects(hasher.verify('x', 'damaged'));
    assert.equal((await hasher.verify('x', cheapPhc('x'))).matches, true);
  });

  it('leaves the event loop to others', async () => {
    let turns = 0;
    const timer = setInterval(() => turns++, 5);
    await createHasher().hash('correct horse');
    clearInterval(timer);
    assert.ok(turns > 5, `${turns} turns`);
  });
});
