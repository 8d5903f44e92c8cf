/** Devices with Tasmota, by what each tells of itself on `tasmota/discovery/{MAC}/config` and `…/sensors`. */
import { pointerTo } from '../json-pointer.ts';
import { LIMITS } from '../limits.ts';
import {
  inUnit,
  isRaw,
  listOf,
  rawOf,
  textOf,
  type Sighting,
  type Offer,
  type Raw,
} from './sighting.ts';

const PREFIX = 'tasmota/discovery/';
export const TASMOTA_FILTERS = [`${PREFIX}+/config`, `${PREFIX}+/sensors`];

export interface TasmotaTopic {
  readonly mac: string;
  readonly what: 'config' | 'sensors';
}

export function tasmotaTopic(topic: string): TasmotaTopic | undefined {
  const [mac, what, ...rest] = topic.startsWith(PREFIX)
    ? topic.slice(PREFIX.length).split('/')
    : [];
  if (mac === undefined || rest.length > 0 || (what !== 'config' && what !== 'sensors'))
    return undefined;
  return { mac, what };
}

/** What is kept of the two documents of a device: the members that are read here. */
const KEPT = ['dn', 'fn', 'md', 't', 'ft', 'tp', 'rl', 'onln', 'ofln', 'state'];

export function tasmotaNote(what: TasmotaTopic['what'], document: unknown): Raw | undefined {
  if (!isRaw(document)) return undefined;
  if (what === 'sensors') return { sn: document['sn'] };
  return Object.fromEntries(Object.entries(document).filter(([name]) => KEPT.includes(name)));
}

interface Tasmota {
  /** The topic of something that is said, or told. */
  readonly topicOf: (prefix: 'cmnd' | 'stat' | 'tele', leaf: string) => string;
  readonly availability: readonly object[];
  readonly config: Raw;
  readonly sensors: Raw;
}

function openedUp(config: Raw, sensors: Raw): Tasmota | undefined {
  const name = textOf(config['t']);
  const form = textOf(config['ft']) ?? '%prefix%/%topic%/';
  const [cmnd = 'cmnd', stat = 'stat', tele = 'tele'] = listOf(config['tp']).map(textOf);
  if (name === undefined || !form.includes('%topic%')) return undefined;
  const prefixes = { cmnd, stat, tele };
  const topicOf: Tasmota['topicOf'] = (prefix, leaf) =>
    form.replace('%prefix%', () => prefixes[prefix]).replace('%topic%', () => name) + leaf;
  const values = Object.fromEntries([
    [textOf(config['onln']) ?? 'Online', 'online'],
    [textOf(config['ofln']) ?? 'Offline', 'offline'],
  ]);
  return { topicOf, availability: [{ topic: topicOf('tele', 'LWT'), values }], config, sensors };
}

const RELAY = 1;

function relaysOf({ topicOf, availability, config }: Tasmota): Offer[] {
  const names = listOf(config['fn']);
  const contacts = listOf(config['rl']).flatMap((what, at) => (what === RELAY ? [at] : []));
  const count = listOf(config['rl']).filter((what) => typeof what === 'number' && what > 0).length;
  const [off = 'OFF', on = 'ON'] = listOf(config['state']).map(textOf);
  const values = Object.fromEntries([
    [on, true],
    [off, false],
  ]);
  return contacts.map((at): Offer => {
    const relay = count > 1 ? `POWER${at + 1}` : 'POWER';
    const said = [topicOf('stat', 'RESULT'), topicOf('tele', 'STATE')];
    return {
      kind: 'fcu',
      part: contacts.length > 1 ? (textOf(names[at]) ?? relay) : undefined,
      binding: {
        readings: said.map((topic) => ({ field: 'on', topic, pointer: pointerTo(relay), values })),
        availability,
        switch: { topic: topicOf('cmnd', relay), on: 'ON', off: 'OFF' },
      },
    };
  });
}

/** What each part of a sensor's report is a reading of. */
const MEMBERS: readonly (readonly [member: string, field: string, unit: string])[] = [
  ['Temperature', 'tempC', '°C'],
  ['Humidity', 'rhPercent', '%'],
  ['CarbonDioxide', 'co2Ppm', 'ppm'],
];
const METER_MEMBERS: typeof MEMBERS = [
  ['Power', 'powerKw', 'W'],
  ['Total', 'energyKwh', 'kWh'],
  // The names that evcc asks an optical reading head for.
  ['Power_curr', 'powerKw', 'W'],
  ['Total_in', 'energyKwh', 'kWh'],
];

function readingsOf(
  { topicOf, sensors }: Tasmota,
  name: string,
  said: Raw,
  members: typeof MEMBERS,
): readonly object[] {
  const isF = sensors['TempUnit'] === 'F';
  const found = members.filter(
    ([member]) => typeof said[member] === 'number' || said[member] === null,
  );
  return found.flatMap(([member, field, unit]) => {
    const place = { topic: topicOf('tele', 'SENSOR'), pointer: pointerTo(name, member) };
    const read = inUnit(field, place, field === 'tempC' && isF ? '°F' : unit);
    return read === undefined ? [] : [{ field, ...read }];
  });
}

function sensorsOf(device: Tasmota): Offer[] {
  const { sensors, availability } = device;
  const parts = Object.entries(sensors).flatMap(([name, said]) =>
    isRaw(said) ? [{ name, said }] : [],
  );
  const offers = parts.flatMap(({ name, said }) => {
    const air = readingsOf(device, name, said, MEMBERS);
    const power = readingsOf(device, name, said, METER_MEMBERS);
    const isAir = typeof said['Temperature'] === 'number' || said['Temperature'] === null;
    return [
      ...(isAir ? [{ kind: 'sensor' as const, name, readings: air }] : []),
      ...(power.length > 0 ? [{ kind: 'meter' as const, name, readings: power }] : []),
    ];
  });
  return offers.map(({ kind, name, readings }) => ({
    kind,
    part: offers.length > 1 ? name : undefined,
    binding: { readings, availability },
  }));
}

/** @param config undefined where the device has not said what it is */
export function tasmotaSighting(
  mac: string,
  config: Raw | undefined,
  sensors: Raw,
): Sighting | undefined {
  const device = config && openedUp(config, rawOf(sensors['sn']));
  if (config === undefined || device === undefined) return undefined;
  const offers = [...relaysOf(device), ...sensorsOf(device)].slice(0, LIMITS.foundOffers);
  if (offers.length === 0) return undefined;
  return {
    key: `tasmota/${mac}`,
    source: 'tasmota',
    name: textOf(config['dn']) ?? textOf(listOf(config['fn'])[0]) ?? textOf(config['t']) ?? mac,
    model: textOf(config['md']),
    covers: (['stat', 'tele'] as const).map((prefix) =>
      device.topicOf(prefix, '').replace(/\/$/, ''),
    ),
    offers,
    unread: [],
  };
}
