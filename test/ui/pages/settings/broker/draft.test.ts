import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  draftOf,
  requestOf,
  typedAddress,
} from '../../../../../src/ui/pages/settings/broker/draft.ts';

const NONE = { source: 'none', hasPassword: false } as const;
const KEPT = {
  source: 'stored',
  url: 'mqtts://a.home:8884',
  username: 'hub',
  hasPassword: true,
} as const;

describe('a broker that is typed', () => {
  it('has an address with or without a port, or a URL that says whether it is TLS', () => {
    assert.deepEqual(typedAddress('192.168.1.5'), { address: '192.168.1.5' });
    assert.deepEqual(typedAddress('MQTTS://a.home:8884 '), { address: 'a.home:8884', isTls: true });
    assert.deepEqual(typedAddress('mqtt://a.home'), { address: 'a.home', isTls: false });
    const draft = { ...draftOf(NONE), address: ' 192.168.1.5 ' };
    assert.deepEqual(requestOf(draft, NONE), { url: 'mqtt://192.168.1.5', password: null });
  });

  it('begins with that which is kept, and is asked for as that is', () => {
    const draft = draftOf(KEPT);
    assert.deepEqual(draft, {
      address: 'a.home:8884',
      isTls: true,
      username: 'hub',
      password: '',
      ca: '',
    });
    assert.deepEqual(requestOf(draft, KEPT), { url: KEPT.url, username: 'hub' });
  });

  it('has a password that is typed, and none without a user name', () => {
    const draft = { ...draftOf(KEPT), password: ' a b ' };
    assert.equal(requestOf(draft, KEPT).password, ' a b ');
    assert.equal(requestOf({ ...draft, username: ' ', password: '' }, KEPT).password, null);
  });

  it('has an authority for TLS alone', () => {
    const draft = { ...draftOf(KEPT), ca: 'PEM' };
    assert.equal(requestOf(draft, KEPT).ca, 'PEM\n');
    assert.equal('ca' in requestOf({ ...draft, isTls: false }, KEPT), false);
  });
});
