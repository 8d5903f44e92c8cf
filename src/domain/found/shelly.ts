/**
 * Shellys, by what they announce and report. Of the first generation all topics lie below `shellies/`
 * (shelly-api-docs.shelly.cloud/gen1); later ones have a prefix each, as a rule their id, and tell of their parts as
 * `switch:0` (shelly-api-docs.shelly.cloud/gen2).
 */
import { LIMITS } from '../limits.ts';
import { isRaw, rawOf, textOf, type Sighting, type Offer, type Raw } from './sighting.ts';

export const SHELLY_FILTERS = [
  'shellies/announce',
  ...['online', 'info', 'relay/+', 'emeter/+/power', 'sensor/temperature'].map(
    (leaf) => `shellies/+/${leaf}`,
  ),
  ...['online', 'events/rpc', 'status/+'].map((leaf) => `+/${leaf}`),
];

/** What is known of one. */
export interface ShellyNote {
  readonly id: string;
  readonly isFirst: boolean;
  readonly model?: string | undefined;
  /** Such as `switch:0`, `relay/0`. */
  readonly parts: readonly string[];
}

export interface ShellyWord {
  readonly id: string;
  readonly isFirst: boolean;
  readonly model?: string | undefined;
  readonly parts: readonly string[];
  /** Whether the broker keeps it no more, and nothing else is known of it. */
  readonly isGone?: boolean;
}

const PART = /^(?:switch|temperature|humidity|em|em1|pm1):\d$/;
const FIRST_PART = /^(?:relay\/\d|emeter\/\d\/power|sensor\/temperature)$/;
const LATER_ID = /^shelly[a-z0-9]+-[0-9a-f]+$/i;

function announced(document: unknown): ShellyWord | undefined {
  const id = textOf(rawOf(document)['id']);
  return id === undefined || id.includes('/')
    ? undefined
    : { id, isFirst: true, model: textOf(rawOf(document)['model']), parts: [] };
}

function ofFirst(rest: string, document: unknown): ShellyWord | undefined {
  if (rest === 'announce') return announced(document);
  const [id = '', ...leaf] = rest.split('/');
  const part = leaf.join('/');
  return { id, isFirst: true, parts: FIRST_PART.test(part) ? [part] : [] };
}

function ofLater(topic: string, document: unknown): ShellyWord | undefined {
  const [id = '', word = '', part = ''] = topic.split('/');
  const said: Raw = rawOf(document);
  const src = textOf(said['src']) ?? '';
  const isShelly = LATER_ID.test(id) || (word === 'events' && LATER_ID.test(src));
  // Others have topics of these names, too.
  const isWhole = word === 'status' && PART.test(part) && isRaw(document) && 'id' in said;
  if (!isShelly && !isWhole) return undefined;
  const model = LATER_ID.test(src) ? src : undefined;
  if (word === 'online') return { id, isFirst: false, parts: [] };
  if (word === 'status') return { id, isFirst: false, parts: PART.test(part) ? [part] : [] };
  const parts = Object.keys(rawOf(said['params'])).filter((name) => PART.test(name));
  return { id, isFirst: false, model, parts };
}

/** Which Shelly a message is of, and what it tells of its parts. */
export const shellyWord = (topic: string, document: unknown): ShellyWord | undefined =>
  topic.startsWith('shellies/')
    ? ofFirst(topic.slice('shellies/'.length), document)
    : ofLater(topic, document);

/** Undefined where nothing new is known by it. */
export function shellyNote(
  before: ShellyNote | undefined,
  word: ShellyWord,
): ShellyNote | undefined {
  const { id, isFirst, parts, model = before?.model } = word;
  const known = new Set(before?.parts);
  const fresh = parts.filter((part) => !known.has(part));
  if (before !== undefined && fresh.length === 0 && model === before.model) return undefined;
  const all = [...known, ...fresh].sort().slice(0, LIMITS.foundOffers);
  return { id, isFirst, model, parts: all };
}

const ONLINE = { true: 'online', false: 'offline' } as const;

/** `shellyplus2pm`, of which the number says how many contacts it has. */
function contactsOf(model: string): number {
  if (
    /em|ht|dimmer|rgbw|bulb|duo|vintage|button|motion|smoke|flood|wall|blu|gw|uni|i4/i.test(model)
  )
    return 0;
  if (/plug/i.test(model)) return 1;
  const [, digit = '0'] = /^shelly(?:switch|plus|pro|mini)?(\d)/i.exec(model) ?? [];
  return Math.min(Number(digit), 4);
}

/** What it has, as far as its name tells, where it has not told itself. */
function partsByName({ id, isFirst, model = '' }: ShellyNote): string[] {
  const name = [id, model].find((one) => LATER_ID.test(one))?.split('-')[0] ?? '';
  const count = /^shellyswitch/i.test(name) ? 2 : contactsOf(name);
  const relays = Array.from({ length: count }, (_, at) =>
    isFirst ? `relay/${at}` : `switch:${at}`,
  );
  if (/ht(?:g3)?$/i.test(name)) return [isFirst ? 'sensor/temperature' : 'temperature:0'];
  return relays;
}

function firstOffer(id: string, part: string): Offer {
  const base = `shellies/${id}`;
  const availability = [{ topic: `${base}/online`, values: ONLINE }];
  const channel = part.split('/')[1] ?? '0';
  if (part.startsWith('emeter'))
    return {
      kind: 'meter',
      part: `clamp ${channel}`,
      binding: { use: 'shelly-em', node: id, channel },
    };
  if (part.startsWith('sensor'))
    return {
      kind: 'sensor',
      binding: {
        readings: [
          { field: 'tempC', topic: `${base}/sensor/temperature` },
          { field: 'rhPercent', topic: `${base}/sensor/humidity` },
        ],
        staleAfterMinutes: 12 * 60,
      },
    };
  return {
    kind: 'fcu',
    part: `relay ${Number(channel) + 1}`,
    binding: {
      readings: [
        { field: 'on', topic: `${base}/relay/${channel}`, values: { on: true, off: false } },
      ],
      availability,
      switch: { topic: `${base}/relay/${channel}/command`, on: 'on', off: 'off' },
    },
  };
}

/** Watts and watt-hours of a part that measures. */
function meterOffer(id: string, part: string): Offer {
  const [type = '', channel = ''] = part.split(':');
  const members: Readonly<Record<string, readonly [power: string, topic: string, energy: string]>> =
    {
      em1: ['/act_power', `em1data:${channel}`, '/total_act_energy'],
      pm1: ['/apower', part, '/aenergy/total'],
    };
  const [power = '', total = '', energy = ''] = members[type] ?? [];
  return {
    kind: 'meter',
    part: `channel ${Number(channel) + 1}`,
    binding: {
      readings: [
        { field: 'powerKw', topic: `${id}/status/${part}`, pointer: power, scale: 0.001 },
        { field: 'energyKwh', topic: `${id}/status/${total}`, pointer: energy, scale: 0.001 },
      ],
      availability: [{ topic: `${id}/online`, values: ONLINE }],
    },
  };
}

function laterOffer(id: string, part: string): Offer[] {
  const [type, channel = '0'] = part.split(':');
  const node = { use: 'shelly', node: id };
  if (type === 'switch') {
    const binding = channel === '0' ? node : { ...node, channel: Number(channel) };
    return [{ kind: 'fcu', part: `relay ${Number(channel) + 1}`, binding }];
  }
  if (part === 'temperature:0') return [{ kind: 'sensor', binding: node }];
  if (part === 'em:0') return [{ kind: 'meter', binding: { use: 'shelly-pro-3em', node: id } }];
  return type === 'em1' || type === 'pm1' ? [meterOffer(id, part)] : [];
}

/** What it told of, and the contacts that it has by its name: each tells of itself alone. */
function partsOf(note: ShellyNote): readonly string[] {
  const { parts } = note;
  const isRelay = parts.some((part) => /^(?:switch|relay)/.test(part));
  if (parts.length > 0 && !isRelay) return parts;
  return [...new Set([...parts, ...partsByName(note)])].sort();
}

export function shellySighting(note: ShellyNote): Sighting | undefined {
  const { id, isFirst, model } = note;
  const isThree = isFirst && /^shellyem3/i.test(id);
  const told = partsOf(note);
  // A relay that is hot inside tells of that, too.
  const isRelay = told.some((part) => part.startsWith('switch'));
  const parts = isRelay ? told.filter((part) => !part.startsWith('temperature')) : told;
  const offers = isThree
    ? [{ kind: 'meter' as const, binding: { use: 'shelly-3em', node: id } }]
    : parts.flatMap((part) => (isFirst ? [firstOffer(id, part)] : laterOffer(id, part)));
  if (offers.length === 0) return undefined;
  const [only] = offers;
  return {
    key: `shelly/${id}`,
    source: 'shelly',
    name: id,
    model,
    covers: [isFirst ? `shellies/${id}` : id],
    offers: offers.length === 1 && only ? [{ ...only, part: undefined }] : offers,
    unread: [],
  };
}
