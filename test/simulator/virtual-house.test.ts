import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { parsePresence, parseTelemetry, type Telemetry } from '../../src/app/messages/telemetry.ts';
import { createTopics } from '../../src/app/messages/topics.ts';
import type { Bus, BusMessage } from '../../src/app/base/ports/bus.ts';
import type { Log } from '../../src/app/base/ports/log.ts';
import { READINGS } from '../../src/domain/equipment/catalogue.ts';
import { devicesOf, type DeviceRef } from '../../src/domain/house.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../src/domain/units.ts';
import { createLocalBroker, type LocalBroker } from '../../src/simulator/local-bus.ts';
import { utcOffsetMs } from '../../src/simulator/utc-offset.ts';
import {
  ALONE_AFTER_MS,
  createVirtualHouse,
  type DeviceFault,
  type VirtualHouse,
  type VirtualHouseOptions,
} from '../../src/simulator/virtual-house.ts';
import { createFakeClock, type FakeClock } from '../support/fake-clock.ts';
import { createSeededRandom } from '../support/seeded-random.ts';
import { settled } from '../support/settled.ts';
import { until } from '../support/until.ts';
import { HOUSE } from './house.ts';

const WINTER_MS = Date.UTC(2026, 0, 20, 9);
const TOPICS = createTopics('aris');
const DEVICES = devicesOf(HOUSE);
const FCU: DeviceRef = { kind: 'fcu', id: 'fcu_3' };

describe('the virtual house', () => {
  let broker: LocalBroker;
  let hub: Bus;
  let clock: FakeClock;
  let virtual: VirtualHouse;
  let warnings: string[];
  let received: BusMessage[];

  function build(options: Partial<VirtualHouseOptions> = {}): VirtualHouse {
    const ignore = () => undefined;
    const log: Log = {
      debug: ignore,
      info: ignore,
      warn: (message, fields) => warnings.push(`${message} ${JSON.stringify(fields)}`),
      error: ignore,
    };
    const bus = broker.connect();
    const random = createSeededRandom();
    return createVirtualHouse({
      house: HOUSE,
      bus,
      topics: TOPICS,
      clock,
      random,
      log,
      ...options,
    });
  }

  const telemetryOf = (device: DeviceRef): Telemetry[] =>
    received
      .filter(({ topic }) => topic === TOPICS.telemetry(device))
      .map(({ payload }) => parseTelemetry(device.kind, new TextDecoder().decode(payload)));
  const latest = (device: DeviceRef) => telemetryOf(device).at(-1);
  const presenceOf = (device: DeviceRef) =>
    received
      .filter(({ topic }) => topic === TOPICS.status(device))
      .map(({ payload }) => parsePresence(new TextDecoder().decode(payload)));

  /** Waits until all that is published now has been delivered: a message of our own comes after it. */
  async function delivered(): Promise<void> {
    const before = received.length;
    await hub.publish({ topic: 'aris/zone/fence/mode/set', payload: `${before}` });
    await until(
      () => received.slice(before).some(({ topic }) => topic.startsWith('aris/zone/fence')),
      'what was published before',
    );
  }

  async function command(device: DeviceRef, message: unknown, retain = false): Promise<void> {
    const payload = typeof message === 'string' ? message : JSON.stringify(message);
    await hub.publish({ topic: TOPICS.command(device), payload, retain });
    await delivered();
  }

  async function startAll(house: VirtualHouse): Promise<void> {
    virtual = house;
    virtual.start();
    await until(() => DEVICES.every((device) => latest(device)), 'a report of every device');
  }

  beforeEach(async () => {
    broker = createLocalBroker();
    clock = createFakeClock(WINTER_MS);
    warnings = [];
    received = [];
    hub = broker.connect();
    hub.start({
      filters: TOPICS.hubFilters,
      onMessage: (message) => received.push(message),
      onConnection: () => undefined,
    });
    await until(() => hub.isConnected(), 'the hub to connect');
  });
  afterEach(async () => {
    await virtual.stop();
    await hub.stop();
  });

  it('says at once that every device is there, and what it measures', async () => {
    await startAll(build());
    for (const device of DEVICES) {
      assert.deepEqual(presenceOf(device), ['online']);
      const fields = Object.keys(latest(device)?.readings ?? {});
      const conditional = ['copInstant', 'lastSanitizationTs', 'filterLastChangedTs'];
      const expected = Object.keys(READINGS[device.kind]);
      assert.deepEqual(
        expected.filter((field) => !fields.includes(field) && !conditional.includes(field)),
        [],
        device.kind,
      );
    }
    const late = broker.connect();
    const retained: BusMessage[] = [];
    late.start({
      filters: TOPICS.hubFilters,
      onMessage: (message) => retained.push(message),
      onConnection: () => undefined,
    });
    await until(() => retained.length === DEVICES.length, 'what is retained');
    assert.ok(retained.every((message) => message.retained && message.topic.endsWith('/status')));
    await late.stop();
  });

  it('reports each device once in a period, spread over it', async () => {
    await startAll(build());
    received.length = 0;
    const reported: number[] = [];
    for (let second = 0; second < 10; second += 1) {
      clock.advance(SECOND_MS);
      await delivered();
      reported.push(received.filter(({ topic }) => topic.endsWith('/telemetry')).length);
    }
    assert.equal(reported.at(-1), DEVICES.length);
    for (const device of DEVICES) assert.equal(telemetryOf(device).length, 1);
    const most = Math.ceil(DEVICES.length / 10) + 1;
    for (const [second, count] of reported.entries()) {
      assert.ok(count - (reported[second - 1] ?? 0) <= most, reported.join(' '));
    }
  });

  it('only says what is valid, over days and seasons', async () => {
    for (const startMs of [WINTER_MS, Date.UTC(2026, 6, 20)]) {
      clock = createFakeClock(startMs);
      received.length = 0;
      await startAll(build({ reportPeriodMs: HOUR_MS }));
      await command(
        { kind: 'dhw', id: 'dhw_main' },
        { commandId: 'c', heat: true, sanitize: true },
      );
      for (let hour = 0; hour < 48; hour += 1) {
        clock.advance(HOUR_MS);
        await delivered();
      }
      for (const device of DEVICES) assert.ok(telemetryOf(device).length >= 48);
      const sources = telemetryOf({ kind: 'hcu', id: 'hcu_main' }).map(({ readings }) => readings);
      for (const { state, copInstant } of sources) {
        assert.equal(copInstant !== undefined, state === 'running');
      }
      assert.ok(sources.some(({ state }) => state === 'running'));
      assert.ok(latest({ kind: 'dhw', id: 'dhw_main' })?.readings['lastSanitizationTs']);
      await virtual.stop();
    }
    assert.deepEqual(warnings, []);
  });

  it('starts in agreement with the hub about the settings', async () => {
    await startAll(build());
    const message = latest(FCU)?.message ?? {};
    assert.deepEqual(
      [message['commandedMode'], message['tempHeatSetC'], message['tempCoolSetC']],
      ['auto', 21, 24],
    );
    const heatsOnly = latest({ kind: 'fcu', id: 'fcu_5' })?.message ?? {};
    assert.deepEqual(
      [heatsOnly['commandedMode'], heatsOnly['tempHeatSetC'], heatsOnly['tempCoolSetC']],
      ['heat', 21, undefined],
    );
  });

  it('carries out a command, and confirms it at once and from then on', async () => {
    await startAll(build());
    assert.equal(latest(FCU)?.message['commandId'], undefined);
    await command(FCU, { commandId: 'c1', mode: 'heat', fanPercent: 70, tempHeatSetC: 27 });
    await until(() => latest(FCU)?.message['commandId'] === 'c1', 'a confirmation');
    clock.advance(20 * MINUTE_MS);
    await delivered();
    const told = latest(FCU);
    assert.deepEqual(
      [told?.readings['mode'], told?.readings['fanPercent'], told?.message['commandId']],
      ['heat', 70, 'c1'],
    );
    await command(FCU, { commandId: 'c2', mode: 'off' });
    await until(() => latest(FCU)?.message['commandId'] === 'c2', 'a confirmation');
    assert.deepEqual(
      [latest(FCU)?.readings['mode'], latest(FCU)?.readings['fanPercent']],
      ['idle', 0],
    );
  });

  // [device, command, the reading that shows it, its value]
  const orders = [
    ['hcu', 'hcu_main', { mode: 'idle' }, 'mode', 'idle'],
    ['hcu', 'hcu_main', { mode: 'cool', supplyTempC: 12 }, 'mode', 'cool'],
    ['dhw', 'dhw_main', { heat: true, targetTempC: 55 }, 'heatingActive', true],
    ['dhw', 'dhw_main', { heat: true, sanitize: true }, 'isSanitizing', true],
    ['dhw', 'dhw_main', { heat: false, recirc: false }, 'recircEnabled', false],
    [
      ...(['dhw', 'dhw_main', { heat: false, targetTempC: 60, backupHeater: true }] as const),
      ...(['backupHeaterActive', true] as const),
    ],
    ['tes', 'tes_main', { mode: 'idle' }, 'mode', 'idle'],
  ] as const;
  for (const [kind, id, order, reading, value] of orders) {
    it(`obeys ${JSON.stringify(order)} to the ${kind}`, async () => {
      await startAll(build());
      await command({ kind, id }, { commandId: 'c', ...order });
      await until(() => latest({ kind, id })?.message['commandId'] === 'c', 'a confirmation');
      clock.advance(10 * MINUTE_MS);
      await delivered();
      assert.equal(latest({ kind, id })?.readings[reading], value);
    });
  }

  const malformed = [
    ['no JSON', FCU, '{'],
    ['a heat pump', { kind: 'heatpump', id: 'hp_1' }, { commandId: 'c', mode: 'heat' }],
    ['too long a message', FCU, { commandId: 'c', mode: 'off', more: 'x'.repeat(16 * 1024) }],
  ] as const;
  for (const [what, device, message] of malformed) {
    it(`ignores a command with ${what}, and says so`, async () => {
      await startAll(build());
      const before = latest(device)?.message;
      await command(device, message);
      assert.equal(warnings.length, 1, warnings.join('\n'));
      assert.deepEqual(latest(device)?.message, before);
    });
  }

  it('ignores a retained command, which would come back at each connection', async () => {
    virtual = build();
    await hub.publish({
      topic: TOPICS.command(FCU),
      payload: JSON.stringify({ commandId: 'c', mode: 'off' }),
      retain: true,
    });
    await startAll(virtual);
    await delivered();
    assert.equal(latest(FCU)?.message['commandedMode'], 'auto');
    assert.equal(warnings.length, 1);
  });

  it('leaves commands to devices of another house alone', async () => {
    await startAll(build());
    await command({ kind: 'fcu', id: 'stranger' }, { commandId: 'c', mode: 'off' });
    assert.deepEqual(warnings, []);
  });

  it('lives faster than the clock where it is told to', async () => {
    await startAll(build({ speed: 360 }));
    await command(FCU, { commandId: 'c', mode: 'heat', tempHeatSetC: 25 });
    clock.advance(4 * MINUTE_MS);
    await delivered();
    const tempC = Number(latest({ kind: 'sensor', id: 'sensor_bedroom' })?.readings['tempC']);
    assert.ok(Math.abs(tempC - 25) < 0.5, `${tempC} °C`);
  });

  it('does not mind a clock that is set, nor a machine that slept for a month', async () => {
    await startAll(build());
    clock.jumpWall(-30 * DAY_MS);
    clock.advance(10 * SECOND_MS);
    await delivered();
    const timers = build({ reportPeriodMs: 365 * DAY_MS });
    await virtual.stop();
    received.length = 0;
    await startAll(timers);
    clock.advance(30 * DAY_MS);
    await command(FCU, { commandId: 'c', mode: 'auto' });
    await until(() => latest(FCU)?.message['commandId'] === 'c', 'a confirmation');
    const tempC = Number(latest(FCU)?.readings['roomTempC']);
    assert.ok(tempC > 20.4 && tempC < 24.6, `${tempC} °C`);
  });

  it('announces itself again after the connection was lost', async () => {
    await startAll(build());
    broker.breakConnections();
    clock.advance(MINUTE_MS);
    received.length = 0;
    broker.restore();
    await until(() => DEVICES.every((device) => latest(device)), 'a report of every device');
    for (const device of DEVICES) assert.equal(presenceOf(device).at(-1), 'online');
  });

  describe('without its hub', () => {
    const HCU: DeviceRef = { kind: 'hcu', id: 'hcu_main' };
    const isObeying = () => latest(HCU)?.message['commandId'] === 'c';
    const hubIs = async (status: string) =>
      hub.publish({ topic: TOPICS.hubStatus, payload: JSON.stringify({ status }), retain: true });

    async function obeying(): Promise<void> {
      await hubIs('online');
      await startAll(build());
      await command(HCU, { commandId: 'c', mode: 'idle' });
      await until(isObeying, 'a confirmation');
    }
    async function pass(ms: number): Promise<void> {
      clock.advance(ms);
      await delivered();
      // What a report of then has shown.
      clock.advance(11 * SECOND_MS);
      await delivered();
    }

    it('does as it was told for a while, then judges for itself', async () => {
      await obeying();
      await hubIs('offline');
      await delivered();
      await pass(ALONE_AFTER_MS - MINUTE_MS);
      assert.ok(isObeying());
      await pass(HOUR_MS);
      assert.ok(!isObeying());
      assert.ok(telemetryOf(HCU).some(({ readings }) => readings['mode'] === 'heat'));
    });

    it('waits for one that is only restarted', async () => {
      await obeying();
      await hubIs('offline');
      await delivered();
      await pass(MINUTE_MS);
      await hubIs('online');
      await delivered();
      await pass(HOUR_MS);
      assert.ok(isObeying());
      assert.equal(latest(HCU)?.readings['mode'], 'idle');
    });

    it('judges for itself where the broker is gone, too', async () => {
      await obeying();
      broker.breakConnections();
      await settled();
      clock.advance(ALONE_AFTER_MS + MINUTE_MS);
      broker.restore();
      await until(() => hub.isConnected(), 'the hub to be back');
      await pass(HOUR_MS);
      assert.ok(!isObeying());
    });

    it('heeds nothing that is no status', async () => {
      await startAll(build());
      await hub.publish({ topic: TOPICS.hubStatus, payload: 'offline' });
      await delivered();
      assert.equal(warnings.length, 1, warnings.join('\n'));
    });
  });

  it('may have devices that are silent, deaf or wrong', async () => {
    const faults: Readonly<Record<string, DeviceFault>> = {
      sensor_bath: { isSilent: true },
      fcu_3: { isDeaf: true },
      sensor_study: { says: { tempC: 85 } },
    };
    virtual = build({ faultOf: ({ id }) => faults[id] });
    virtual.start();
    await until(() => latest({ kind: 'tes', id: 'tes_main' }), 'the last report');
    await command(FCU, { commandId: 'c', mode: 'off' });
    clock.advance(MINUTE_MS);
    await delivered();
    assert.equal(telemetryOf({ kind: 'sensor', id: 'sensor_bath' }).length, 0);
    assert.equal(latest(FCU)?.message['commandId'], undefined);
    const { refused } = latest({ kind: 'sensor', id: 'sensor_study' }) ?? {};
    assert.deepEqual(
      refused?.map(({ field, value }) => [field, value]),
      [['tempC', '85']],
    );
  });

  it('says that every device is offline when it stops, and nothing more', async () => {
    await startAll(build());
    await virtual.stop();
    await delivered();
    for (const device of DEVICES) assert.deepEqual(presenceOf(device), ['online', 'offline']);
    const count = received.length;
    clock.advance(MINUTE_MS);
    await delivered();
    assert.equal(received.length, count + 1);
  });

  it('ends with offline even if it stops while it announces itself', async () => {
    virtual = build();
    virtual.start();
    await until(() => received.length > 0, 'the first message');
    await virtual.stop();
    await delivered();
    for (const device of DEVICES) assert.equal(presenceOf(device).at(-1), 'offline');
  });

  it('makes do with a house of zones alone', async () => {
    const zones = HOUSE.zones.map((zone) => ({ ...zone, terminals: [] }));
    const house = { version: 1, timeZone: 'UTC', zones, fcus: [], heatpumps: [] } as const;
    virtual = build({ house });
    virtual.start();
    const sensor: DeviceRef = { kind: 'sensor', id: 'sensor_bath' };
    await until(() => latest(sensor), 'a report');
  });
});

describe('the offset of a time zone', () => {
  // [zone, instant, hours ahead of UTC]
  const cases = [
    ['UTC', WINTER_MS, 0],
    ['Europe/Berlin', WINTER_MS, 1],
    ['Europe/Berlin', Date.UTC(2026, 6, 1), 2],
    ['America/St_Johns', WINTER_MS, -3.5],
    ['Asia/Kathmandu', WINTER_MS, 5.75],
  ] as const;
  for (const [zone, instantMs, hours] of cases) {
    it(`is ${hours} h in ${zone} on ${new Date(instantMs).toISOString().slice(0, 10)}`, () => {
      assert.equal(utcOffsetMs(zone, instantMs), hours * HOUR_MS);
    });
  }
});
