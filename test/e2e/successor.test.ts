/**
 * A thermometer that has died, and the one that takes its place: the room goes on as it was, with its name, what it is
 * set to, its schedule and its history. On a real Mosquitto, under a clock that the test moves.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { FoundDevicesView } from '../../src/app/found/found-devices-view.ts';
import { parseHouse } from '../../src/app/house/house-file.ts';
import type { HistoryAnswer } from '../../src/app/history/history.ts';
import type { ZoneView } from '../../src/domain/zone-view.ts';
import { LIMITS } from '../../src/domain/limits.ts';
import { MINUTE_MS } from '../../src/domain/units.ts';
import { profilesOf } from '../../src/system/profile-files.ts';
import { bearer, createTestApp, JSON_HEADER, OWNER, type TestApp } from '../support/app.ts';
import { createClockedMosquitto } from '../support/clocked-mosquitto.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { AQARA, TRV, zigbeeDevice } from '../support/found/home.ts';

const START_MS = Date.parse('2026-01-15T10:00:00Z');
const PROFILES = profilesOf('no-such-folder');
const LIVE_MINUTES = 10;
/** Until the profile counts the thermometer as silent, and beyond. */
const DEAD_MINUTES = 100;

const zigbee = (kind: string, id: string, name: string) => ({
  kind,
  id,
  use: 'zigbee2mqtt',
  name,
});
const DOCUMENT = {
  version: 1,
  timeZone: 'Europe/Berlin',
  zones: [
    {
      zoneId: 'attic',
      friendlyName: 'Attic',
      sensors: ['attic_air'],
      terminals: ['attic_valve'],
      supportsHeat: true,
      supportsCool: false,
    },
  ],
  fcus: [{ fcuId: 'attic_valve', friendlyName: 'Attic valve' }],
  heatpumps: [],
  bindings: [
    zigbee('sensor', 'attic_air', 'Old thermometer'),
    zigbee('fcu', 'attic_valve', 'Old valve'),
  ],
};
const ENTRIES = [{ days: ['mon', 'sun'], at: '06:30', tempHeatSetC: 20.5 }];

describe('the successor of a device that has died', () => {
  const clock = createFakeClock(START_MS);
  let broker: Awaited<ReturnType<typeof createClockedMosquitto>>;
  let app: TestApp;
  let devices: ReturnType<typeof broker.connect>;
  let token: string;
  const cancels: (() => void)[] = [];

  before(async () => {
    broker = await createClockedMosquitto(clock);
    const parsed = parseHouse(JSON.stringify(DOCUMENT), 'aris', PROFILES);
    assert.ok('house' in parsed, JSON.stringify(parsed));
    app = createTestApp({
      clock,
      house: parsed.house,
      houseSource: { profiles: PROFILES, read: () => JSON.stringify(DOCUMENT) },
      broker: {
        connect: () => broker.connect(),
        breakConnections: () => undefined,
        restore: () => undefined,
      },
    });
    await app.houseBook.open();
    ({ token } = await app.tokens.create(OWNER, {
      name: 'owner',
      permissions: ['settings:full', 'zones:full'],
    }));
    devices = broker.connect();
    devices.start({ filters: [], onMessage: () => undefined, onConnection: () => undefined });
    app.mqttSession.start();
    cancels.push(
      app.controlLoop.start(),
      app.history.start(),
      clock.every(MINUTE_MS, () => app.sweep()),
    );
    await broker.connected();
    await broker.delivered();
  });
  after(async () => {
    for (const cancel of cancels) cancel();
    await app.foundDevices.stop();
    await app.mqttSession.stop();
    await devices.stop();
    await broker.stop();
  });

  const say = async (name: string, payload: object | string) =>
    devices.publish({
      topic: `zigbee2mqtt/${name}`,
      payload: JSON.stringify(payload),
      retain: true,
    });
  async function live(minutes: number, saying: () => Promise<void> = () => Promise.resolve()) {
    for (let minute = 0; minute < minutes; minute++) {
      await saying();
      await broker.delivered();
      clock.advance(MINUTE_MS);
      await broker.delivered();
    }
  }
  async function ask<T>(method: string, target: string, body?: unknown): Promise<T> {
    const answer = await app.ask({
      method,
      target,
      headers: [bearer(token), JSON_HEADER],
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    assert.equal(answer.status, 200, answer.text);
    return answer.json as T;
  }
  const zone = async () => (await ask<{ zone: ZoneView }>('GET', '/api/zones/attic')).zone;
  const temps = async () => {
    const { points } = await ask<HistoryAnswer>('GET', '/api/zones/attic/history?hours=4');
    return points.flatMap(({ tempC }) => (typeof tempC === 'number' ? [tempC] : []));
  };
  async function look(): Promise<FoundDevicesView> {
    await app.foundDevices.look();
    await broker.connected();
    await broker.delivered();
    clock.advance(LIMITS.foundSoonMs);
    await broker.delivered();
    return ask<FoundDevicesView>('GET', '/api/found-devices');
  }
  const successors = ({ foundDevices }: FoundDevicesView) =>
    foundDevices.flatMap(({ name, becomes }) =>
      becomes.flatMap(({ replaces = [] }) => replaces.map((one) => ({ name, ...one }))),
    );

  it('takes its place, and the room goes on with all that it had', async () => {
    await say('bridge/state', { state: 'online' });
    await say('bridge/devices', [
      zigbeeDevice('Old thermometer', '0x1', AQARA),
      zigbeeDevice('Old valve', '0x2', TRV),
      zigbeeDevice('Attic thermometer', '0x3', AQARA),
      zigbeeDevice('Attic new valve', '0x4', TRV),
    ]);
    for (const name of ['Old thermometer', 'Old valve'])
      await say(`${name}/availability`, { state: 'online' });
    await ask('PUT', '/api/zones/attic/schedule', { entries: ENTRIES });
    await ask('POST', '/api/zones/attic/command', { tempHeatSetC: 21.5, durationMinutes: 600 });
    await live(LIVE_MINUTES, async () => {
      await say('Old thermometer', { temperature: 20.1, humidity: 40 });
      await say('Old valve', { local_temperature: 22, occupied_heating_setpoint: 21.5 });
    });
    assert.deepEqual(successors(await look()), []);
    const before = await temps();
    assert.ok(before.length >= LIVE_MINUTES - 2, `${before.length} points`);

    // Both die: nobody says so.
    await live(DEAD_MINUTES);
    assert.equal((await zone()).tempC, undefined);
    const view = await look();
    assert.deepEqual(
      successors(view).map(({ name, kind, id, near, code }) => [name, kind, id, near, code]),
      [
        ['Attic thermometer', 'sensor', 'attic_air', 'name', 'device_offline'],
        ['Attic new valve', 'fcu', 'attic_valve', 'name', 'device_offline'],
      ],
    );
    assert.deepEqual(
      view.unmeasuredZones.map(({ zoneId, code, near }) => [zoneId, code, near.length]),
      [['attic', 'temperature_unknown', 2]],
    );

    const house = await ask<typeof DOCUMENT>('GET', '/api/house');
    const bindings = house.bindings.map((old) => {
      const next = successors(view).find(({ kind, id }) => kind === old.kind && id === old.id);
      return next?.binding ?? assert.fail(old.id);
    });
    await ask('PUT', '/api/house', { ...house, bindings });
    await live(LIVE_MINUTES, async () => {
      for (const name of ['Attic thermometer', 'Attic new valve'])
        await say(`${name}/availability`, { state: 'online' });
      await say('Attic thermometer', { temperature: 20.4, humidity: 41 });
      await say('Attic new valve', { local_temperature: 22, occupied_heating_setpoint: 21.5 });
    });

    const { zoneId, friendlyName, tempC, tempHeatSetC } = await zone();
    assert.deepEqual([zoneId, friendlyName, tempC, tempHeatSetC], ['attic', 'Attic', 20.4, 21.5]);
    const { entries } = await ask<{ entries: unknown }>('GET', '/api/zones/attic/schedule');
    assert.deepEqual(entries, ENTRIES);
    const all = await temps();
    assert.deepEqual(all.slice(0, before.length), before, 'what was measured before is there');
    assert.equal(all.at(-1), 20.4);
    assert.deepEqual([...new Set(all)], [20.1, 20.4]);
    assert.ok(all.length >= before.length + LIVE_MINUTES - 2, `${all.length} points`);
    assert.deepEqual(successors(await look()), []);
    assert.deepEqual((await look()).unmeasuredZones, []);
  });
});
