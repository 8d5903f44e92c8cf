import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createBrokerBook, type BrokerBookDeps } from '../../../src/app/broker/broker-book.ts';
import type { BrokerRequest } from '../../../src/app/broker/broker-record.ts';
import type { TryBroker } from '../../../src/app/base/ports/broker.ts';
import { isCertificate } from '../../../src/crypto/certificates.ts';
import { createSecretBox } from '../../../src/crypto/secret-box.ts';
import type { BrokerAccess } from '../../../src/domain/broker.ts';
import { BY_HUB } from '../../../src/domain/doer.ts';
import { HubError } from '../../../src/domain/errors.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import { AUTHORITY } from '../../support/certificates.ts';
import { createKept } from '../../support/kept.ts';
import { createSeededRandom } from '../../support/seeded-random.ts';

const TOPICS = { read: ['aris/#'], write: ['aris/x'], echo: 'aris/x' };
const HERE: BrokerRequest = { url: 'mqtt://broker.home', username: 'hub', password: 'secret' };
const boxOf = (byte: number) =>
  createSecretBox(new Uint8Array(32).fill(byte), createSeededRandom());

function begin(asked: Partial<BrokerBookDeps> = {}, kept = createKept()) {
  const tried: BrokerAccess[] = [];
  const tryBroker: TryBroker = async (access) => {
    tried.push(access);
    return Promise.resolve([{ code: 'read_refused', topic: 'aris/#' }]);
  };
  const deps = { ...kept, given: undefined, isVirtual: false, box: boxOf(1), topics: TOPICS };
  const book = createBrokerBook({ ...deps, isCertificate, tryBroker, ...asked });
  let changes = 0;
  book.onChange(() => changes++);
  const put = async (request: BrokerRequest) => book.put(request, BY_HUB);
  return { book, kept, tried, put, changes: () => changes };
}

/** What the refusal names. */
const refused = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'not refused',
    (error: unknown) =>
      error instanceof HubError
        ? ((error.context['field'] as string | undefined) ?? error.code)
        : String(error),
  );

describe('the broker that a person sets', () => {
  it('is kept with its event, the password under a key, and is the hub’s after a restart', async () => {
    const { book, kept, put, changes } = begin();
    assert.deepEqual(book.view(), { source: 'none', hasPassword: false });
    assert.equal(book.state(), 'none');
    await put(HERE);
    assert.deepEqual(book.access(), HERE);
    assert.deepEqual(book.view(), {
      source: 'stored',
      url: 'mqtt://broker.home',
      username: 'hub',
      hasPassword: true,
    });
    assert.deepEqual(kept.told, [
      {
        type: 'broker_changed',
        severity: 'info',
        ...BY_HUB,
        data: { url: HERE.url, changed: ['url', 'username', 'password'] },
      },
    ]);
    assert.equal(changes(), 1);
    const onDisk = JSON.stringify([...kept.texts.range('')]);
    assert.ok(onDisk.includes('broker.home') && !onDisk.includes('secret'), onDisk);
    const { book: later } = begin({}, kept.again());
    assert.deepEqual([later.access(), later.state()], [HERE, 'given']);
  });

  it('that reads as before changes nothing', async () => {
    const { kept, put, changes } = begin();
    await put(HERE);
    await put(HERE);
    await put({ url: 'mqtt://broker.home', username: 'hub' });
    assert.deepEqual([kept.told.length, changes()], [1, 1]);
  });

  it('takes no password along to another place', async () => {
    const { book, tried, put } = begin();
    await put(HERE);
    const elsewhere = { url: 'mqtt://elsewhere.home', username: 'hub' };
    const other = [
      elsewhere,
      { url: 'mqtt://broker.home', username: 'other' },
      { url: 'mqtt://broker.home' },
    ];
    for (const request of other) {
      assert.equal(await refused(put(request)), 'password');
      assert.equal(await refused(book.check(request)), 'password');
    }
    assert.deepEqual([book.access(), tried], [HERE, []]);
    await put({ ...elsewhere, password: null });
    assert.deepEqual(book.access(), elsewhere);
  });

  it('is refused with what cannot be, and stays as it was', async () => {
    const { book, put } = begin();
    await put(HERE);
    const tls = { url: 'mqtts://broker.home', password: null };
    assert.equal(await refused(put({ ...HERE, ca: AUTHORITY })), 'ca');
    assert.equal(await refused(put({ ...tls, ca: 'no certificate' })), 'ca');
    assert.equal(await refused(put({ url: 'mqtt://broker.home', password: 'x' })), 'username');
    assert.deepEqual(book.access(), HERE);
    await put({ ...tls, ca: AUTHORITY });
    assert.deepEqual(book.access(), { url: tls.url, ca: AUTHORITY });
  });

  it('is set again in full where the key of its password is gone', async () => {
    const { kept, put } = begin();
    await put(HERE);
    const { book, put: putAgain } = begin({ box: boxOf(2) }, kept.again());
    assert.deepEqual([book.access(), book.state()], [undefined, 'locked']);
    assert.deepEqual(book.view(), {
      source: 'stored',
      url: HERE.url,
      username: 'hub',
      hasPassword: true,
    });
    assert.equal(await refused(putAgain({ url: HERE.url, username: 'hub' })), 'password');
    await putAgain(HERE);
    assert.deepEqual([book.access(), book.state()], [HERE, 'given']);
  });

  it('keeps no password where none can be sealed', async () => {
    const { book, put } = begin({ box: undefined });
    assert.equal(await refused(put(HERE)), 'unavailable');
    await put({ url: HERE.url });
    assert.deepEqual(book.access(), { url: HERE.url });
  });
});

describe('a broker that the settings name', () => {
  const given = { access: { ...HERE, password: 'of the file' }, setting: 'ARIS_MQTT_URL' };

  it('wins over what is kept, and is changed there alone', async () => {
    const { kept, put } = begin();
    await put({ url: 'mqtt://kept.home' });
    const { book, put: putAgain } = begin({ given }, kept.again());
    assert.deepEqual(book.access(), given.access);
    assert.deepEqual(book.view(), {
      source: 'setting',
      url: HERE.url,
      username: 'hub',
      hasPassword: true,
      setting: 'ARIS_MQTT_URL',
    });
    await assert.rejects(putAgain(HERE), /ARIS_MQTT_URL names the broker/);
    const { book: without } = begin({}, kept.again());
    assert.equal(without.access()?.url, 'mqtt://kept.home');
  });
});

describe('a house that is made up', () => {
  it('has no broker, and takes none', async () => {
    const { book, put } = begin({ isVirtual: true });
    assert.deepEqual(book.view(), { source: 'virtual', hasPassword: false });
    assert.equal(await refused(put(HERE)), 'conflict');
    assert.equal(await refused(book.check(HERE)), 'conflict');
    assert.equal(book.state(), 'given');
  });
});

describe('trying a broker', () => {
  it('says in sentences what is wrong, and keeps nothing', async () => {
    const { book, kept, tried } = begin();
    assert.deepEqual(await book.check(HERE), [
      {
        code: 'read_refused',
        message: 'the broker does not let the hub read aris/#: its access list has to allow it',
        topic: 'aris/#',
      },
    ]);
    assert.deepEqual([tried, kept.told, book.state()], [[HERE], [], 'none']);
    const logged = JSON.stringify(kept.log.lines);
    assert.ok(logged.includes('broker.home') && !logged.includes('secret'), logged);
  });

  it('without a name tries that which is set, if there is one', async () => {
    const { book, tried, put } = begin();
    assert.equal(await refused(book.check(undefined)), 'conflict');
    await put(HERE);
    await book.check(undefined);
    assert.deepEqual(tried, [HERE]);
  });

  it('is done one at a time', async () => {
    let answer: () => void = () => undefined;
    const tryBroker: TryBroker = async () => new Promise((resolve) => (answer = () => resolve([])));
    const { book } = begin({ tryBroker });
    const first = book.check(HERE);
    await assert.rejects(book.check(HERE), { code: 'too_many_requests' });
    answer();
    assert.deepEqual(await first, []);
  });

  it('is not done too often', async () => {
    const { book, kept } = begin();
    for (let times = 0; times < LIMITS.brokerChecksPerMinute; times++) await book.check(HERE);
    await assert.rejects(book.check(HERE), (error) => {
      assert.ok(error instanceof HubError);
      assert.deepEqual(
        [error.code, error.context],
        ['too_many_requests', { retryAfterSeconds: 6 }],
      );
      return true;
    });
    kept.clock.advance(6_000);
    await book.check(HERE);
  });
});
