import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Bus } from '../../../src/app/base/ports/bus.ts';
import type { House } from '../../../src/domain/house.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import { createLocalBroker } from '../../../src/simulator/local-bus.ts';
import { createTestApp } from '../../support/app.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { SMALL_HOUSE } from '../../support/house.ts';
import { createHomeAssistant } from '../../support/home-assistant/home-assistant.ts';
import { createMemoryTexts } from '../../support/memory-texts.ts';
import { doer } from '../../support/doers.ts';
import { settled } from '../../support/settled.ts';

const LONGEST_MS = LIMITS.discoveryDelayMs + LIMITS.discoverySpreadMs;
const LIVING = 'aris_own_zone_living';
const BATH = 'aris_own_zone_bath';
const { zones } = SMALL_HOUSE;

async function createRig(options: Parameters<typeof createTestApp>[0] = {}) {
  const { broker = createLocalBroker(), clock = createFakeClock(Date.UTC(2026, 0, 15, 10)) } =
    options;
  const ha = createHomeAssistant();
  const heard: { topic: string; payload: string; atMs: number }[] = [];
  const bus: Bus = broker.connect();
  bus.start({
    filters: ['#'],
    onMessage({ topic, payload }) {
      const message = { topic, payload: Buffer.from(payload).toString() };
      heard.push({ ...message, atMs: clock.monotonicMs() });
      ha.hear(message);
    },
    onConnection: () => undefined,
  });
  await settled();
  const app = createTestApp({ discoveryPrefix: 'homeassistant', ...options, broker, clock });
  const publish = app.bus.publish.bind(app.bus);
  /** What the hub itself has sent, apart from what the broker had kept. */
  const published: { topic: string; atMs: number }[] = [];
  app.bus.publish = async (publication) => {
    published.push({ topic: publication.topic, atMs: clock.monotonicMs() });
    return publish(publication);
  };
  const advance = async (ms: number) => {
    clock.advance(ms);
    await settled();
  };
  async function start(): Promise<void> {
    app.mqttSession.start();
    await settled();
    await advance(LIMITS.discoveryDelayMs);
  }
  return {
    app,
    ha,
    heard,
    published,
    clock,
    broker,
    advance,
    start,
    bus,
    configs: () => heard.filter(({ topic }) => topic.startsWith('homeassistant/device/')),
    send: async (topic: string, payload: string, retain = false) => {
      await bus.publish({ topic, payload, retain });
      await settled();
    },
    takeHouse: async (house: House) => {
      app.takeHouse(house);
      await settled();
    },
  };
}

describe('discovery', () => {
  it('tells of the program of a device once that is known, and of where the page is', async () => {
    const answers: ((pageUrl: string | undefined) => void)[] = [];
    const findPageUrl = async () =>
      new Promise<string | undefined>((resolve) => answers.push(resolve));
    const { app, ha, configs, start, advance, broker } = await createRig({ findPageUrl });
    await start();
    const deviceOf = (object: string) => ha.devices.get(`aris_own_${object}`)?.description.device;
    assert.equal(deviceOf('hub')?.configuration_url, undefined);
    const before = configs().length;
    app.report('heatpump', 'hp_1', { firmwareVersion: 'v2.4.1' });
    await advance(LIMITS.discoveryIntervalMs);
    assert.deepEqual(
      [deviceOf('heatpump_hp_1')?.sw_version, configs().length - before],
      ['v2.4.1', 1],
    );
    // The network came after the hub, and with it the broker.
    answers[0]?.(undefined);
    broker.breakConnections();
    broker.restore();
    await settled();
    await advance(LIMITS.discoveryIntervalMs);
    assert.equal(deviceOf('zone_living')?.configuration_url, undefined);
    answers[1]?.('http://aris.local');
    await settled();
    await advance(LIMITS.discoveryIntervalMs);
    assert.equal(deviceOf('zone_living')?.configuration_url, 'http://aris.local/zones/living');
  });

  it('tells each device once, retained, and nothing that Home Assistant would warn of', async () => {
    const { app, ha, configs, start, bus, broker } = await createRig();
    await start();
    // Hub, two zones, two sensors, three fan coils, HCU, heat pump, hot water, buffer.
    assert.equal(ha.devices.size, 12);
    assert.equal(configs().length, 12);
    assert.deepEqual(ha.warnings, []);
    await bus.stop();
    const late = createHomeAssistant();
    broker.connect().start({
      filters: ['#'],
      onMessage: ({ topic, payload }) =>
        late.hear({ topic, payload: Buffer.from(payload).toString() }),
      onConnection: () => undefined,
    });
    await settled();
    assert.equal(late.devices.size, 12);
    assert.equal(late.entity(LIVING, 'climate').isAvailable(), true);
    await app.mqttSession.stop();
    await settled();
    assert.equal(late.entity(LIVING, 'climate').isAvailable(), false);
    assert.equal(late.entity('aris_own_hub', 'online').isAvailable(), true);
    assert.equal(late.entity('aris_own_hub', 'online').shown['state'], false);
  });

  it('tells all again, then all states, when Home Assistant has started: soon, and not at once', async () => {
    const { ha, heard, configs, start, advance, send } = await createRig();
    await start();
    heard.length = 0;
    await send('homeassistant/status', 'online');
    await advance(LIMITS.discoveryDelayMs - 1);
    assert.deepEqual(configs(), []);
    await advance(LONGEST_MS + LIMITS.discoveryIntervalMs);
    assert.equal(configs().length, 12);
    const places = heard.map(({ topic }) => topic);
    assert.ok(
      places.lastIndexOf('aris/zone/living/state') >
        places.lastIndexOf(configs().at(-1)?.topic ?? ''),
    );
    assert.deepEqual(ha.warnings, []);
  });

  it('never tells twice within its interval, however often it is asked', async () => {
    const { published, start, advance, send, broker } = await createRig();
    await start();
    for (let i = 0; i < 5; i++) {
      await send('homeassistant/status', 'online');
      broker.breakConnections();
      broker.restore();
      await settled();
      await advance(3_000);
    }
    await advance(LIMITS.discoveryIntervalMs);
    const times = published
      .filter(({ topic }) => topic === `homeassistant/device/${LIVING}/config`)
      .map(({ atMs }) => atMs);
    const gaps = times.slice(1).map((atMs, i) => atMs - (times[i] ?? 0));
    assert.ok(gaps.length > 0);
    assert.ok(
      gaps.every((gap) => gap >= LIMITS.discoveryIntervalMs),
      gaps.join(),
    );
  });

  it('is not moved by a retained birth, a goodbye, or anything else there', async () => {
    const { heard, configs, start, advance, send } = await createRig();
    await send('homeassistant/status', 'online', true);
    await start();
    heard.length = 0;
    await send('homeassistant/status', 'offline');
    await send('homeassistant/status', '');
    await advance(LONGEST_MS + LIMITS.discoveryIntervalMs);
    assert.deepEqual(configs(), []);
  });

  it('tells of a new name, and of nothing else', async () => {
    const { app, ha, heard, configs, start, advance } = await createRig();
    await start();
    heard.length = 0;
    await app.settings.patch({ name: 'Cabin' }, doer('test'));
    await advance(LONGEST_MS + LIMITS.discoveryIntervalMs);
    assert.deepEqual(
      configs().map(({ topic }) => topic),
      ['homeassistant/device/aris_own_hub/config'],
    );
    assert.equal(ha.devices.get('aris_own_hub')?.description.device.name, 'Cabin');
    heard.length = 0;
    await app.settings.patch({ awayHeatSetC: 16 }, doer('test'));
    await advance(LONGEST_MS + LIMITS.discoveryIntervalMs);
    assert.deepEqual(configs(), []);
  });

  it('gives ids without the room twice, which stay though a room is renamed', async () => {
    const { ha, start, advance, takeHouse } = await createRig();
    await start();
    const ids = () => [...ha.entityIds.values()];
    for (const id of ['climate.living_room', 'sensor.living_room_temperature', 'select.aris_mode'])
      assert.ok(ids().includes(id), `${id} of ${ids().join()}`);
    const [living, bath] = zones;
    assert.ok(living && bath);
    const before = ids();
    await takeHouse({ ...SMALL_HOUSE, zones: [{ ...living, friendlyName: 'Büro' }, bath] });
    await advance(LONGEST_MS + LIMITS.discoveryIntervalMs);
    assert.equal(ha.devices.get(LIVING)?.description.device.name, 'Büro');
    assert.deepEqual(ids(), before);
    const attic = {
      ...bath,
      zoneId: 'attic',
      friendlyName: 'St. Gällen',
      sensors: [],
      terminals: [],
    };
    await takeHouse({ ...SMALL_HOUSE, zones: [living, bath, attic] });
    await advance(LONGEST_MS + LIMITS.discoveryIntervalMs);
    assert.equal(ha.entityIds.get('aris_own_zone_attic_climate'), 'climate.st_gallen');
    assert.deepEqual(ha.warnings, []);
  });

  describe('takes back what is no more', () => {
    it('a zone: its device and its states', async () => {
      const { ha, heard, start, advance, takeHouse } = await createRig();
      await start();
      assert.ok(ha.devices.has(BATH));
      heard.length = 0;
      await takeHouse({ ...SMALL_HOUSE, zones: zones.slice(0, 1) });
      await advance(LIMITS.discoveryIntervalMs);
      assert.ok(!ha.devices.has(BATH));
      const emptied = heard.filter(({ payload }) => payload === '').map(({ topic }) => topic);
      for (const topic of ['state', 'climate'].map((leaf) => `aris/zone/bath/${leaf}`))
        assert.ok(emptied.includes(topic), topic);
      assert.deepEqual(ha.warnings, []);
    });

    it('a device that went while the hub was off, and its states', async () => {
      const [texts, broker] = [createMemoryTexts(), createLocalBroker()];
      const first = await createRig({ texts, broker });
      await first.start();
      assert.ok(first.ha.devices.has('aris_own_tes_tes_main'));
      await first.app.mqttSession.stop();
      const { tes, ...house } = SMALL_HOUSE;
      assert.ok(tes);
      const second = await createRig({ texts, broker, house });
      await second.start();
      for (const { ha } of [first, second]) assert.ok(!ha.devices.has('aris_own_tes_tes_main'));
      assert.ok(
        second.heard.some((one) => one.topic === 'aris/tes/tes_main/state' && one.payload === ''),
      );
      assert.equal(second.ha.devices.size, 11);
    });

    it('an entity of a device that stays, in two steps', async () => {
      const [texts, broker] = [createMemoryTexts(), createLocalBroker()];
      const first = await createRig({ texts, broker });
      await first.start();
      assert.ok(first.ha.devices.get(LIVING)?.entities.has('resume_schedule'));
      await first.app.mqttSession.stop();
      const second = await createRig({ texts, broker, acceptsCommands: false });
      await second.start();
      // The sensor that stood behind the control comes once the control is gone.
      const [one] = second
        .configs()
        .filter(({ topic }) => topic.includes(LIVING))
        .slice(-1);
      const { components } = JSON.parse(one?.payload ?? '') as { components: object };
      assert.deepEqual((components as Record<string, object>)['resume_schedule'], {
        platform: 'button',
      });
      assert.ok(!second.ha.devices.get(LIVING)?.entities.has('resume_schedule'));
      await second.advance(LIMITS.discoveryIntervalMs);
      const { description, entities } = second.ha.devices.get(LIVING) ?? {};
      assert.ok(description && entities);
      assert.ok(!('resume_schedule' in description.components));
      assert.equal(second.ha.entity('aris_own_hub', 'mode').config.platform, 'sensor');
      assert.deepEqual(second.ha.warnings, []);
      second.heard.length = 0;
      await second.advance(10 * LIMITS.discoveryIntervalMs);
      assert.deepEqual(second.configs(), []);
    });

    it('all of it, where discovery is turned off or moved', async () => {
      const [texts, broker] = [createMemoryTexts(), createLocalBroker()];
      const first = await createRig({ texts, broker });
      await first.start();
      await first.app.mqttSession.stop();
      const second = await createRig({ texts, broker, discoveryPrefix: undefined });
      await second.start();
      assert.equal(second.ha.devices.size, 0);
      assert.equal(first.ha.devices.size, 0);
      await second.app.mqttSession.stop();
      // What everybody reads is still there.
      assert.ok(
        second.heard.some(
          ({ topic, payload }) => topic === 'aris/zone/bath/state' && payload !== '',
        ),
      );
      const third = await createRig({ texts, broker });
      await third.start();
      assert.equal(third.ha.devices.size, 12);
    });

    it('also where the broker was away when it went', async () => {
      const { ha, start, advance, takeHouse, broker } = await createRig();
      await start();
      broker.breakConnections();
      await takeHouse({ ...SMALL_HOUSE, zones: zones.slice(0, 1) });
      await advance(LONGEST_MS);
      broker.restore();
      await settled();
      await advance(LIMITS.discoveryIntervalMs);
      assert.ok(!ha.devices.has(BATH));
    });
  });

  it('is whole after a broker that went away in the middle of it', async () => {
    const { app, ha, broker, advance } = await createRig();
    app.mqttSession.start();
    await settled();
    const publish = app.bus.publish.bind(app.bus);
    let sent = 0;
    app.bus.publish = async (publication) => {
      if (publication.topic.startsWith('homeassistant/') && ++sent === 5) broker.breakConnections();
      return publish(publication);
    };
    await advance(LIMITS.discoveryDelayMs);
    assert.ok(ha.devices.size < 12);
    broker.restore();
    await settled();
    await advance(LIMITS.discoveryIntervalMs);
    assert.equal(ha.devices.size, 12);
    assert.deepEqual(ha.warnings, []);
  });

  it('goes on where the disk is full', async () => {
    const texts = createMemoryTexts();
    const { app, ha, start } = await createRig({ texts });
    texts.isFull = true;
    await start();
    assert.equal(ha.devices.size, 12);
    assert.ok(app.log.lines.some(({ message }) => message === 'what was announced is not kept'));
  });

  it('wears no card: what it remembers is written when it is another', async () => {
    const texts = createMemoryTexts();
    let writes = 0;
    const counted = {
      ...texts,
      write: async (changes: Parameters<typeof texts.write>[0]) => {
        writes++;
        return texts.write(changes);
      },
    };
    const { start, advance, send } = await createRig({ texts: counted });
    await start();
    const before = writes;
    assert.ok(before > 0);
    for (let i = 0; i < 3; i++) {
      await send('homeassistant/status', 'online');
      await advance(LONGEST_MS + LIMITS.discoveryIntervalMs);
    }
    assert.equal(writes, before);
  });
});
