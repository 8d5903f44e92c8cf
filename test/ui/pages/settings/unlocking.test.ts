import assert from 'node:assert/strict';
import { it } from 'node:test';
import { unlockPath } from '../../../../src/ui/pages/settings/unlocking.ts';
import { createLockout } from '../../../../src/app/people/lockout.ts';
import { LIMITS } from '../../../../src/domain/limits.ts';
import { createFakeClock } from '../../../support/fake-clock.ts';

it('wrong tries are forgotten at an account, at an address, and at a network by an address in it', () => {
  assert.equal(unlockPath({ account: 'ada@example.com' }), '/api/lockouts/ada%40example.com');
  const known = { account: 'ada@example.com', address: 'ses_00000001' };
  assert.equal(unlockPath(known), '/api/lockouts/ada%40example.com');
  assert.equal(unlockPath({ address: '192.168.1.66' }), '/api/lockouts/192.168.1.66');
  assert.equal(unlockPath({ address: '2001:db8::/64' }), '/api/lockouts/2001%3Adb8%3A%3A');
});

it('a network that is locked is free again by the address that stands for it', () => {
  const lockout = createLockout({ clock: createFakeClock() });
  const networks = () => lockout.list().filter(({ address }) => address?.endsWith('/64'));
  for (let n = 0; networks().length === 0; n++) {
    assert.ok(n < 5 * LIMITS.networkRoom * 10, 'the network locks in the end');
    const guess = {
      account: `a${n}@example.com`,
      isReal: false,
      address: `2001:db8::${n.toString(16)}`,
    };
    lockout.attempt(guess).failed();
  }
  const [{ address = '' } = {}] = networks();
  const subject = decodeURIComponent(unlockPath({ address }).replace('/api/lockouts/', ''));
  assert.equal(lockout.unlock({ address: subject }), true);
  assert.deepEqual(networks(), []);
});
