/** The shape of every topic, built and parsed here alone. */
import { DEVICE_KINDS, type DeviceKind } from '../../domain/equipment/catalogue.ts';
import type { DeviceRef } from '../../domain/house.ts';
import { NAMED_SETTINGS, type NumberSettingName } from '../../domain/settings.ts';

/** What a client may set on a zone: the word in the topic. */
export const ZONE_SETTABLES = [
  'mode',
  'target_temp',
  'temp_heat',
  'temp_cool',
  'preset',
  'hold',
  'resume_schedule',
] as const;
export type ZoneSettable = (typeof ZONE_SETTABLES)[number];
/** What a client may set on the hot water tank. */
export const DHW_SETTABLES = [
  'mode',
  'target_temp',
  'boost_minutes',
  'sanitize',
  'recirc',
] as const;
export type DhwSettable = (typeof DHW_SETTABLES)[number];
/** What a client may set for the whole house. */
const SYSTEM_WORDS = ['mode', 'surplus', 'power_limit'] as const;
/** The house's settings by their own names. */
export type SystemSettable = (typeof SYSTEM_WORDS)[number] | NumberSettingName;
export const SYSTEM_SETTABLES: readonly SystemSettable[] = [
  ...SYSTEM_WORDS,
  ...NAMED_SETTINGS.map(({ key }) => key),
];
export const isSetting = (settable: SystemSettable): settable is NumberSettingName =>
  NAMED_SETTINGS.some(({ key }) => key === settable);
/** What a client may set on a fan coil. */
export const FCU_SETTABLES = ['filter_reset'] as const;
export type FcuSettable = (typeof FCU_SETTABLES)[number];

export type ParsedTopic =
  | DeviceTopic
  | { readonly to: 'command'; readonly device: DeviceRef }
  | ClientTopic
  | { readonly to: 'hub_status' | 'hub_challenge' | 'hub_answer' };

/** What devices say. */
export interface DeviceTopic {
  readonly to: 'telemetry' | 'status';
  readonly device: DeviceRef;
}

/** What clients may set. */
export type ClientTopic =
  | { readonly to: 'zone_set'; readonly zoneId: string; readonly settable: ZoneSettable }
  | { readonly to: 'dhw_set'; readonly dhwId: string; readonly settable: DhwSettable }
  | { readonly to: 'fcu_set'; readonly fcuId: string; readonly settable: FcuSettable }
  | { readonly to: 'system_set'; readonly settable: SystemSettable };

/** What the hub tells clients the state of, by the words in its topic. */
export type StateRef =
  { readonly kind: DeviceKind | 'zone'; readonly id: string } | { readonly kind: 'system' };

export interface Topics {
  telemetry(device: DeviceRef): string;
  status(device: DeviceRef): string;
  command(device: DeviceRef): string;
  zoneState(zoneId: string): string;
  /** Retained: what the API shows of it. */
  state(of: StateRef): string;
  /** Retained: a zone as its thermostat shows it. */
  climate(zoneId: string): string;
  /** Retained: the energies of the plant. The hub listens, for what it told before it was cut off. */
  energy(hcuId: string): string;
  /** Retained: those of the house's settings that can be set here. */
  readonly settings: string;
  /** What happens, of one kind. */
  event(event: string): string;
  /** Whose energies stand under the topic: the HCU's id. */
  energyOf(topic: string): string | undefined;
  /** Retained: what a client has set last and the hub did not do; and the same told once, as it happens. */
  readonly refused: string;
  readonly refusedEvent: string;
  /** Where a client sets a part of it. */
  set(of: StateRef, settable: string): string;
  readonly hubStatus: string;
  /** A hub asks whether another commands here, and that one answers. */
  readonly hubChallenge: string;
  readonly hubAnswer: string;
  /** Retained: one that stands by is there. */
  hubStandby(instance: string): string;
  /** What the hub listens to. */
  readonly hubFilters: readonly string[];
  /** What the hub says, with `+` for an id. */
  readonly hubWrites: readonly string[];
  /** All that devices report, those that are not in the house too. */
  readonly telemetryFilter: string;
  /** What a device, or a simulated house of them, listens to. */
  readonly commandFilter: string;
  parse(topic: string): ParsedTopic | undefined;
}

const isKind = (word: string): word is DeviceKind =>
  (DEVICE_KINDS as readonly string[]).includes(word);

/** The word where it is one of them. */
const wordIn = <T extends string>(words: readonly T[], word: string): T | undefined =>
  words.find((candidate) => candidate === word);

/** Of a topic that ends in `/set`. */
function clientTopic(kind: string, id: string, leaf: string): ClientTopic | undefined {
  if (kind === 'zone') {
    const settable = wordIn(ZONE_SETTABLES, leaf);
    return settable && { to: 'zone_set', zoneId: id, settable };
  }
  if (kind === 'fcu') {
    const settable = wordIn(FCU_SETTABLES, leaf);
    return settable && { to: 'fcu_set', fcuId: id, settable };
  }
  const settable = kind === 'dhw' ? wordIn(DHW_SETTABLES, leaf) : undefined;
  return settable && { to: 'dhw_set', dhwId: id, settable };
}

/** @param base the first levels of every topic, such as `aris` or `site42/aris` */
export function createTopics(base: string): Topics {
  const device = ({ kind, id }: DeviceRef, leaf: string) => `${base}/${kind}/${id}/${leaf}`;
  const hubStatus = `${base}/hub/status`;
  const hubChallenge = `${base}/hub/challenge`;
  const hubAnswer = `${base}/hub/answer`;
  const prefix = `${base}/`;
  const of = (ref: StateRef) => `${base}/${ref.kind}${ref.kind === 'system' ? '' : `/${ref.id}`}`;

  function parse(topic: string): ParsedTopic | undefined {
    if (topic === hubStatus) return { to: 'hub_status' };
    if (topic === hubChallenge) return { to: 'hub_challenge' };
    if (topic === hubAnswer) return { to: 'hub_answer' };
    if (!topic.startsWith(prefix)) return undefined;
    const [kind, id, leaf, set, ...rest] = topic.slice(prefix.length).split('/');
    if (kind === undefined || !id || leaf === undefined || rest.length > 0) return undefined;
    if (kind === 'system' && leaf === 'set' && set === undefined) {
      const settable = wordIn(SYSTEM_SETTABLES, id);
      return settable && { to: 'system_set', settable };
    }
    if (set === 'set') return clientTopic(kind, id, leaf);
    if (!isKind(kind) || set !== undefined) return undefined;
    const to = wordIn(['telemetry', 'status', 'command'], leaf);
    return to && { to, device: { kind, id } };
  }

  return {
    telemetry: (ref) => device(ref, 'telemetry'),
    status: (ref) => device(ref, 'status'),
    command: (ref) => device(ref, 'command'),
    zoneState: (zoneId) => `${base}/zone/${zoneId}/state`,
    state: (ref) => `${of(ref)}/state`,
    climate: (zoneId) => `${base}/zone/${zoneId}/climate`,
    energy: (hcuId) => `${base}/hcu/${hcuId}/energy`,
    settings: `${base}/system/settings/state`,
    event: (event) => `${base}/system/event/${event}`,
    energyOf(topic) {
      const [kind, id, leaf] = topic.startsWith(prefix)
        ? topic.slice(prefix.length).split('/')
        : [];
      return kind === 'hcu' && leaf === 'energy' ? id : undefined;
    },
    refused: `${base}/system/refused`,
    refusedEvent: `${base}/system/refused/event`,
    set: (ref, settable) => `${of(ref)}/${settable}/set`,
    hubStatus,
    hubChallenge,
    hubAnswer,
    hubStandby: (instance) => `${base}/hub/standby/${instance}`,
    hubFilters: [
      hubStatus,
      hubChallenge,
      hubAnswer,
      ...['+/+/telemetry', '+/+/status', 'hcu/+/energy', 'system/+/set'].map(
        (filter) => prefix + filter,
      ),
      ...['zone', 'dhw', 'fcu'].map((kind) => `${prefix}${kind}/+/+/set`),
    ],
    hubWrites: [
      hubStatus,
      hubChallenge,
      hubAnswer,
      ...[
        'hub/standby/+',
        '+/+/command',
        '+/+/state',
        'system/state',
        'system/event/+',
        'system/refused',
        'system/refused/event',
        'zone/+/climate',
        'hcu/+/energy',
      ].map((filter) => prefix + filter),
    ],
    telemetryFilter: `${base}/+/+/telemetry`,
    commandFilter: `${base}/+/+/command`,
    parse,
  };
}
