/**
 * Everything that arrives over the bus. A message that is malformed, too large or not expected is counted, logged
 * once per source, and changes nothing.
 */
import { HubError, messageOf } from '../domain/errors.ts';
import { LIMITS } from '../domain/limits.ts';
import type { HoldCommand } from '../domain/hold.ts';
import { ZONE_MODES, type ZoneMode } from '../domain/zone.ts';
import type { Device, Devices } from './devices.ts';
import { parsePresence, parseTelemetry } from './messages/telemetry.ts';
import type { ParsedTopic, Topics, ZoneSettable } from './messages/topics.ts';
import type { BusMessage, Log } from './ports.ts';
import type { Zones } from './zones.ts';

export type Refusal = 'malformed' | 'oversized' | 'unknown' | 'retained' | 'refused';

export interface Intake {
  accept(message: BusMessage): void;
  /** To be called when the house has changed. */
  forget(): void;
  counts(): { readonly accepted: number; readonly refused: Readonly<Record<Refusal, number>> };
}

/** What Home Assistant's buttons say. */
const PRESS = 'PRESS';

/** @throws HubError `invalid` */
function parseZoneSet(settable: ZoneSettable, payload: string): HoldCommand {
  if (settable === 'resume_schedule') {
    if (payload === PRESS) return { resumeSchedule: true };
    throw new HubError('invalid', `must be ${PRESS}`);
  }
  if (settable === 'mode') {
    if ((ZONE_MODES as readonly string[]).includes(payload)) return { mode: payload as ZoneMode };
    throw new HubError('invalid', `must be one of ${ZONE_MODES.join(', ')}`);
  }
  if (!/^-?\d{1,3}(?:\.\d{1,6})?$/.test(payload))
    throw new HubError('invalid', 'must be a number of °C such as 21.5');
  const tempC = Number(payload);
  return settable === 'temp_heat' ? { tempHeatSetC: tempC } : { tempCoolSetC: tempC };
}

export function createIntake(deps: {
  topics: Topics;
  devices: Devices;
  zones: Zones;
  /** Whether clients may command zones over MQTT. */
  acceptsCommands: boolean;
  log: Log;
  onHubStatus(payload: string, retained: boolean): void;
  /** A device says that it is there, perhaps after a restart that nobody noticed. */
  onOnline(device: Device): void;
  onReport(device: Device, message: Readonly<Record<string, unknown>>): void;
  onRefusedSet(zoneId: string): void;
}): Intake {
  const { topics, devices, zones, log } = deps;
  const refused: Record<Refusal, number> = {
    malformed: 0,
    oversized: 0,
    unknown: 0,
    retained: 0,
    refused: 0,
  };
  const noted = new Set<string>();
  /** Topics seen before, so that each is taken apart once. Devices are few and named by the house. */
  const known = new Map<string, ParsedTopic>();
  let accepted = 0;

  function refuse(topic: string, why: Refusal, detail: string): void {
    refused[why]++;
    if (noted.has(topic) || noted.size >= LIMITS.mqttNotedSources) return;
    noted.add(topic);
    log.warn('message refused', { topic: topic.slice(0, 200), why, detail });
  }

  function setZone(
    parsed: ParsedTopic & { to: 'zone_set' },
    message: BusMessage,
    payload: string,
  ): void {
    if (!deps.acceptsCommands) return refuse(message.topic, 'refused', 'ARIS_MQTT_COMMANDS is off');
    // It would replay at each reconnect (DESIGN.md section 5).
    if (message.retained) return refuse(message.topic, 'retained', 'a retained command is ignored');
    accepted++;
    zones
      .command(parsed.zoneId, parseZoneSet(parsed.settable, payload), 'mqtt')
      .catch((error: unknown) => {
        refuse(
          message.topic,
          error instanceof HubError ? 'malformed' : 'refused',
          messageOf(error),
        );
        deps.onRefusedSet(parsed.zoneId);
      });
  }

  function fromDevice(
    parsed: ParsedTopic & { to: 'telemetry' | 'status' },
    topic: string,
    payload: string,
  ): void {
    const device = devices.get(parsed.device.kind, parsed.device.id);
    if (device === undefined) return refuse(topic, 'unknown', 'no such device in house.json');
    known.set(topic, parsed);
    if (parsed.to === 'status') {
      const presence = parsePresence(payload);
      devices.setPresence(device, presence);
      if (presence === 'online') deps.onOnline(device);
    } else {
      const { readings, message } = parseTelemetry(parsed.device.kind, payload);
      devices.report(device, readings);
      deps.onReport(device, message);
    }
    accepted++;
  }

  function route(message: BusMessage): void {
    const { topic, payload } = message;
    if (payload.length > LIMITS.mqttPayloadBytes) {
      return refuse(topic, 'oversized', `${payload.length} bytes, over ${LIMITS.mqttPayloadBytes}`);
    }
    const parsed = known.get(topic) ?? topics.parse(topic);
    if (parsed === undefined || parsed.to === 'command')
      return refuse(topic, 'unknown', 'no such topic');
    const text = Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength).toString(
      'utf8',
    );
    if (parsed.to === 'hub_status') return deps.onHubStatus(text, message.retained);
    if (parsed.to === 'zone_set') return setZone(parsed, message, text);
    fromDevice(parsed as ParsedTopic & { to: 'telemetry' | 'status' }, topic, text);
  }

  return {
    accept(message) {
      try {
        route(message);
      } catch (error) {
        if (!(error instanceof HubError)) throw error;
        refuse(message.topic, 'malformed', error.message);
      }
    },
    forget: () => known.clear(),
    counts: () => ({ accepted, refused }),
  };
}
