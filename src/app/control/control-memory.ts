/**
 * What control remembers, kept over a restart. What protects the machine and proves hygiene is on the disk before
 * anything is done because of it; the rest waits for the lazy batch. Zones have records of their own: together they
 * may be larger than a record can be.
 */
import * as v from 'valibot';
import {
  movedMemory,
  newMemory,
  restoredMemory,
  type ControlMemory,
} from '../../domain/control/cycle/memory.ts';
import { SURPLUS_LEVELS } from '../../domain/control/grid/surplus.ts';
import type { ZoneMemory } from '../../domain/control/zones/thermostat.ts';
import { messageOf } from '../../domain/errors.ts';
import { HOUR_MS } from '../../domain/units.ts';
import type { HouseClock } from '../base/ports/clock.ts';
import type { Log } from '../base/ports/log.ts';
import type { Change, LazySource, Store, Table } from '../base/ports/store.ts';
import { recordValue } from '../base/schema.ts';

const INSTANT = v.optional(v.number());
const FLAG = v.optional(v.boolean());
const DIRECTION = v.picklist(['heat', 'cool']);
const WORK = v.picklist(['heat', 'cool', 'hot_water', 'none']);
const PROGRESS = v.optional(v.strictObject({ fromC: v.number(), sinceMs: v.number() }));
const EXERCISE = v.optional(v.strictObject({ movedMs: v.number(), isMoving: FLAG }));
const PLANT = v.strictObject({
  atMs: v.number(),
  circuit: v.optional(
    v.strictObject({ direction: DIRECTION, sinceMs: INSTANT, turns: v.optional(v.number()) }),
  ),
  compressor: v.strictObject({
    work: WORK,
    last: v.optional(WORK),
    startedMs: INSTANT,
    endedMs: INSTANT,
    stoppedMs: INSTANT,
    isRunning: FLAG,
    runningMs: INSTANT,
    startsMs: v.array(v.number()),
  }),
  surplus: v.strictObject({ level: v.picklist(SURPLUS_LEVELS), sinceMs: INSTANT, isSpent: FLAG }),
  dhw: v.strictObject({
    isHeating: v.boolean(),
    charge: PROGRESS,
    stall: v.optional(v.strictObject({ reachedC: v.number(), sinceMs: v.number() })),
  }),
  isBufferCharging: v.boolean(),
  outdoor: v.optional(v.strictObject({ averageC: v.number(), fedMs: v.number() })),
  outOfSeason: v.optional(v.strictObject({ heat: v.boolean(), cool: v.boolean() })),
  hygiene: v.optional(
    v.strictObject({
      firstSeenMs: v.number(),
      lastSuccessMs: INSTANT,
      hotSinceMs: INSTANT,
      measuredMs: INSTANT,
      startedMs: INSTANT,
      isRunning: FLAG,
    }),
  ),
  heater: v.optional(v.strictObject({ isHelping: v.boolean() })),
  turn: v.optional(v.strictObject({ owner: v.picklist(['tank', 'house']), sinceMs: v.number() })),
  pump: EXERCISE,
  water: v.optional(
    v.strictObject({
      hasFlow: FLAG,
      hasPressure: FLAG,
      dryMs: INSTANT,
      isLost: FLAG,
      stopsMs: v.array(v.number()),
      lowestBar: v.optional(v.number()),
      isOff: FLAG,
    }),
  ),
  heatSupplyC: v.optional(v.number()),
  heatSupplySinceMs: INSTANT,
  shift: v.optional(v.strictObject({ byK: v.number(), sinceMs: v.number(), isTold: v.boolean() })),
  power: v.optional(v.strictObject({ peakKw: v.number(), peakMs: v.number() })),
});
const ZONE = v.strictObject({
  call: v.picklist(['heat', 'cool', 'none']),
  sinceMs: INSTANT,
  last: v.optional(DIRECTION),
  isFrost: FLAG,
  fanPercent: v.optional(v.number()),
  exercise: EXERCISE,
  effect: v.optional(
    v.strictObject({
      heating: PROGRESS,
      noEffectMs: INSTANT,
      stuckMs: INSTANT,
      closedFromC: v.optional(v.number()),
      isLeaking: FLAG,
    }),
  ),
});

type PlantRecord = Omit<ControlMemory, 'zones' | 'windows'>;
/** Version 1 has the tank's part under another name. */
function renamed(value: unknown): unknown {
  const { hotWater: dhw, ...rest } = value as { hotWater?: unknown };
  return { ...rest, dhw };
}

/** Its one key is `plant`. */
export const PLANTS: Table<PlantRecord> = {
  name: 'control',
  version: 2,
  parse: (value, version) =>
    recordValue(PLANT, version < 2 ? renamed(value) : value) as PlantRecord,
};
const KEY = 'plant';
export const ZONES: Table<ZoneMemory> = {
  name: 'control_zones',
  version: 1,
  parse: (value) => recordValue(ZONE, value) as ZoneMemory,
};

export interface ControlMemoryStore extends LazySource {
  get(): ControlMemory;
  /** Remembers from now on. What must not be lost is on the disk when the promise resolves, or the log says why not. */
  take(next: ControlMemory): Promise<void>;
}

/** What must be on the disk before it is acted upon, as text. */
function urgentOf({ compressor, circuit, surplus, hygiene, water }: ControlMemory): string {
  const protection = { ...compressor, isRunning: undefined };
  // A tank that stays hot proves itself anew with each cycle: that can wait.
  const successHour = Math.floor((hygiene?.lastSuccessMs ?? 0) / HOUR_MS);
  const { startedMs, isRunning } = hygiene ?? {};
  const stopsMs = water?.stopsMs ?? [];
  return JSON.stringify([
    ...[protection, circuit, surplus, stopsMs],
    ...[successHour, startedMs, isRunning],
  ]);
}

const FIELDS = ['call', 'sinceMs', 'last', 'isFrost', 'fanPercent', 'effect', 'exercise'] as const;
const sameZone = (one: ZoneMemory | undefined, other: ZoneMemory) =>
  one === other || FIELDS.every((field) => one?.[field] === other[field]);

export function createControlMemoryStore(deps: {
  store: Store;
  clock: HouseClock;
  log: Log;
}): ControlMemoryStore {
  const { store, clock, log } = deps;
  /** As the disk has them. */
  const written = new Map(store.entries(ZONES));
  let gathered: (readonly [zoneId: string, ZoneMemory | undefined])[] = [];
  const nowMs = clock.nowMs();
  const stored = store.get(PLANTS, KEY);
  let memory = restoredMemory(
    { ...(stored ?? newMemory(nowMs)), zones: Object.fromEntries(written) },
    nowMs,
  );
  let urgent = urgentOf(memory);
  let isFailing = false;
  // It is on the disk with the next cycle: all that protects the machine has changed then.
  clock.onSet((byMs) => (memory = movedMemory(memory, byMs)));

  const plantChange = (): Change => ({
    put: PLANTS,
    key: KEY,
    value: { ...memory, zones: undefined, windows: undefined },
  });

  return {
    get: () => memory,
    async take(next) {
      memory = next;
      const nextUrgent = urgentOf(next);
      if (nextUrgent === urgent) return;
      try {
        await store.commit([plantChange()]);
        urgent = nextUrgent;
        isFailing = false;
      } catch (error) {
        // The house is not left cold for it: the next cycle tries again.
        const reason = messageOf(error);
        if (!isFailing) log.error('what control has to remember was not written', { reason });
        isFailing = true;
      }
    },
    gather() {
      const { zones } = memory;
      const changed = Object.entries(zones).filter(
        ([zoneId, zone]) => !sameZone(written.get(zoneId), zone),
      );
      const gone = [...written.keys()].filter((zoneId) => !Object.hasOwn(zones, zoneId));
      gathered = [...changed, ...gone.map((zoneId) => [zoneId, undefined] as const)];
      return [
        plantChange(),
        ...gathered.map(([key, value]): Change =>
          value === undefined ? { remove: ZONES, key } : { put: ZONES, key, value },
        ),
      ];
    },
    settle(wasWritten) {
      if (!wasWritten) return;
      for (const [zoneId, zone] of gathered) {
        if (zone === undefined) written.delete(zoneId);
        else written.set(zoneId, zone);
      }
    },
  };
}
