import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import type { HubLink } from '../../../src/app/house/hub-link.ts';
import type { Bus } from '../../../src/app/ports.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import { createTestApp, type TestApp } from '../../support/app.ts';
import { SMALL_HOUSE } from '../../support/house.ts';

const settled = async () => new Promise<void>((resolve) => setImmediate(resolve));

describe('the hub on its bus', () => {
  let app: TestApp;
  let watcher: Bus;
  let heard: string[];
  let rivals: string[];
  let link: HubLink;

  beforeEach(async () => {
    app = createTestApp();
    heard = [];
    watcher = app.broker.connect();
    watcher.start({
      filters: ['aris/#'],
      onMessage: ({ topic, payload }) =>
        void heard.push(`${topic} ${Buffer.from(payload).toString()}`),
      onConnection: () => undefined,
    });
    await settled();
    ({ link, rivals } = app);
  });

  const retain = async (topic: string, payload: string) =>
    watcher.publish({ topic, payload, retain: true });

  async function start(): Promise<void> {
    await settled();
    heard = [];
    link.start();
    await settled();
  }

  const about = (topic: string) => heard.filter((line) => line.startsWith(`${topic} `));

  it('says nothing at all, to its very end, where another hub is online', async () => {
    await retain('aris/hub/status', '{"status":"online","serial":"other"}');
    await start();
    assert.match(rivals.join(), /^the hub other is in charge of aris/);
    // Whatever is asked of it until it has stopped stays its own affair.
    await app.zones.command('living', { mode: 'off' }, 'test');
    app.clock.advance(LIMITS.stateIntervalMs);
    await link.stop();
    await settled();
    assert.deepEqual(heard, []);
  });

  it('is in charge where the status is its own, or of one that is offline, or no status', async () => {
    const words = [
      '{"status":"online","serial":"own"}',
      '{"status":"offline","serial":"other"}',
      'hello',
    ];
    await start();
    for (const word of words) {
      await retain('aris/hub/status', word);
      await settled();
      app.broker.breakConnections();
      heard = [];
      app.broker.restore();
      await settled();
      assert.deepEqual(rivals, []);
      const last = about('aris/hub/status').at(-1);
      assert.equal(last, 'aris/hub/status {"status":"online","serial":"own"}');
    }
  });

  it('is not sent away by the status of another that comes after its own', async () => {
    await start();
    await watcher.publish({
      topic: 'aris/hub/status',
      payload: '{"status":"online","serial":"late"}',
    });
    await settled();
    assert.deepEqual(rivals, []);
    assert.equal(app.bus.isConnected(), true);
  });

  it('tells a zone at most once a second, with what then is so', async () => {
    await start();
    heard = [];
    for (const tempC of [20, 20.5, 21]) app.report('sensor', 's1', { tempC });
    await settled();
    assert.deepEqual(heard, []);
    app.clock.advance(LIMITS.stateIntervalMs);
    await settled();
    assert.equal(heard.length, 2);
    assert.match(
      about('aris/zone/living/state').join(),
      /^aris\/zone\/living\/state .*"tempC":21,/,
    );
    assert.deepEqual(about('aris/sensor/s1/state'), [
      'aris/sensor/s1/state {"sensorId":"s1","tempC":21}',
    ]);
  });

  it('does not tell a state that is as it was', async () => {
    await start();
    app.report('sensor', 's1', { tempC: 20 });
    app.clock.advance(LIMITS.stateIntervalMs);
    await settled();
    heard = [];
    app.report('sensor', 's1', { tempC: 20.01 });
    app.clock.advance(LIMITS.stateIntervalMs);
    await settled();
    assert.deepEqual(heard, []);
  });

  it('takes back the state of a zone that is no more', async () => {
    await start();
    heard = [];
    const house = { ...SMALL_HOUSE, zones: SMALL_HOUSE.zones.slice(0, 1) };
    app.zones.setHouse(house);
    app.clock.advance(LIMITS.stateIntervalMs);
    await settled();
    assert.deepEqual(about('aris/zone/bath/state'), ['aris/zone/bath/state ']);
    heard = [];
    app.zones.setHouse(house);
    app.clock.advance(LIMITS.stateIntervalMs);
    await settled();
    assert.deepEqual(heard, []);
  });

  it('says again who it is, each state and each standing order when the broker is back', async () => {
    await start();
    await app.zones.command('bath', { mode: 'off' }, 'test');
    app.clock.advance(LIMITS.controlSoonMs);
    await settled();
    app.broker.breakConnections();
    heard = [];
    app.broker.restore();
    await settled();
    assert.equal(
      about('aris/hub/status').at(-1),
      'aris/hub/status {"status":"online","serial":"own"}',
    );
    assert.match(about('aris/zone/bath/state').at(-1) ?? '', /"mode":"off"/);
    assert.equal(about('aris/zone/living/state').length > 0, true);
    assert.match(about('aris/fcu/f3/command').at(-1) ?? '', /"mode":"off"/);
    // Of a zone that nobody has asked anything of, nor reported from, nothing is known yet.
    assert.deepEqual(about('aris/fcu/f1/command'), []);
  });

  it('says at a stop what it has not told yet, then that it is offline', async () => {
    await start();
    heard = [];
    app.report('sensor', 's1', { tempC: 18 });
    await link.stop();
    await settled();
    assert.match(heard[0] ?? '', /^aris\/zone\/living\/state .*"tempC":18,/);
    assert.match(heard[1] ?? '', /^aris\/sensor\/s1\/state .*"tempC":18/);
    assert.deepEqual(heard.slice(2), ['aris/hub/status {"status":"offline","serial":"own"}']);
  });
});
