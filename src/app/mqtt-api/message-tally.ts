/** What arrived over the bus and what of it could not count: counted, and logged once per source. */
import { DEVICE_KINDS, type DeviceKind } from '../../domain/equipment/catalogue.ts';
import type { ReadingRefusal as RefusedValue } from '../../domain/equipment/refused.ts';
import { LIMITS } from '../../domain/limits.ts';
import type { Log, LogFields } from '../base/ports/log.ts';

/** Why a message changed nothing. */
export type MessageRefusal =
  'malformed' | 'oversized' | 'unknown' | 'retained' | 'refused' | 'superseded';

export interface IntakeCounts {
  readonly accepted: number;
  readonly refused: Readonly<Record<MessageRefusal, number>>;
  /** Values that could not be in messages that were accepted, by the kind of device. */
  readonly refusedReadings: Readonly<Record<DeviceKind, number>>;
}

export interface IntakeTally {
  accept(): void;
  readonly refuse: (topic: string, why: MessageRefusal, detail: string) => void;
  /** A newer word under the same topic came before it was its turn. */
  supersede(): void;
  refuseReadings(topic: string, kind: DeviceKind, values: readonly RefusedValue[]): void;
  counts(): IntakeCounts;
}

export function createIntakeTally(log: Log): IntakeTally {
  const refused: Record<MessageRefusal, number> = {
    malformed: 0,
    oversized: 0,
    unknown: 0,
    retained: 0,
    refused: 0,
    superseded: 0,
  };
  const refusedReadings = Object.fromEntries(DEVICE_KINDS.map((kind) => [kind, 0])) as Record<
    DeviceKind,
    number
  >;
  const noted = new Set<string>();
  let accepted = 0;

  function note(what: string, topic: string, fields: LogFields): void {
    if (noted.has(topic) || noted.size >= LIMITS.mqttNotedSources) return;
    noted.add(topic);
    log.warn(what, { topic: topic.slice(0, 200), ...fields });
  }

  return {
    accept() {
      accepted++;
    },
    refuse(topic, why, detail) {
      refused[why]++;
      note('message refused', topic, { why, detail });
    },
    supersede() {
      refused.superseded++;
    },
    refuseReadings(topic, kind, values) {
      refusedReadings[kind] += values.length;
      note('reading refused', topic, { ...values[0] });
    },
    counts: () => ({ accepted, refused, refusedReadings }),
  };
}
