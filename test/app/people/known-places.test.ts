import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createKnownPlaces } from '../../../src/app/people/known-places.ts';
import type { SessionBook } from '../../../src/app/people/session-book.ts';
import type { SessionIndexAndMore } from '../../../src/app/people/session-index.ts';
import type { UserRecord } from '../../../src/app/users/users.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import { createFakeClock } from '../../support/fake-clock.ts';

const HOME = '192.168.1.20';
const client = (address: string, sessionId?: string) => ({
  address,
  isLocal: false,
  isSecure: false,
  ...(sessionId !== undefined && { sessionId }),
});

function rig() {
  const clock = createFakeClock();
  const user = (id: string, knownAddresses: Record<string, number>) =>
    ({ id, knownAddresses }) as unknown as UserRecord;
  const ada = user('usr_ada', { [HOME]: clock.nowMs(), '2001:db8::1': clock.nowMs() });
  const bob = user('usr_bob', {});
  const sessions = new Map([
    ['ses_bob', { record: { id: 'ses_bob', userId: 'usr_bob' } }],
    ['ses_panel', { record: { id: 'ses_panel' } }],
  ]);
  const places = createKnownPlaces({
    users: { list: () => [ada, bob] },
    book: { live: (id) => sessions.get(id) } as Pick<SessionBook, 'live'>,
    index: {
      findByCookie: (cookie) => sessions.get(cookie),
    } as Pick<SessionIndexAndMore, 'findByCookie'>,
    clock,
  });
  return { clock, ada, bob, places };
}

describe('who is no stranger', () => {
  it('is who asks from where somebody has signed in of late', () => {
    const { clock, places } = rig();
    assert.equal(places.laneOf(client(HOME)), HOME);
    assert.equal(places.laneOf(client('192.168.1.21')), undefined);
    clock.advance(LIMITS.knownAddressMs - 1);
    assert.equal(places.laneOf(client(HOME)), HOME);
    clock.advance(1);
    assert.equal(places.laneOf(client(HOME)), undefined);
  });

  it('is known by the address, however it is written', () => {
    const { places, ada } = rig();
    const spelled = client('2001:0db8:0:0:0:0:0:0001');
    assert.equal(places.laneOf(spelled), '2001:db8::1');
    assert.ok(places.isKnownTo(ada, spelled));
    assert.equal(places.laneOf(client(`::ffff:${HOME}`)), HOME);
  });

  it('is a device that holds a session of a person, and no panel', () => {
    const { places } = rig();
    assert.equal(places.laneOf(client('192.168.1.66', 'ses_bob')), 'ses_bob');
    assert.equal(places.laneOf(client('192.168.1.66', 'ses_panel')), undefined);
    assert.equal(places.laneOf(client('192.168.1.66', 'ses_gone')), undefined);
  });

  it('is known to an account by its own sign-ins and sessions alone', () => {
    const { places, ada, bob } = rig();
    assert.ok(places.isKnownTo(ada, client(HOME)));
    assert.ok(!places.isKnownTo(bob, client(HOME)));
    assert.ok(places.isKnownTo(bob, client('192.168.1.66', 'ses_bob')));
    assert.ok(!places.isKnownTo(ada, client('192.168.1.66', 'ses_bob')));
    assert.ok(!places.isKnownTo(ada, client('192.168.1.66', 'ses_panel')));
    assert.ok(!places.isKnownTo(undefined, client(HOME)));
  });

  it('is found by the cookie, the first where there are several', () => {
    const { places } = rig();
    const of = (cookies: string | undefined) => places.visitor(client(HOME), cookies).sessionId;
    assert.equal(of('a=b; aris_session=ses_bob'), 'ses_bob');
    assert.equal(of('aris_session=ses_panel; aris_session=ses_bob'), 'ses_panel');
    assert.deepEqual(
      [of(undefined), of('a=b'), of('aris_session=made-up')],
      [undefined, undefined, undefined],
    );
    assert.deepEqual(places.visitor(client(HOME), 'aris_session=ses_bob'), {
      ...client(HOME),
      sessionId: 'ses_bob',
    });
  });
});
