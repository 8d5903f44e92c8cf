/** What is found on a broker: from what devices say there to what each would become, and what it says now. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, it } from 'node:test';
import type { FaultView } from '../../../src/app/faults/faults.ts';
import { createFoundDevices, type FoundDevices } from '../../../src/app/found/found-devices.ts';
import type { FoundDeviceView } from '../../../src/app/found/views.ts';
import { createCurrentHouse } from '../../../src/app/house/current-house.ts';
import { parseHouse } from '../../../src/app/house/house-file.ts';
import type { ProfileTexts } from '../../../src/app/house/profile.ts';
import { createTopics } from '../../../src/app/messages/topics.ts';
import type { Bus, Publication } from '../../../src/app/base/ports/bus.ts';
import type { House } from '../../../src/domain/house.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import { SECOND_MS } from '../../../src/domain/units.ts';
import { createLocalBroker } from '../../../src/simulator/local-bus.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import {
  AQARA,
  PLUG,
  SHELLY_STATUS,
  TASMOTA_CONFIG,
  TASMOTA_SENSORS,
  TRV,
  ZIGBEE_LIST,
  zigbeeDevice,
} from '../../support/found/home.ts';
import { SMALL_HOUSE } from '../../support/house.ts';
import { createMemoryLog } from '../../support/log.ts';
import { settled } from '../../support/settled.ts';

const FOLDER = join(import.meta.dirname, '..', '..', '..', 'src', 'profiles');
const PROFILES: ProfileTexts = {
  names: () =>
    readdirSync(FOLDER)
      .filter((file) => file.endsWith('.json'))
      .map((file) => file.slice(0, -'.json'.length)),
  read(name) {
    try {
      return readFileSync(join(FOLDER, `${name}.json`), 'utf8');
    } catch {
      return undefined;
    }
  },
};

const started: FoundDevices[] = [];

async function openRig({
  house = SMALL_HOUSE,
  faults = [],
  connect,
}: { house?: House; faults?: FaultView[]; connect?: () => Promise<Bus> } = {}) {
  const broker = createLocalBroker();
  const clock = createFakeClock();
  const log = createMemoryLog();
  const holder = createCurrentHouse(house);
  let connections = 0;
  let releases = 0;
  let isSparing = false;
  const found = createFoundDevices({
    house: holder,
    faults: { list: () => faults },
    topics: createTopics('aris'),
    mqttBase: 'aris',
    discoveryPrefix: 'homeassistant',
    profiles: () => PROFILES,
    connect:
      connect ??
      (() => {
        connections++;
        return Promise.resolve(broker.connect());
      }),
    spare: () => {
      isSparing = true;
    },
    release: () => {
      releases++;
      isSparing = false;
    },
    clock,
    log,
  });
  started.push(found);
  const devices = broker.connect();
  devices.start({ filters: [], onMessage: () => undefined, onConnection: () => undefined });
  await settled();
  const say = async (topic: string, payload: unknown, more: Partial<Publication> = {}) =>
    devices.publish({
      topic,
      payload: typeof payload === 'string' ? payload : JSON.stringify(payload),
      retain: true,
      ...more,
    });
  /** What is found once all that was said is worked out. */
  async function look() {
    await found.look();
    await settled();
    clock.advance(LIMITS.foundSoonMs);
    await settled();
    return found.look();
  }
  const named = async (name: string): Promise<FoundDeviceView> => {
    const { foundDevices } = await look();
    return (
      foundDevices.find((one) => one.name === name) ?? assert.fail(JSON.stringify(foundDevices))
    );
  };
  const names = async () => (await look()).foundDevices.map(({ name }) => name);
  return {
    broker,
    clock,
    log,
    holder,
    found,
    say,
    look,
    named,
    names,
    connections: () => connections,
    releases: () => releases,
    isSparing: () => isSparing,
  };
}

/** The house with what a person pastes into it, as its file would be read. */
function withPiece(house: House, piece: FoundDeviceView['house'] = {}): House {
  const lists = Object.entries(piece).map(([name, value]) => {
    const before = (house as unknown as Record<string, unknown>)[name];
    return [
      name,
      Array.isArray(value) ? [...((before ?? []) as unknown[]), ...(value as unknown[])] : value,
    ];
  });
  const whole = { ...house, ...(Object.fromEntries(lists) as object) };
  const result = parseHouse(JSON.stringify(whole), 'aris', PROFILES);
  assert.ok('house' in result, JSON.stringify(result));
  return result.house;
}
const withoutPlant = (): House => {
  const { version, timeZone, zones, fcus } = SMALL_HOUSE;
  return { version, timeZone, zones, fcus, heatpumps: [] };
};

const valuesOf = ({ becomes }: FoundDeviceView) =>
  becomes.map(({ kind, values }) => [
    kind,
    Object.fromEntries(values.map(({ field, value }) => [field, value])),
  ]);

describe('found devices', () => {
  afterEach(async () => {
    await Promise.all(started.splice(0).map(async (one) => one.stop()));
  });

  it('are those of a real home, with what each says and what would add it', async () => {
    const { say, look } = await openRig({ house: withoutPlant() });
    await say('zigbee2mqtt/bridge/devices', ZIGBEE_LIST);
    await say('zigbee2mqtt/Bedroom', { temperature: 20.5, humidity: 41 });
    await say('shellyplus1-a8032abe54dc/online', 'true');
    await say('shellyplus1-a8032abe54dc/status/switch:0', { id: 0, output: true });
    await say('panasonic_heat_pump/main/Heatpump_State', '1');
    await say('panasonic_heat_pump/main/Main_Outlet_Temp', '34.5');
    await say('panasonic_heat_pump/main/DHW_Temp', '48');
    await say('panasonic_heat_pump/main/Buffer_Temp', '-78');
    await say('site/ems-esp/boiler_data', { curflowtemp: 33.1, hpactivity: 'heating' });
    await say('tasmota/discovery/A4CF12A1B2C3/config', TASMOTA_CONFIG);
    await say('tasmota/discovery/A4CF12A1B2C3/sensors', TASMOTA_SENSORS);
    const { foundDevices, listening, metadata } = await look();
    assert.equal(listening.state, 'listening');
    assert.equal(metadata.count, foundDevices.length);
    assert.deepEqual(
      foundDevices.map(({ name, becomes }) => [name, becomes.map(({ kind }) => kind).join()]),
      [
        ['HeishaMon', 'hcu,dhw'],
        ['EMS-ESP', 'hcu,heatpump'],
        ['Living room', 'sensor'],
        ['Bedroom', 'sensor'],
        ['Küche', 'sensor'],
        ['Outside north', 'sensor'],
        ['Boiler room', 'fcu,fcu,sensor,sensor,meter'],
        ['shellyplus1-a8032abe54dc', 'fcu'],
      ],
    );
    let house = withoutPlant();
    for (const one of foundDevices.filter(({ name }) => name !== 'EMS-ESP'))
      house = withPiece(house, one.house);
    assert.equal(house.zones.length, SMALL_HOUSE.zones.length + 5);
    assert.deepEqual(house.outdoorSensors, ['outside_north']);
    const byName = (name: string) =>
      foundDevices.find((one) => one.name === name) ?? assert.fail(name);
    assert.deepEqual(valuesOf(byName('Bedroom')), [['sensor', { tempC: 20.5, rhPercent: 41 }]]);
    assert.deepEqual(valuesOf(byName('shellyplus1-a8032abe54dc')), [['fcu', { on: true }]]);
    const [hcu, dhw] = valuesOf(byName('HeishaMon'));
    assert.equal((hcu?.[1] as Record<string, unknown>)['supplyTempC'], 34.5);
    assert.equal((dhw?.[1] as Record<string, unknown>)['tempTopC'], 48);
    assert.match(byName('HeishaMon').setUp ?? '', /Heating_Mode/);
    assert.deepEqual(byName('EMS-ESP').house?.['bindings'], [
      { kind: 'hcu', id: 'hcu_main', use: 'ems-esp', base: 'site/ems-esp' },
      { kind: 'heatpump', id: 'hp_1_2', use: 'ems-esp', base: 'site/ems-esp' },
    ]);
  });

  it('say what the broker had kept, and when they said something since', async () => {
    const { say, named, clock } = await openRig();
    await say('zigbee2mqtt/bridge/devices', ZIGBEE_LIST);
    await say('zigbee2mqtt/Bedroom', { temperature: 20.5 });
    await named('Bedroom');
    const kept = (await named('Bedroom')).becomes[0]?.values[0];
    assert.deepEqual([kept?.value, kept?.kept], [20.5, true]);
    clock.advance(30 * SECOND_MS);
    await say('zigbee2mqtt/Bedroom', { temperature: 21 }, { retain: false });
    const saidMs = Math.floor(clock.nowMs() / SECOND_MS) * SECOND_MS;
    const live = (await named('Bedroom')).becomes[0]?.values[0];
    assert.deepEqual([live?.value, live?.kept], [21, undefined]);
    assert.equal(Date.parse(live?.ts ?? ''), saidMs);
  });

  it('say what of theirs cannot be', async () => {
    const { say, named } = await openRig();
    await say('zigbee2mqtt/bridge/devices', ZIGBEE_LIST);
    await named('Bedroom');
    await say('zigbee2mqtt/Bedroom', { temperature: 900 });
    assert.match(
      (await named('Bedroom')).becomes[0]?.refused?.[0]?.reason ?? '',
      /must be from -40/,
    );
  });

  it('say which device of the house reads the same', async () => {
    const house = withPiece(SMALL_HOUSE, {
      zones: [
        {
          ...SMALL_HOUSE.zones[0],
          zoneId: 'bed',
          friendlyName: 'Bed',
          sensors: ['bed_air'],
          terminals: [],
        },
      ],
      bindings: [{ kind: 'sensor', id: 'bed_air', use: 'zigbee2mqtt', name: 'Bedroom' }],
    });
    const { say, named, holder } = await openRig({ house });
    await say('zigbee2mqtt/bridge/devices', ZIGBEE_LIST);
    const bedroom = await named('Bedroom');
    assert.deepEqual(bedroom.becomes[0]?.inHouse, { kind: 'sensor', id: 'bed_air' });
    assert.equal(bedroom.house, undefined);
    const living = await named('Living room');
    assert.equal(living.becomes[0]?.inHouse, undefined);
    holder.replace(withPiece(house, living.house));
    assert.equal((await named('Living room')).house, undefined);
  });

  it('are told apart where they have one name, by the house’s names as well', async () => {
    const zones = SMALL_HOUSE.zones.map((zone) => ({ ...zone, friendlyName: 'Attic' }));
    const { say, look } = await openRig({ house: { ...SMALL_HOUSE, zones } });
    await say('zigbee2mqtt/bridge/devices', [
      zigbeeDevice('Attic', '0x00158d0001a2b3c1', AQARA),
      zigbeeDevice('Attic ', '0x00158d0001a2b3c2', AQARA),
      zigbeeDevice('Cellar', '0x00158d0001a2b3c3', AQARA),
    ]);
    const { foundDevices } = await look();
    assert.deepEqual(
      foundDevices.map(({ name, becomes }) => [name, becomes[0]?.room, becomes[0]?.id]),
      [
        ['Attic (b3c1)', 'Attic (b3c1)', 'attic_b3c1'],
        ['Attic (b3c2)', 'Attic (b3c2)', 'attic_b3c2'],
        ['Cellar', 'Cellar', 'cellar'],
      ],
    );
    const one = [zigbeeDevice('Attic', '0x00158d0001a2b3c1', AQARA)];
    await say('zigbee2mqtt/bridge/devices', one);
    const [alone] = (await look()).foundDevices;
    assert.deepEqual([alone?.name, alone?.becomes[0]?.room], ['Attic', 'Attic (b3c1)']);
  });

  it('are a room of their own where they are valves that measure it, and part of one that there is', async () => {
    const { say, named, holder } = await openRig({ house: withoutPlant() });
    await say('zigbee2mqtt/bridge/devices', [
      zigbeeDevice('Attic', '0x1', AQARA),
      zigbeeDevice('Attic valve', '0x2', TRV),
    ]);
    await say('zigbee2mqtt/Attic valve', {
      local_temperature: 19.5,
      occupied_heating_setpoint: 21,
    });
    const valve = await named('Attic valve');
    assert.equal(valve.becomes[0]?.room, 'Attic');
    assert.equal(valve.becomes[0].measuresRoom, true);
    const alone = withPiece(withoutPlant(), valve.house);
    assert.deepEqual(alone.zones.at(-1)?.terminals, ['attic_valve']);
    const { house: room } = await named('Attic');
    holder.replace(withPiece(withoutPlant(), room));
    const [later] = (await named('Attic valve')).becomes;
    assert.equal(later?.room, undefined);
    assert.deepEqual(later?.near, [{ zoneId: 'attic', by: 'name' }]);
  });

  it('are gone when they say so, and when the broker keeps them no more', async () => {
    const { say, names, broker, clock, found } = await openRig();
    await say('zigbee2mqtt/bridge/devices', [zigbeeDevice('Hall', '0x1', AQARA)]);
    await say('homeassistant/sensor/x/config', {
      dev_cla: 'temperature',
      unit_of_meas: '°C',
      stat_t: 'x/t',
      dev: { ids: ['x'], name: 'X' },
    });
    await say('shellyplus1-a8032abe54dc/events/rpc', SHELLY_STATUS, { retain: false });
    assert.deepEqual(await names(), ['Hall', 'X']);
    await say('shellyplus1-a8032abe54dc/events/rpc', SHELLY_STATUS, { retain: false });
    assert.deepEqual(await names(), ['Hall', 'shellyplus1-a8032abe54dc', 'X']);
    await say('homeassistant/sensor/x/config', '');
    await say('zigbee2mqtt/bridge/devices', []);
    assert.deepEqual(await names(), ['shellyplus1-a8032abe54dc']);
    for (let ms = 0; ms <= LIMITS.foundGoneMs; ms += LIMITS.foundLookMs / 2) {
      await found.look();
      clock.advance(LIMITS.foundLookMs / 2);
    }
    assert.deepEqual(await names(), []);
    await say('zigbee2mqtt/bridge/devices', [zigbeeDevice('Hall', '0x1', AQARA)]);
    assert.deepEqual(await names(), ['Hall']);
    broker.breakConnections();
    await settled();
    assert.deepEqual((await found.look()).foundDevices, []);
    assert.equal((await found.look()).listening.state, 'connecting');
  });

  it('are told of once, however many tell of them, and not by this hub or others like it', async () => {
    const { say, names } = await openRig();
    await say('zigbee2mqtt/bridge/devices', [zigbeeDevice('Hall', '0x1', AQARA)]);
    await say('homeassistant/sensor/0x1/temperature/config', {
      device_class: 'temperature',
      unit_of_measurement: '°C',
      state_topic: 'zigbee2mqtt/Hall',
      value_template: '{{ value_json.temperature }}',
      device: { identifiers: ['zigbee2mqtt_0x1'], name: 'Hall' },
    });
    await say('homeassistant/device/aris_1/config', {
      dev: { ids: ['aris'], name: 'Aris' },
      o: { name: 'Aris hub' },
      cmps: {
        t: {
          p: 'sensor',
          dev_cla: 'temperature',
          unit_of_meas: '°C',
          stat_t: 'other/zone/x/state',
        },
      },
    });
    assert.deepEqual(await names(), ['Hall']);
  });

  it('are those on the hub’s own topics, too, that the house does not have', async () => {
    const { say, named, names, look } = await openRig();
    await say('aris/sensor/old/telemetry', { tempC: 19.5 });
    await look();
    const [known = ''] = SMALL_HOUSE.zones[0]?.sensors ?? [];
    await say(`aris/sensor/${known}/telemetry`, { tempC: 20 }, { retain: false });
    await say('aris/sensor/new-one/telemetry', { tempC: 19.5, nonsense: 1 }, { retain: false });
    assert.deepEqual(await names(), ['new-one']);
    const { becomes, house } = await named('new-one');
    assert.deepEqual(becomes[0]?.values, [{ field: 'tempC', value: 19.5 }]);
    withPiece(SMALL_HOUSE, house);
    assert.equal(house?.['bindings'], undefined);
  });

  it('have names that do nothing where they are shown, and topics that are what they are', async () => {
    const { say, look } = await openRig();
    const evil = '<script>alert(1)</script>\u202Elin';
    await say('zigbee2mqtt/bridge/devices', [zigbeeDevice(evil, '0x1', AQARA)]);
    const [one] = (await look()).foundDevices;
    assert.equal(one?.name, 'script alert(1) /script lin');
    // Nobody could tell such a topic from another.
    assert.deepEqual(one.becomes, []);
    assert.match(one.unread.join(), /cannot be bound: .*invisible characters/);
    assert.ok(!/[<>\u202E]/.test(JSON.stringify(one)), JSON.stringify(one));
  });

  it('have no binding to what the hub says itself, or to wildcards', async () => {
    const { say, look } = await openRig();
    for (const [n, topic] of [
      'aris/sensor/x/telemetry',
      'a/+/b',
      '$SYS/x',
      'x'.repeat(300),
    ].entries())
      await say(`homeassistant/sensor/s${n}/config`, {
        dev_cla: 'temperature',
        unit_of_meas: '°C',
        stat_t: topic,
        dev: { ids: [`d${n}`], name: `D${n}` },
      });
    const { foundDevices } = await look();
    assert.deepEqual(
      foundDevices.map(({ becomes, unread }) => [becomes.length, unread.length]),
      [0, 1, 2, 3].map(() => [0, 1]),
    );
  });

  it('are listened for while somebody looks, and for some minutes after that', async () => {
    const { say, look, clock, connections, names, releases } = await openRig();
    await say('zigbee2mqtt/bridge/devices', [zigbeeDevice('Hall', '0x1', AQARA)]);
    assert.equal(connections(), 0);
    await look();
    clock.advance(LIMITS.foundLookMs - SECOND_MS);
    await look();
    clock.advance(LIMITS.foundLookMs - SECOND_MS);
    assert.deepEqual(await names(), ['Hall']);
    assert.equal(connections(), 1);
    assert.equal(releases(), 1);
    clock.advance(LIMITS.foundLookMs + LIMITS.foundPauseMs);
    await settled();
    assert.equal(releases(), 2);
    assert.deepEqual(await names(), ['Hall']);
    assert.equal(connections(), 2);
  });

  it('are read in little memory while the broker tells all that it keeps, and no longer', async () => {
    const { look, clock, broker, found, isSparing } = await openRig();
    await look();
    assert.ok(isSparing());
    clock.advance(LIMITS.foundReleaseMs);
    assert.ok(!isSparing());
    broker.breakConnections();
    await settled();
    assert.ok(isSparing());
    clock.advance(LIMITS.foundReleaseMs);
    assert.ok(!isSparing());
    await look();
    await found.stop();
    assert.ok(!isSparing());
    assert.equal(clock.timers(), 0);
    const without = await openRig({ connect: async () => Promise.reject(new Error('none')) });
    await without.look();
    assert.ok(without.isSparing());
    without.clock.advance(LIMITS.foundReleaseMs);
    assert.ok(!without.isSparing());
  });

  it('are not waited for where there is no broker, and looked for anew with each look', async () => {
    let tries = 0;
    const { found } = await openRig({
      connect: () => {
        tries++;
        return Promise.reject(new Error('no broker is set'));
      },
    });
    const { listening } = await found.look();
    assert.deepEqual(listening, { state: 'unavailable', reason: 'no broker is set' });
    await found.look();
    assert.equal(tries, 2);
  });

  it('are waited for no longer than so', async () => {
    const { found, clock } = await openRig({ connect: async () => new Promise(() => undefined) });
    const looking = found.look();
    await settled();
    clock.advance(LIMITS.foundWaitMs);
    assert.equal((await looking).listening.state, 'connecting');
  });
});

describe('what is found for what the house misses', () => {
  afterEach(async () => {
    await Promise.all(started.splice(0).map(async (one) => one.stop()));
  });
  const zigbee = (kind: 'sensor' | 'fcu', id: string, name: string) => ({
    kind,
    id,
    use: 'zigbee2mqtt',
    name,
  });
  const room = (zoneId: string, more: object) => ({
    zoneId,
    friendlyName: zoneId,
    sensors: [],
    terminals: [],
    supportsHeat: true,
    supportsCool: false,
    ...more,
  });
  const house = withPiece(withoutPlant(), {
    zones: [
      room('attic', { sensors: ['attic_air'], terminals: ['attic_valve'] }),
      room('cellar', {}),
      room('hut', { sensors: ['hut_air'] }),
    ],
    outdoorSensors: ['north'],
    fcus: [{ fcuId: 'attic_valve', friendlyName: 'Attic valve' }],
    bindings: [
      zigbee('sensor', 'attic_air', 'Old attic'),
      zigbee('fcu', 'attic_valve', 'Old valve'),
      zigbee('sensor', 'north', 'Old north'),
    ],
  });
  const sinceTs = '2026-01-02T03:04:05Z';
  const fault = (source: string, objectId: string, code: string): FaultView => ({
    source,
    objectId,
    code,
    severity: 'warning',
    message: `${code} it is`,
    sinceTs,
  });
  const absent = (kind: string, id: string) => fault(kind, id, 'gateway_offline');
  const HOME = [
    zigbeeDevice('Spare', '0x1', AQARA),
    zigbeeDevice('Attic new', '0x2', AQARA),
    zigbeeDevice('Outside', '0x3', AQARA),
    zigbeeDevice('New valve', '0x4', TRV),
    zigbeeDevice('Cellar', '0x5', AQARA),
    zigbeeDevice('Plug', '0x6', PLUG),
    // Its gateway still knows it.
    zigbeeDevice('Old attic', '0x7', AQARA),
  ];
  async function foundWith(...faults: FaultView[]) {
    const rig = await openRig({ house, faults });
    await rig.say('zigbee2mqtt/bridge/devices', HOME);
    const view = await rig.look();
    const replaced = view.foundDevices.flatMap(({ name, becomes }) =>
      becomes.flatMap(({ replaces = [] }) =>
        replaces.map(({ kind, id, near }) => [name, `${kind}/${id}`, near]),
      ),
    );
    return { ...rig, view, replaced };
  }

  it('are no successors while all is heard, or while something else is wrong', async () => {
    const { replaced } = await foundWith(
      fault('sensor', 'attic_air', 'reading_impossible'),
      fault('zone', 'attic', 'frost'),
    );
    assert.deepEqual(replaced, []);
  });

  it('are successors of a silent thermometer, those that stand near named as such', async () => {
    const { replaced, named } = await foundWith(absent('sensor', 'attic_air'));
    assert.deepEqual(replaced, [
      ['Spare', 'sensor/attic_air', undefined],
      ['Attic new', 'sensor/attic_air', 'name'],
      ['Cellar', 'sensor/attic_air', undefined],
    ]);
    const [replaces] = (await named('Attic new')).becomes[0]?.replaces ?? [];
    assert.deepEqual(replaces, {
      kind: 'sensor',
      id: 'attic_air',
      zones: ['attic'],
      code: 'gateway_offline',
      message: 'gateway_offline it is',
      sinceTs,
      near: 'name',
      binding: zigbee('sensor', 'attic_air', 'Attic new'),
    });
  });

  it('are all of them successors of a thermometer outdoors', async () => {
    const { replaced } = await foundWith(absent('sensor', 'north'));
    assert.deepEqual(
      replaced.map(([name]) => name),
      ['Spare', 'Attic new', 'Outside', 'Cellar'],
    );
  });

  it('are successors of a valve where they are valves, and of no machine of the plant', async () => {
    const { replaced } = await foundWith(absent('fcu', 'attic_valve'), absent('hcu', 'hcu_main'));
    assert.deepEqual(replaced, [['New valve', 'fcu/attic_valve', undefined]]);
  });

  it('take the place of the likeliest first, of so many at most', async () => {
    const many = Array.from({ length: LIMITS.foundReplaces + 1 }, (_, n) => `s${n}`);
    const zones = [
      ...many.map((id) => room(id, { sensors: [id] })),
      room('attic', { sensors: ['attic_air'] }),
    ];
    const faults = [...many, 'attic_air'].map((id) => absent('sensor', id));
    const { say, named } = await openRig({ house: withPiece(withoutPlant(), { zones }), faults });
    await say('zigbee2mqtt/bridge/devices', HOME);
    const replaces = (await named('Attic new')).becomes[0]?.replaces ?? [];
    assert.equal(replaces.length, LIMITS.foundReplaces);
    assert.equal(replaces[0]?.id, 'attic_air');
  });

  it('are thermometers near a room that nobody measures', async () => {
    const { view } = await foundWith(fault('zone', 'attic', 'temperature_unknown'));
    const cellar = view.foundDevices.find(({ name }) => name === 'Cellar')?.foundId;
    const attic = view.foundDevices.find(({ name }) => name === 'Attic new')?.foundId;
    assert.deepEqual(
      view.unmeasuredZones.map(({ zoneId, code, sinceTs: since, near }) => [
        zoneId,
        code,
        since,
        near,
      ]),
      [
        [
          'attic',
          'temperature_unknown',
          sinceTs,
          [{ foundId: attic, id: 'attic_new', by: 'name' }],
        ],
        ['cellar', 'no_thermometer', undefined, [{ foundId: cellar, id: 'cellar', by: 'name' }]],
      ],
    );
  });
});

describe('a broker that says too much', () => {
  afterEach(async () => {
    await Promise.all(started.splice(0).map(async (one) => one.stop()));
  });
  const discovered = (n: number) => ({
    dev_cla: 'temperature',
    unit_of_meas: '°C',
    stat_t: `x/${n}`,
    dev: { ids: [`d${n}`], name: `D${n}` },
  });

  it('has no more devices shown than so, and says how many are left out', async () => {
    const { say, look } = await openRig();
    const more = 3;
    for (let n = 0; n < LIMITS.foundDevices + more; n++)
      await say(`homeassistant/sensor/s${n}/config`, discovered(n));
    const { foundDevices, listening } = await look();
    assert.equal(foundDevices.length, LIMITS.foundDevices);
    assert.equal(listening.leftOut, more);
  });

  it('is asked again for what was left out once there is room for it', async () => {
    const { say, look, clock } = await openRig();
    const most = LIMITS.foundKeptDevices;
    for (let n = 0; n <= most; n++) await say(`homeassistant/sensor/s${n}/config`, discovered(n));
    const leftOut = async () => (await look()).listening.leftOut;
    assert.equal(await leftOut(), 1 + most - LIMITS.foundDevices);
    for (let n = 0; n < most; n++) await say(`homeassistant/sensor/s${n}/config`, '');
    clock.advance(LIMITS.foundPauseMs / 10);
    await look();
    const { foundDevices, listening } = await look();
    assert.deepEqual(
      foundDevices.map(({ name }) => name),
      [`D${most}`],
    );
    assert.equal(listening.leftOut, undefined);
  });

  it('has its documents read up to their largest', async () => {
    const { say, names } = await openRig();
    const padded = (bytes: number) => {
      const document = { ...discovered(1), pad: '' };
      const room = bytes - Buffer.byteLength(JSON.stringify(document));
      return JSON.stringify({ ...document, pad: 'x'.repeat(room) });
    };
    await say('homeassistant/sensor/a/config', padded(LIMITS.foundDocumentBytes));
    assert.deepEqual(await names(), ['D1']);
    await say('homeassistant/sensor/a/config', '');
    await say('homeassistant/sensor/a/config', padded(LIMITS.foundDocumentBytes + 1));
    assert.deepEqual(await names(), []);
  });

  it('is left alone for a while once it has said so much', async () => {
    const { say, look, found, clock, log, connections } = await openRig();
    await look();
    const document = 'x'.repeat(LIMITS.foundDocumentBytes - LIMITS.foundMessageBytes);
    const most = LIMITS.foundBurstBytes / LIMITS.foundDocumentBytes;
    for (let n = 0; n < most; n++)
      await say(`homeassistant/sensor/a${n}/config`, document, { retain: false });
    await settled();
    assert.equal((await found.look()).listening.state, 'listening');
    await say('homeassistant/sensor/one-more/config', document, { retain: false });
    await settled();
    const { listening } = await found.look();
    assert.equal(listening.state, 'paused');
    assert.match(listening.reason ?? '', /too much at once.*in 5 minutes/);
    assert.equal(log.lines.filter(({ level }) => level === 'warn').length, 1);
    clock.advance(LIMITS.foundPauseMs - SECOND_MS);
    await found.look();
    assert.equal(connections(), 1);
    clock.advance(SECOND_MS);
    assert.equal((await look()).listening.state, 'listening');
    assert.equal(connections(), 2);
  });

  it('may go on at its pace', async () => {
    const { say, look, found, clock } = await openRig();
    await look();
    const document = 'x'.repeat(LIMITS.foundBytesPerSecond - LIMITS.foundMessageBytes);
    const seconds = (2 * LIMITS.foundBurstBytes) / LIMITS.foundBytesPerSecond;
    for (let n = 0; n < seconds; n++) {
      await say('homeassistant/sensor/a/config', document, { retain: false });
      clock.advance(SECOND_MS);
      if (n % 100 === 0) await found.look();
    }
    assert.equal((await found.look()).listening.state, 'listening');
  });
});
