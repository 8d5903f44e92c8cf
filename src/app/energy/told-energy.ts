/**
 * What the bus is told of the energies, as they are counted: it runs ahead of the disk, so that after an unclean stop the
 * hub knows of less than it has told. Until the count has passed that it tells what the broker has kept, for a meter
 * that falls is a new one to Home Assistant, which books all of it again.
 */
import * as v from 'valibot';
import { USES, type EnergyUse } from '../../domain/energy.ts';
import { COMPRESSOR_COUNTS } from '../../domain/equipment/compressor.ts';
import { LIMITS } from '../../domain/limits.ts';
import { createListeners, type Listener } from '../base/listeners.ts';
import type { BusMessage } from '../base/ports/bus.ts';
import type { Cancel, Clock } from '../base/ports/clock.ts';
import type { CurrentHouse } from '../house/current-house.ts';
import type { Topics } from '../messages/topics.ts';
import type { RunningEnergy } from './energy-view.ts';
import type { EnergyMeter } from './energy.ts';

export interface ToldEnergy {
  /** Whether the message was meant for it: what the broker has of it, whoever told it. */
  hear(message: BusMessage): boolean;
  view(): RunningEnergy;
  /** Called each minute in which something is counted. */
  onChange(listener: Listener<void>): Cancel;
}

const meter = (most: number) => v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(most)));
const { compressorStarts, compressorRunHours } = COMPRESSOR_COUNTS;
const ELECTRICITY = { electricalKwh: meter(LIMITS.meterKwh) };
const USE_METERS = { ...ELECTRICITY, thermalKwh: meter(LIMITS.meterKwh) };
/** What a defrost takes back makes the sum of the heat fall: it is no meter. */
const TOTAL_METERS = {
  ...ELECTRICITY,
  compressorStarts: meter(compressorStarts.max),
  compressorRunHours: meter(compressorRunHours.max),
};
const USE = v.optional(v.object(USE_METERS));
const TOLD = v.object({
  total: v.object({
    ...TOTAL_METERS,
    uses: v.object(
      Object.fromEntries(USES.map((use) => [use, USE])) as Record<EnergyUse, typeof USE>,
    ),
  }),
});

type Meters<Table> = Readonly<Partial<Record<keyof Table, number | undefined>>>;
type UseMeters = Meters<typeof USE_METERS>;
interface Told extends Meters<typeof TOTAL_METERS> {
  readonly uses: Readonly<Partial<Record<EnergyUse, UseMeters | undefined>>>;
}

function toldIn(text: string): Told | undefined {
  try {
    return v.parse(TOLD, JSON.parse(text)).total;
  } catch {
    return undefined;
  }
}

/** The higher of the two; what is not known stays so, unless something was told of it. */
function higher(count: number | undefined, told = 0): number | undefined {
  return count === undefined && told === 0 ? undefined : Math.max(count ?? 0, told);
}

/** Each of the table, where it is known. */
function metersOf<Table extends object>(
  table: Table,
  count: Meters<Table>,
  told?: Meters<Table>,
): Readonly<Partial<Record<keyof Table, number>>> {
  const names = Object.keys(table) as (keyof Table)[];
  const known = names.flatMap((name) => {
    const value = higher(count[name], told?.[name]);
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(known) as Partial<Record<keyof Table, number>>;
}

/** A use that there was none of yet. */
const ZERO = { electricalKwh: 0, thermalKwh: 0 };

/** Every meter stands from the first moment, so that what it counts first is not lost. */
function whole({ total, ...rest }: RunningEnergy, told: Told): RunningEnergy {
  const uses = USES.map((use) => {
    const count = total.uses[use] ?? ZERO;
    return [use, { ...count, ...metersOf(USE_METERS, count, told.uses[use]) }] as const;
  });
  const sum = { ...total, ...metersOf(TOTAL_METERS, total, told) };
  return { ...rest, total: { ...sum, uses: Object.fromEntries(uses) } };
}

export function createToldEnergy(deps: {
  house: Pick<CurrentHouse, 'get'>;
  topics: Pick<Topics, 'energyOf'>;
  energy: Pick<EnergyMeter, 'running' | 'isNew' | 'onChange'>;
  clock: Pick<Clock, 'after' | 'monotonicMs'>;
}): ToldEnergy {
  const { house, topics, energy, clock } = deps;
  const listeners = createListeners();
  let told: Told = { uses: {} };
  let lastMs = -Infinity;
  let isDue = false;

  energy.onChange(() => {
    if (isDue) return;
    isDue = true;
    clock.after(Math.max(0, lastMs + LIMITS.energyToldMs - clock.monotonicMs()), () => {
      isDue = false;
      lastMs = clock.monotonicMs();
      listeners.tell();
    });
  });

  function take(text: string): void {
    const heard = toldIn(text);
    // A store that has never counted is a new meter's: it begins at 0, which Home Assistant takes for what it is.
    if (heard === undefined || energy.isNew) return;
    const uses = USES.map((use) => {
      const meters = metersOf<typeof USE_METERS>(USE_METERS, heard.uses[use] ?? {}, told.uses[use]);
      return [use, meters] as const;
    });
    told = { ...metersOf(TOTAL_METERS, heard, told), uses: Object.fromEntries(uses) };
  }

  return {
    hear({ topic, payload }) {
      const hcuId = topic.endsWith('/energy') ? topics.energyOf(topic) : undefined;
      if (hcuId === undefined) return false;
      if (hcuId === house.get().hcu?.hcuId && payload.length <= LIMITS.mqttPayloadBytes)
        take(payload.toString());
      return true;
    },
    view: () => whole(energy.running(), told),
    onChange: listeners.add,
  };
}
