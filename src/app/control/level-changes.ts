/** Tells of it when control may go further with a machine of another make than before, or less far. */
import type { Level } from '../../domain/binding/level.ts';
import type { Appliance } from '../../domain/control/appliance/appliance.ts';
import type { ControlDecision } from '../../domain/control/cycle/decision.ts';
import type { DecidedKind } from '../../domain/equipment/catalogue.ts';
import type { House } from '../../domain/house.ts';
import { LIMITS } from '../../domain/limits.ts';
import type { Clock } from '../base/ports/clock.ts';
import type { EventJournal } from '../records/journal.ts';

export interface LevelChanges {
  /** Takes in what holds now. The first time is no news: a standing fault tells what is lowered. */
  see(house: House, decision: ControlDecision): void;
}

interface Told {
  readonly level: Level;
  readonly atMs: number;
}

/** Names of the places that keep a machine from the level that was chosen, each once. */
export const missingIn = ({ unmet = [] }: Appliance): string[] => [
  ...new Set(unmet.map(({ place }) => place)),
];

export function createLevelChanges(deps: {
  journal: Pick<EventJournal, 'later'>;
  clock: Clock;
}): LevelChanges {
  const { journal, clock } = deps;
  /** By `kind/id`. */
  const told = new Map<string, Told>();

  function see(kind: DecidedKind, objectId: string, appliance: Appliance): void {
    const key = `${kind}/${objectId}`;
    const before = told.get(key);
    const { level, chosen } = appliance;
    if (before?.level === level) return;
    const atMs = clock.monotonicMs();
    // What comes and goes all the time is told now and then.
    if (before !== undefined && atMs - before.atMs < LIMITS.deviceEventIntervalMs) return;
    told.set(key, { level, atMs: before === undefined ? -Infinity : atMs });
    if (before === undefined) return;
    const missing = missingIn(appliance);
    journal.later({
      type: 'level_changed',
      severity: missing.length > 0 ? 'warning' : 'info',
      source: kind,
      objectId,
      data: {
        kind,
        level,
        chosen,
        before: { level: before.level },
        ...(missing.length > 0 && { missing }),
      },
    });
  }

  return {
    see({ hcu, dhw, tes }, decision) {
      const ids = { hcu: hcu?.hcuId, dhw: dhw?.dhwId, tes: tes?.tesId };
      for (const kind of ['hcu', 'dhw', 'tes'] as const) {
        const appliance = decision[kind]?.appliance;
        const id = ids[kind];
        if (id !== undefined && appliance !== undefined) see(kind, id, appliance);
      }
    },
  };
}
