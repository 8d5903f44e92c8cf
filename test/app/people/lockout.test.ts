import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  createLockout,
  evaluating,
  type Attempt,
  type Guess,
  type GuessingLock,
} from '../../../src/app/people/lockout.ts';
import { lockoutMs } from '../../../src/app/people/tallies.ts';
import { HubError } from '../../../src/domain/errors.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../../src/domain/units.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { refusedAs } from '../../support/refused.ts';

const OWNER = { account: 'owner@example.org', isReal: true };
const HOME = '192.168.1.10';
const GUEST = '192.168.1.66';
const KNOWN = { ...OWNER, address: HOME, lane: HOME, isKnown: true };

function createRig() {
  const clock = createFakeClock();
  const lockout = createLockout({ clock });
  const locks: GuessingLock[] = [];
  lockout.onLocked((lock) => locks.push(lock));
  /** Undefined where it is refused. */
  function tryTo(guess: Guess): Attempt | undefined {
    try {
      return lockout.attempt(guess);
    } catch (error) {
      assert.ok(error instanceof HubError && error.code === 'too_many_requests');
      return undefined;
    }
  }
  const fail = (guess: Guess, times = 1) => {
    for (let i = 0; i < times; i++) lockout.attempt(guess).failed();
  };
  return { clock, lockout, locks, tryTo, fail };
}

describe('wrong tries', () => {
  it('are free for five, then each waits twice as long, up to 15 minutes', () => {
    const { clock, lockout, fail } = createRig();
    const guess = { ...OWNER, address: GUEST };
    fail(guess, 5);
    for (const waitSeconds of [30, 60, 120, 240, 480, 900, 900, 900]) {
      const refused = refusedAs('too_many_requests', { retryAfterSeconds: waitSeconds });
      assert.throws(() => lockout.attempt(guess), refused);
      clock.advance(waitSeconds * SECOND_MS - 1);
      assert.throws(() => lockout.attempt(guess), refusedAs('too_many_requests'));
      clock.advance(1);
      fail(guess);
    }
  });

  it('count before they are evaluated: of 100 at once, 5 pass', () => {
    const { tryTo } = createRig();
    const guess = { ...OWNER, address: GUEST };
    const passed = Array.from({ length: 100 }, () => tryTo(guess)).filter(Boolean);
    assert.equal(passed.length, 5);
    passed.forEach((attempt) => attempt?.failed());
    assert.equal(tryTo(guess), undefined);
  });

  it('count for the account from whatever address, and for the address on whatever account', () => {
    const { tryTo, fail } = createRig();
    for (let i = 0; i < 5; i++) fail({ ...OWNER, address: `10.0.0.${i}` });
    assert.equal(tryTo({ ...OWNER, address: '10.0.0.9' }), undefined);
    for (let i = 0; i < 5; i++) fail({ account: `${i}@example.org`, address: '10.0.1.1' });
    assert.equal(tryTo({ account: 'other@example.org', address: '10.0.1.1' }), undefined);
    assert.equal(tryTo({ address: '10.0.1.1' }), undefined);
    assert.ok(tryTo({ account: 'other@example.org', isReal: true, address: '10.0.1.2' }));
  });

  it('have the wait told in whole seconds, none of which is too short', () => {
    const { clock, lockout, fail } = createRig();
    const guess = { ...OWNER, address: GUEST };
    fail(guess, 5);
    clock.advance(1);
    const refused = refusedAs('too_many_requests', { retryAfterSeconds: 30 });
    assert.throws(() => lockout.attempt(guess), refused);
  });

  it('lock for the address alone where the secret is no account’s', () => {
    const { tryTo, fail } = createRig();
    fail({ address: '127.0.0.1' }, 5);
    assert.equal(tryTo({ address: '127.0.0.1' }), undefined);
    assert.ok(tryTo({ address: '::1' }));
  });

  it('are forgotten a day after the last, and not when the clock is set', () => {
    const { clock, tryTo, fail } = createRig();
    const guess = { ...OWNER, address: GUEST };
    fail(guess, 5);
    clock.jumpWall(30 * DAY_MS);
    assert.equal(tryTo(guess), undefined);
    clock.advance(DAY_MS);
    fail(guess, 5);
    assert.equal(tryTo(guess), undefined);
  });

  it('are evened out by nobody else’s good one from there', () => {
    const { tryTo, fail } = createRig();
    fail({ ...OWNER, address: GUEST }, 4);
    tryTo({ account: 'guest@example.org', isReal: true, address: GUEST })?.succeeded();
    fail({ ...OWNER, address: GUEST });
    assert.equal(tryTo({ account: 'guest@example.org', isReal: true, address: GUEST }), undefined);
  });
});

describe('a try that is settled', () => {
  const guess = { ...OWNER, address: GUEST };

  for (const how of ['succeeded', 'abandoned'] as const) {
    it(`as ${how} leaves everything as it was before`, () => {
      const { clock, lockout, locks, tryTo, fail } = createRig();
      fail(guess, 6 - 1);
      clock.advance(30 * SECOND_MS);
      for (let i = 0; i < 10; i++) {
        const attempt = lockout.attempt(guess);
        assert.equal(tryTo(guess), undefined, 'while it is evaluated, no other is');
        attempt[how]();
      }
      fail(guess);
      assert.throws(
        () => lockout.attempt(guess),
        refusedAs('too_many_requests', { retryAfterSeconds: 60 }),
      );
      assert.equal(locks.at(-1)?.failures, 6);
    });
  }

  it('by nobody, since its evaluation itself failed, was none', async () => {
    const { lockout, tryTo } = createRig();
    const broken = new Error('the disk is gone');
    for (let i = 0; i < 10; i++) {
      const evaluation = evaluating(lockout.attempt(guess), async () => Promise.reject(broken));
      await assert.rejects(evaluation, broken);
    }
    assert.ok(tryTo(guess));
  });

  it('twice counts as the first time', () => {
    const { lockout, tryTo, fail } = createRig();
    const attempt = lockout.attempt(guess);
    attempt.failed();
    attempt.failed();
    attempt.succeeded();
    fail(guess, 4);
    assert.equal(tryTo(guess), undefined);
  });

  it('late shortens no lock that a newer one has brought', () => {
    const { clock, lockout, tryTo, fail } = createRig();
    const slow = lockout.attempt(guess);
    fail(guess, 4);
    clock.advance(30 * SECOND_MS);
    fail(guess);
    slow.failed();
    clock.advance(60 * SECOND_MS - 1);
    assert.equal(tryTo(guess), undefined);
    clock.advance(1);
    assert.ok(tryTo(guess));
  });

  it('never counts as a wrong one', () => {
    const { lockout, tryTo } = createRig();
    for (let i = 0; i < 5; i++) lockout.attempt(guess);
    assert.equal(tryTo(guess), undefined);
  });
});

describe('an address that is known to an account', () => {
  const known = KNOWN;

  it('has five tries of its own, and a good one gives them back', () => {
    const { lockout, tryTo, fail } = createRig();
    fail(known, 4);
    lockout.attempt(known).succeeded();
    fail(known, 5);
    assert.equal(tryTo(known), undefined);
    assert.ok(tryTo({ ...OWNER, address: GUEST }), 'others have theirs');
    assert.ok(tryTo({ account: 'child@example.org', isReal: true, address: HOME }));
  });

  it('is never locked by what others do', () => {
    const other = fc.record({
      account: fc.constantFrom(OWNER.account, 'child@example.org', 'nobody@example.org', undefined),
      isReal: fc.boolean(),
      // Also the very same address, by people who have not signed in from there.
      address: fc.constantFrom(HOME, GUEST, '10.0.0.1'),
      // Also by who is known, but not to this account.
      lane: fc.constantFrom(undefined, undefined, GUEST, 'ses_12345678'),
      waitMs: fc.nat(20 * MINUTE_MS),
    });
    fc.assert(
      fc.property(fc.array(other, { maxLength: 200 }), (others) => {
        const { clock, lockout, tryTo } = createRig();
        for (const { waitMs, ...guess } of others) {
          tryTo(guess)?.failed();
          lockout.attempt(known).succeeded();
          clock.advance(waitMs);
        }
      }),
    );
  });
});

describe('accounts that there are not', () => {
  it('are locked just as those that there are', () => {
    const steps = fc.array(
      fc.record({ isGood: fc.boolean(), waitMs: fc.constantFrom(0, 1, 30_000, 60_000, DAY_MS) }),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(steps, (all) => {
        const outcomes = [true, false].map((isReal) => {
          const { clock, tryTo } = createRig();
          return all.map(({ waitMs, isGood }, at) => {
            const attempt = tryTo({ account: 'x@example.org', isReal, address: `10.0.0.${at}` });
            if (isGood) attempt?.abandoned();
            else attempt?.failed();
            clock.advance(waitMs);
            return attempt !== undefined;
          });
        });
        assert.deepEqual(outcomes[0], outcomes[1]);
      }),
    );
  });

  it('are shown to nobody', () => {
    const { lockout, locks, tryTo, fail } = createRig();
    fail({ account: 'hunter2', address: GUEST }, 5);
    fail({ account: 'hunter3', address: HOME, lane: HOME }, 5);
    assert.equal(tryTo({ account: 'hunter2', address: 'b' }), undefined);
    // Where they were tried from is what is shown.
    assert.deepEqual(
      [lockout.list(), locks].map((shown) => shown.map(({ address }) => address)),
      [[GUEST], [GUEST]],
    );
    assert.ok(!JSON.stringify([lockout.list(), locks]).includes('hunter'));
  });

  for (const isReal of [true, false])
    it(`push out the oldest, be it real or not (${isReal})`, () => {
      const { tryTo, fail } = createRig();
      const oldest = { account: 'oldest@example.org', isReal };
      for (let i = 0; i < 5; i++) fail({ ...oldest, address: `a${i}` });
      for (let i = 1; i < LIMITS.guessedAccounts; i++)
        fail({ account: String(i), address: `b${i}` });
      assert.equal(tryTo({ ...oldest, address: 'c' }), undefined);
      fail({ account: 'one more', address: 'd' });
      assert.ok(tryTo({ ...oldest, address: 'c' }));
    });

  it('are told from real ones by nobody, from wherever they try and whatever is full', () => {
    // A home that the real one is known at, one that others are, a device of others, and strangers.
    const place = fc.constantFrom(
      { address: HOME, lane: HOME },
      { address: '192.168.1.11', lane: '192.168.1.11' },
      { address: GUEST, lane: 'ses_12345678' },
      { address: GUEST },
      { address: 'fd00::1' },
      { address: 'fd00::2' },
      { address: HOME },
    );
    const account = fc.constantFrom('x@example.org', 'x@example.org', 'y@example.org', undefined);
    const waitMs = fc.constantFrom(0, 0, 0, 1, 30_000, 60_000, 900_000);
    const step = fc.record({ place, account, waitMs, isSlow: fc.boolean() });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 150, size: 'max' }), (steps) => {
        const [real, madeUp] = [true, false].map((isReal) => {
          const { clock, tryTo } = createRig();
          const slow: Attempt[] = [];
          return steps.map(({ place: at, account: name, waitMs: wait, isSlow }) => {
            const isX = isReal && name === 'x@example.org';
            const isKnown = isX && 'lane' in at && at.lane === HOME;
            const attempt = tryTo({ account: name, ...at, isReal: isX, isKnown });
            if (isSlow && attempt !== undefined) slow.push(attempt);
            else attempt?.failed();
            if (!isSlow) slow.splice(0).forEach((other) => other.failed());
            clock.advance(wait);
            return attempt === undefined ? 'refused' : attempt.refusal?.context;
          });
        });
        assert.deepEqual(real, madeUp);
      }),
    );
  });
});

describe('a network', () => {
  it('has ten times the room of an address, and each address its own', () => {
    const { tryTo, fail } = createRig();
    for (let host = 1; host <= LIMITS.networkRoom; host++) {
      const at = { address: `fd00::${host}` };
      fail(at, LIMITS.freeGuesses);
      assert.equal(tryTo(at), undefined);
      if (host < LIMITS.networkRoom) tryTo({ address: 'fd00::ffff' })?.abandoned();
    }
    assert.equal(tryTo({ address: 'fd00::ffff' }), undefined);
    assert.ok(tryTo({ address: 'fd00:0:0:1::1' }));
    assert.ok(tryTo({ ...KNOWN, address: 'fd00::ffff', lane: 'fd00::ffff' }));
  });

  it('is listed, and unlocked with any address in it', () => {
    const { lockout, tryTo, fail } = createRig();
    for (let host = 1; host <= LIMITS.networkRoom; host++)
      fail({ address: `fd00::${host}` }, LIMITS.freeGuesses);
    assert.deepEqual(lockout.list().at(-1)?.address, 'fd00::/64');
    assert.ok(lockout.unlock({ address: 'fd00::1' }));
    assert.ok(tryTo({ address: 'fd00::1' }));
  });
});

describe('whoever has many lanes', () => {
  it('has no more tries at an account that is not known there: the others are blind', () => {
    const { clock, lockout, tryTo } = createRig();
    const lane = (at: number) => ({ ...OWNER, address: `10.0.0.${at}`, lane: `10.0.0.${at}` });
    const seeing = Array.from({ length: 50 }, (_, at) => {
      const attempt = lockout.attempt(lane(at));
      attempt.failed();
      return !attempt.isBlind;
    });
    assert.equal(seeing.filter(Boolean).length, LIMITS.freeGuesses);
    assert.equal(tryTo(KNOWN)?.isBlind, false, 'where it is known nobody else counts');
    assert.ok(lockout.unlock({ account: OWNER.account }));
    assert.equal(tryTo(lane(60))?.isBlind, false);
    clock.advance(DAY_MS);
    assert.equal(tryTo(lane(1))?.isBlind, false);
  });
});

describe('locks', () => {
  it('are told of once each, and listed while they last', () => {
    const { clock, lockout, locks, tryTo, fail } = createRig();
    fail({ ...OWNER, address: GUEST }, 5);
    const untilMs = clock.nowMs() + 30 * SECOND_MS;
    const expected = [
      { account: OWNER.account, failures: 5, untilMs },
      { address: GUEST, failures: 5, untilMs },
    ];
    assert.deepEqual(lockout.list(), expected);
    for (let i = 0; i < 10; i++) tryTo({ ...OWNER, address: GUEST });
    assert.deepEqual(
      locks,
      expected.map((lock) => ({ ...lock, lastAddress: GUEST })),
    );
    clock.advance(30 * SECOND_MS - 1);
    assert.deepEqual(lockout.list(), expected);
    clock.advance(1);
    assert.deepEqual(lockout.list(), []);
    fail({ ...OWNER, address: GUEST });
    assert.deepEqual(
      locks.slice(2).map(({ failures }) => failures),
      [6, 6],
    );
  });

  it('last from when the try began, however long it took to look at it', () => {
    const { clock, lockout, locks, fail } = createRig();
    clock.advance(DAY_MS);
    const guess = { ...OWNER, address: GUEST };
    fail(guess, 4);
    const slow = lockout.attempt(guess);
    const untilMs = clock.nowMs() + 30 * SECOND_MS;
    clock.advance(10 * SECOND_MS);
    slow.failed();
    for (const shown of [locks, lockout.list()])
      assert.deepEqual(
        shown.map((lock) => lock.untilMs),
        [untilMs, untilMs],
      );
  });

  it('name both where a known address is locked', () => {
    const { lockout, locks, fail } = createRig();
    fail({ ...KNOWN, address: 'fe80::', lane: 'fe80::' }, 5);
    for (const shown of [locks, lockout.list()])
      assert.deepEqual(
        shown.map(({ account, address }) => [account, address]),
        [[OWNER.account, 'fe80::']],
      );
  });

  it('of a known address are undone with its account or address alone, and no others are', () => {
    const { lockout, tryTo, fail } = createRig();
    const child = { account: 'child@example.org', isReal: true, isKnown: true };
    const lanes = [
      KNOWN,
      { ...KNOWN, address: GUEST, lane: GUEST },
      { ...child, address: HOME, lane: HOME },
      { ...child, address: GUEST, lane: GUEST },
    ];
    const open = () =>
      lanes.map((guess) => {
        const attempt = tryTo(guess);
        attempt?.abandoned();
        return attempt !== undefined;
      });
    const lock = () => lanes.filter((_, at) => open()[at]).forEach((guess) => fail(guess, 5));
    for (const [subject, expected] of [
      [{ account: OWNER.account, address: HOME }, [true, false, false, false]],
      [{ account: OWNER.account }, [true, true, false, false]],
      [{ address: HOME }, [true, false, true, false]],
    ] as const) {
      lock();
      assert.deepEqual(open(), [false, false, false, false]);
      assert.ok(lockout.unlock(subject));
      assert.deepEqual(open(), expected);
    }
  });

  it('can be undone by account, by address, and by both', () => {
    const { lockout, tryTo, fail } = createRig();
    const guess = { ...OWNER, address: GUEST };
    const known = KNOWN;
    fail(guess, 5);
    fail(known, 5);
    assert.ok(lockout.unlock({ address: GUEST }));
    assert.equal(tryTo(guess), undefined, 'the account is still locked');
    assert.ok(lockout.unlock({ account: OWNER.account, address: HOME }));
    assert.equal(tryTo(guess), undefined);
    tryTo(known)?.failed();
    assert.ok(lockout.unlock({ account: OWNER.account }));
    fail(guess, 5);
    assert.ok(lockout.unlock({ account: OWNER.account }) && lockout.unlock({ address: GUEST }));
    assert.ok(!lockout.unlock({ account: OWNER.account }) && !lockout.unlock({ address: 'x' }));
    assert.deepEqual(lockout.list(), []);
  });
});

/** How many tries that come to nothing fit into a window, at the soonest possible times. */
function mostIn(windowMs: number): number {
  let count = 0;
  for (let atMs = 0; atMs <= windowMs; atMs += lockoutMs(count)) count++;
  return count;
}

const STEP = fc.oneof(
  { weight: 10, arbitrary: fc.record({ account: fc.nat(1), address: fc.nat(1) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      settle: fc.constantFrom('failed', 'succeeded', 'abandoned'),
      which: fc.nat(9),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      waitMs: fc.oneof(
        fc.nat(2_000),
        fc.constantFrom(30_000, 60_000, 120_000, 900_000),
        fc.nat(HOUR_MS),
      ),
    }),
  },
);
type Step = typeof STEP extends fc.Arbitrary<infer T> ? T : never;

/** When the tries began that were evaluated and wrong: a list for each account and address. */
function wrongTimes(steps: readonly Step[]): readonly number[][] {
  const { clock, tryTo } = createRig();
  const pending: { attempt: Attempt; keys: string[]; atMs: number }[] = [];
  const wrong = new Map<string, number[]>();

  function begin(account: string, address: string): void {
    const attempt = tryTo({ account, isReal: account !== 'u0', address });
    if (attempt) pending.push({ attempt, keys: [account, address], atMs: clock.monotonicMs() });
  }

  function settle(which: number, how: 'failed' | 'succeeded' | 'abandoned'): void {
    const [chosen] = pending.splice(which % Math.max(1, pending.length), 1);
    chosen?.attempt[how]();
    if (chosen === undefined || how !== 'failed') return;
    for (const key of chosen.keys) wrong.set(key, [...(wrong.get(key) ?? []), chosen.atMs]);
  }

  for (const step of steps) {
    if ('waitMs' in step) clock.advance(step.waitMs);
    else if ('settle' in step) settle(step.which, step.settle);
    else begin(`u${step.account}`, `a${step.address}`);
  }
  return [...wrong.values()];
}

describe('no sequence of tries', () => {
  for (const windowMs of [0, MINUTE_MS, 15 * MINUTE_MS, 6 * HOUR_MS]) {
    const most = mostIn(windowMs);
    it(`gets more than ${most} wrong ones evaluated in ${windowMs / MINUTE_MS} minutes`, () => {
      const within = (times: readonly number[], fromMs: number) =>
        times.filter((atMs) => atMs >= fromMs && atMs <= fromMs + windowMs).length;
      fc.assert(
        fc.property(fc.array(STEP, { maxLength: 300, size: 'max' }), (steps) =>
          wrongTimes(steps).every((times) =>
            times.every((fromMs) => within(times, fromMs) <= most),
          ),
        ),
      );
    });
  }
});
