/** What control may ask of a machine now: by its level, and by what its gateway can be told. */
import type { Level } from '../../binding/level.ts';
import type { OrderName } from '../../binding/order.ts';
import type { OrderValue } from '../../binding/order-value.ts';
import type { MappedValue, Wanted } from '../../binding/place.ts';

export interface Appliance {
  /** What holds now: lower than `chosen` while what that needs does not stand. */
  readonly level: Level;
  readonly chosen: Level;
  /** What it can be told at that level. Of what is missing the machine decides by itself. */
  readonly orders: ReadonlySet<OrderName>;
  /** The words of `mode` that it can be told; all of them where absent. */
  readonly modes?: ReadonlySet<string> | undefined;
  /** The levels of SG-Ready that it can be told; all of them where absent. */
  readonly surplusLevels?: ReadonlySet<string> | undefined;
  /** Of the water that it can be told to make, °C; absent where it takes any. */
  readonly supply?: SupplyBounds | undefined;
  /** The same of the target of its hot water. */
  readonly target?: SupplyBounds | undefined;
  /** How far its curve can be shifted. */
  readonly shift?: ShiftBounds | undefined;
  /** Of the power that it can be told to draw at most. */
  readonly power?: PowerBounds | undefined;
  /** Why the level is lower than chosen: what should be said at these places, and is not. */
  readonly unmet?: readonly UnmetNeed[] | undefined;
  /** What keeps it from the levels that were not chosen. */
  readonly unmetElsewhere?: readonly UnmetNeed[] | undefined;
  /** How many changes of each are left today, of what its memory stands only so often. */
  readonly left?: ReadonlyMap<OrderName, number> | undefined;
  /** What stands in it of the hub's, and what it is told as soon as it may be. */
  readonly told?: ReadonlyMap<OrderName, ToldOrder> | undefined;
  /** Whether a person has told the hub to let go of it. */
  readonly isReleased?: boolean | undefined;
}

export interface ToldOrder {
  /** Undefined where it has its own. */
  readonly value: OrderValue | undefined;
  /** Its memory stands only so many changes: what has to wait, its own value where none is named. */
  readonly next?: { readonly value: OrderValue | undefined; readonly atMs: number } | undefined;
}

/** What a level needs, and does not have. */
export interface UnmetNeed {
  readonly level: Level;
  /** By its name in the binding. */
  readonly place: string;
  /** What has to stand there. */
  readonly wanted: Wanted;
  /** What stands there; undefined where that is not known. */
  readonly said: MappedValue | undefined;
}

export interface SupplyBounds {
  readonly minC: number;
  readonly maxC: number;
  readonly stepK: number;
}

export interface PowerBounds {
  readonly minKw: number;
  readonly maxKw: number;
  readonly stepKw: number;
}

export interface ShiftBounds {
  readonly minK: number;
  readonly maxK: number;
  readonly stepK: number;
}

/** What speaks the hub's own topics does all that it is told, and protects itself. */
export const OWN_TOPICS: Appliance = {
  level: 'steer',
  chosen: 'steer',
  orders: new Set<OrderName>([
    'mode',
    'supplyTempC',
    'targetTempC',
    'heat',
    'sanitize',
    'recirc',
    'backupHeater',
  ]),
};

/** Whether it can be told to do that. */
export const takesMode = ({ orders, modes }: Appliance, mode: string): boolean =>
  orders.has('mode') && (modes === undefined || modes.has(mode));

/** Against errors of floating point: no gateway knows finer steps. */
const GRAIN = 1_000;

/** The nearest whole step that it can be told; the next one `up` where less would do harm. */
export function fittedC(
  bounds: SupplyBounds | undefined,
  tempC: number,
  round: 'near' | 'up' = 'near',
): number {
  if (bounds === undefined) return tempC;
  const { minC, maxC, stepK } = bounds;
  const stepsOf = (of: number) => Math.round((of / stepK) * GRAIN) / GRAIN;
  const steps = stepsOf(tempC);
  const [least, most] = [Math.ceil(stepsOf(minC)), Math.floor(stepsOf(maxC))];
  const whole = round === 'up' ? Math.ceil(steps) : Math.round(steps);
  return Math.round(Math.min(most, Math.max(least, whole)) * stepK * GRAIN) / GRAIN;
}
