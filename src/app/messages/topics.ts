/** The shape of every topic, built and parsed here alone (DESIGN.md section 5). */
import { DEVICE_KINDS, type DeviceKind } from '../../domain/equipment/catalogue.ts';
import type { DeviceRef } from '../../domain/house.ts';

/** What a client may set on a zone: the word in the topic. */
export const ZONE_SETTABLES = ['mode', 'temp_heat', 'temp_cool', 'resume_schedule'] as const;
export type ZoneSettable = (typeof ZONE_SETTABLES)[number];

export type ParsedTopic =
  | { readonly to: 'telemetry' | 'status' | 'command'; readonly device: DeviceRef }
  | { readonly to: 'zone_set'; readonly zoneId: string; readonly settable: ZoneSettable }
  | { readonly to: 'hub_status' };

export interface Topics {
  telemetry(device: DeviceRef): string;
  status(device: DeviceRef): string;
  command(device: DeviceRef): string;
  zoneState(zoneId: string): string;
  readonly hubStatus: string;
  /** What the hub listens to. */
  readonly hubFilters: readonly string[];
  /** What a device, or a simulated house of them, listens to. */
  readonly commandFilter: string;
  parse(topic: string): ParsedTopic | undefined;
}

const isKind = (word: string): word is DeviceKind =>
  (DEVICE_KINDS as readonly string[]).includes(word);
const isSettable = (word: string): word is ZoneSettable =>
  (ZONE_SETTABLES as readonly string[]).includes(word);

/** @param base the first levels of every topic, such as `aris` or `site42/aris` */
export function createTopics(base: string): Topics {
  const device = ({ kind, id }: DeviceRef, leaf: string) => `${base}/${kind}/${id}/${leaf}`;
  const hubStatus = `${base}/hub/status`;
  const prefix = `${base}/`;

  function parse(topic: string): ParsedTopic | undefined {
    if (topic === hubStatus) return { to: 'hub_status' };
    if (!topic.startsWith(prefix)) return undefined;
    const [kind, id, leaf, set, ...rest] = topic.slice(prefix.length).split('/');
    if (kind === undefined || !id || leaf === undefined || rest.length > 0) return undefined;
    if (kind === 'zone') {
      return set === 'set' && isSettable(leaf)
        ? { to: 'zone_set', zoneId: id, settable: leaf }
        : undefined;
    }
    if (!isKind(kind) || set !== undefined) return undefined;
    if (leaf !== 'telemetry' && leaf !== 'status' && leaf !== 'command') return undefined;
    return { to: leaf, device: { kind, id } };
  }

  return {
    telemetry: (ref) => device(ref, 'telemetry'),
    status: (ref) => device(ref, 'status'),
    command: (ref) => device(ref, 'command'),
    zoneState: (zoneId) => `${base}/zone/${zoneId}/state`,
    hubStatus,
    hubFilters: [hubStatus, `${base}/+/+/telemetry`, `${base}/+/+/status`, `${base}/zone/+/+/set`],
    commandFilter: `${base}/+/+/command`,
    parse,
  };
}
