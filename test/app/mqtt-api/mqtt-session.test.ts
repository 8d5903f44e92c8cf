import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import type { MqttSession } from '../../../src/app/mqtt-api/mqtt-session.ts';
import type { Bus } from '../../../src/app/base/ports/bus.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import { createTestApp, type TestApp } from '../../support/app.ts';
import { SMALL_HOUSE } from '../../support/house.ts';
import { doer } from '../../support/doers.ts';
import { settled } from '../../support/settled.ts';

interface Word {
  readonly status: string;
  readonly serial: string;
}

describe('the hub on its bus', () => {
  let app: TestApp;
  let watcher: Bus;
  let heard: string[];
  let link: MqttSession;

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
    ({ mqttSession: link } = app);
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

  const ONLINE = { status: 'online', serial: 'other', instance: 'ff' };
  const statuses = () =>
    about('aris/hub/status').map((line) => JSON.parse(line.slice(line.indexOf(' '))) as Word);
  const wait = async (ms: number) => {
    for (let left = ms; left > 0; left -= 1_000) {
      app.clock.advance(Math.min(left, 1_000));
      await settled();
      await settled();
    }
  };
  /** Another hub, that answers each challenge while it lives. */
  function other(instance: string, serial = 'other') {
    const life = { isAlive: true, challenges: 0 };
    const bus = app.broker.connect();
    bus.start({
      filters: ['aris/hub/challenge'],
      onMessage({ payload }) {
        life.challenges++;
        const { nonce } = JSON.parse(payload.toString()) as { nonce: string };
        const answer = { nonce, instance, serial, version: '1' };
        if (life.isAlive)
          void bus.publish({ topic: 'aris/hub/answer', payload: JSON.stringify(answer) });
      },
      onConnection: () => undefined,
    });
    return life;
  }

  it('commands over a planted word that nobody stands behind, and overwrites it with an event', async () => {
    await retain('aris/hub/status', JSON.stringify(ONLINE));
    await start();
    assert.deepEqual(statuses(), []);
    assert.equal(about('aris/hub/challenge').length, 1);
    await wait(LIMITS.hubAnswerMs);
    assert.equal(link.isStandby(), false);
    assert.deepEqual([statuses().at(-1)?.status, statuses().at(-1)?.serial], ['online', 'own']);
    assert.equal(
      (await app.journal.query({ audit: 'hidden', type: 'hub_word_stale' })).events.length,
      1,
    );
    // Once more, while it commands: it says nothing until then, and goes on.
    heard = [];
    await retain('aris/hub/status', '{"status":"online","serial":"x"}');
    await wait(LIMITS.hubAnswerMs + 1_000);
    assert.equal(statuses().at(-1)?.serial, 'own');
  });

  it('stands by where another answers: it commands nothing, and speaks under its own topic alone', async () => {
    const first = other('00');
    app.controlLoop.start();
    await retain('aris/hub/status', JSON.stringify(ONLINE));
    await start();
    await wait(1_000);
    assert.equal(link.isStandby(), true);
    await app.zoneCommands.command('living', { mode: 'off' }, doer('test'));
    app.messageRouter.accept({
      topic: 'aris/zone/bath/mode/set',
      payload: Buffer.from('off'),
      retained: false,
    });
    await wait(60_000);
    assert.equal(app.zones.get('bath').mode, 'heat');
    assert.ok(first.challenges >= 6);
    const spoken = heard.filter((line) => !/^aris\/hub\/(?:challenge|answer) /.test(line));
    assert.ok(
      spoken.every((line) => line.startsWith('aris/hub/standby/')),
      spoken.join('\n'),
    );
    assert.match(spoken.join(), /"status":"online","serial":"own"/);
    const [fault] = app.faults.list();
    assert.deepEqual([fault?.code, fault?.severity], ['hub_standby', 'critical']);
    const health = await app.ask({ target: '/health' });
    assert.equal(health.json['status'], 'degraded');
    // The connection breaks: its will is under that topic, too.
    heard = [];
    await link.stop();
    await settled();
    assert.ok(
      heard.every((line) => line.startsWith('aris/hub/standby/')),
      heard.join('\n'),
    );
  });

  it('takes over 30 s after the last answer, and no sooner', async () => {
    const first = other('00');
    app.controlLoop.start();
    await retain('aris/hub/status', JSON.stringify(ONLINE));
    await start();
    await wait(25_000);
    first.isAlive = false;
    await wait(LIMITS.hubTakeoverMs - LIMITS.hubChallengeMs);
    assert.equal(link.isStandby(), true);
    await wait(LIMITS.hubChallengeMs * 2);
    assert.equal(link.isStandby(), false);
    assert.equal(statuses().at(-1)?.serial, 'own');
    assert.ok(about('aris/zone/living/state').length > 0);
    await wait(60_000);
    assert.ok(!app.faults.list().some(({ code }) => code.startsWith('hub_')));
  });

  it('names two machines with one serial as such', async () => {
    other('00', 'own');
    app.controlLoop.start();
    await retain('aris/hub/status', '{"status":"online","serial":"own"}');
    await start();
    await wait(61_000);
    assert.match(app.faults.list()[0]?.message ?? '', /machine-id.*cloned card/);
  });

  for (const [instance, isOusted] of [
    ['00', true],
    ['zz', false],
  ] as const)
    it(`that commands ${isOusted ? 'yields to a lower' : 'goes on before a higher'} instance that does too`, async () => {
      await start();
      assert.equal(statuses().at(-1)?.status, 'online');
      other(instance);
      await settled();
      await retain('aris/hub/status', JSON.stringify({ ...ONLINE, instance }));
      await wait(1_000);
      assert.equal(link.isStandby(), isOusted);
      if (!isOusted) assert.equal(statuses().at(-1)?.serial, 'own');
    });

  it('that commands yields to no challenge, and answers it', async () => {
    await start();
    const challenge = { nonce: 'n1', instance: '00' };
    await watcher.publish({ topic: 'aris/hub/challenge', payload: JSON.stringify(challenge) });
    await settled();
    await settled();
    assert.equal(link.isStandby(), false);
    assert.match(about('aris/hub/answer').join(), /"nonce":"n1".*"serial":"own"/);
    // An answer that nobody asked for is nothing.
    const answer = { nonce: 'x', instance: '00', serial: 'other', version: '1' };
    await watcher.publish({ topic: 'aris/hub/answer', payload: JSON.stringify(answer) });
    await settled();
    assert.equal(link.isStandby(), false);
  });

  it('commands at once where no hub is said to be online', async () => {
    await retain('aris/hub/status', '{"status":"offline","serial":"other"}');
    await start();
    assert.equal(statuses().at(-1)?.serial, 'own');
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
      'aris/sensor/s1/state {"sensorId":"s1","online":true,"tempC":21}',
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
    app.takeHouse(house);
    app.clock.advance(LIMITS.stateIntervalMs);
    await settled();
    assert.deepEqual(about('aris/zone/bath/state'), ['aris/zone/bath/state ']);
    heard = [];
    app.takeHouse(house);
    app.clock.advance(LIMITS.stateIntervalMs);
    await settled();
    assert.deepEqual(about('aris/zone/bath/state'), []);
  });

  it('says again who it is, each state and each standing order when the broker is back', async () => {
    await start();
    await app.zoneCommands.command('bath', { mode: 'off' }, doer('test'));
    app.clock.advance(LIMITS.controlSoonMs);
    await settled();
    app.broker.breakConnections();
    heard = [];
    app.broker.restore();
    await settled();
    assert.equal(statuses().at(-1)?.status, 'online');
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
    assert.equal(heard.length, 3);
    assert.match(heard[2] ?? '', /^aris\/hub\/status \{"status":"offline","serial":"own"/);
  });
});
