/** The house on its bus, as the hub joins it: what follows from a word, from a change, and from who commands. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { House } from '../../src/domain/house.ts';
import { LIMITS } from '../../src/domain/limits.ts';
import { createTestApp } from '../support/app.ts';
import { doer } from '../support/doers.ts';
import { SMALL_HOUSE } from '../support/house.ts';
import { settled } from '../support/settled.ts';

const DISCOVERY_MS =
  LIMITS.discoveryDelayMs + LIMITS.discoverySpreadMs + LIMITS.discoveryIntervalMs;

/** A hub on its bus, with what is heard there. */
async function begin(options: Parameters<typeof createTestApp>[0] = {}) {
  const app = createTestApp({ discoveryPrefix: 'homeassistant', ...options });
  const heard: { topic: string; text: string }[] = [];
  const watcher = app.broker.connect();
  watcher.start({
    filters: ['#'],
    onMessage: ({ topic, payload }) => void heard.push({ topic, text: payload.toString() }),
    onConnection: () => undefined,
  });
  const pass = async (ms: number) => {
    for (let left = ms; left > 0; left -= 1_000) {
      app.clock.advance(Math.min(left, 1_000));
      await settled();
    }
  };
  const start = async () => {
    app.mqttSession.start();
    await pass(DISCOVERY_MS);
    heard.length = 0;
  };
  await settled();
  return {
    app,
    watcher,
    start,
    pass,
    about: (part: string) => heard.filter(({ topic }) => topic.includes(part)),
    forget: () => (heard.length = 0),
  };
}

/** Another hub, which commands as long as it lives. */
async function other({ app, watcher }: Awaited<ReturnType<typeof begin>>) {
  const life = { isAlive: true };
  const bus = app.broker.connect();
  bus.start({
    filters: ['aris/hub/challenge'],
    onMessage({ payload }) {
      const { nonce } = JSON.parse(payload.toString()) as { nonce: string };
      const answer = { nonce, instance: '00', serial: 'other', version: '1' };
      if (life.isAlive)
        void bus.publish({ topic: 'aris/hub/answer', payload: JSON.stringify(answer) });
    },
    onConnection: () => undefined,
  });
  const payload = JSON.stringify({ status: 'online', serial: 'other', instance: '00' });
  await watcher.publish({ topic: 'aris/hub/status', payload, retain: true });
  await settled();
  return life;
}

describe('the house on its bus, joined', () => {
  it('answers what is set over MQTT with what then stands, though it stood before', async () => {
    const { watcher, start, pass, about } = await begin();
    await start();
    await watcher.publish({ topic: 'aris/zone/bath/mode/set', payload: 'heat' });
    await pass(2_000);
    assert.equal(about('aris/zone/bath/state').length, 1);
  });

  it('takes nothing that is set over MQTT where the settings say so', async () => {
    const { app, watcher, start, pass } = await begin({ acceptsCommands: false });
    await start();
    await watcher.publish({ topic: 'aris/zone/bath/mode/set', payload: 'off' });
    await pass(2_000);
    assert.equal(app.zones.get('bath').mode, 'heat');
  });

  it('tells Home Assistant of another house, and of its new name', async () => {
    const { app, start, pass, about, forget } = await begin();
    await start();
    const zones = SMALL_HOUSE.zones.map((zone) => ({ ...zone, friendlyName: 'Renamed' }));
    app.takeHouse({ ...SMALL_HOUSE, zones } satisfies House);
    await pass(DISCOVERY_MS);
    assert.ok(about('homeassistant/device/').some(({ text }) => text.includes('Renamed')));
    forget();
    await app.settings.patch({ name: 'The barn' }, doer('usr_1'));
    await pass(DISCOVERY_MS);
    assert.ok(about('homeassistant/device/').some(({ text }) => text.includes('The barn')));
  });

  it('tells Home Assistant nothing where it has no prefix', async () => {
    const { app, pass, about } = await begin({ discoveryPrefix: 'off' });
    app.mqttSession.start();
    await pass(DISCOVERY_MS);
    assert.ok(about('aris/zone/bath/state').length > 0);
    assert.deepEqual(about('homeassistant'), []);
  });

  it('tells states, orders and Home Assistant once it commands, and control looks at once', async () => {
    const rig = await begin();
    const { app, start, pass, about, forget } = rig;
    const life = await other(rig);
    app.controlLoop.start();
    await start();
    await app.zoneCommands.command('bath', { mode: 'off' }, doer('usr_1'));
    await pass(2_000);
    assert.equal(app.mqttSession.isStandby(), true);
    assert.deepEqual([about('/command'), about('homeassistant')], [[], []]);
    life.isAlive = false;
    forget();
    while (app.mqttSession.isStandby()) await pass(1_000);
    assert.ok(about('aris/zone/living/state').length > 0);
    assert.ok(about('aris/fcu/f3/command').some(({ text }) => text.includes('"off"')));
    assert.equal(app.controlLoop.isDue() || about('aris/hub/status').length > 0, true);
    await pass(DISCOVERY_MS);
    assert.ok(about('homeassistant/device/').length > 0);
  });
});
