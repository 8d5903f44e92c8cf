/**
 * What a machine of another make can be told, member by member of what control wants of it: in which messages, within
 * which bounds, how often at most, how it shows that it heard, and how it gets its own value back.
 */
import type { Level } from './level.ts';
import type { Condition, Place } from './place.ts';

/** What control can want of a machine, by kind. Numbers in the units of their names. */
export const ORDERS = {
  hcu: {
    mode: ['heat', 'cool', 'dhw_charge', 'idle'],
    supplyTempC: 'number',
    /** How much warmer than its own curve's its water is to be, K. */
    curveShiftK: 'number',
    /** SG-Ready: 1 block, 2 normal, 3 recommended, 4 ordered. */
    surplusLevel: ['1', '2', '3', '4'],
    /** The most that it may draw, kW: told while there is a limit, and given back after it. */
    powerLimitKw: 'number',
  },
  dhw: {
    targetTempC: 'number',
    heat: ['true', 'false'],
    sanitize: ['true', 'false'],
    recirc: ['true', 'false'],
    backupHeater: ['true', 'false'],
  },
  tes: { mode: ['heat', 'cool', 'idle'] },
} as const satisfies Readonly<
  Record<string, Readonly<Record<string, 'number' | readonly string[]>>>
>;

export type OrderedKind = keyof typeof ORDERS;
export type OrderName = { [K in OrderedKind]: keyof (typeof ORDERS)[K] }[OrderedKind];

export const ORDER_NAMES: readonly OrderName[] = [
  ...new Set(Object.values(ORDERS).flatMap((table) => Object.keys(table) as OrderName[])),
];

/** One message, sent as it is where it is text, else as JSON. */
export interface OrderMessage {
  readonly topic: string;
  readonly message: unknown;
  /** What is waited before the next one, in ms. */
  readonly pauseMs?: number | undefined;
}

/** How a number stands in a telegram: after this text, in so many hexadecimal digits, below zero as two's complement. */
export interface HexNumber {
  readonly prefix: string;
  readonly digits: number;
}

/** A number as the machine takes it: `scale` × number + `offset`, as the payload or in `message` at `pointer`. */
export interface OrderNumber extends Place {
  readonly message?: Readonly<Record<string, unknown>> | undefined;
  /** In place of those: as text of which it is a part. */
  readonly hex?: HexNumber | undefined;
  readonly scale?: number | undefined;
  readonly offset?: number | undefined;
  /** Bounds and steps of what control wants, before scale and offset. */
  readonly min: number;
  readonly max: number;
  readonly step: number;
}

/** The place, by name, where the machine shows the setting: a reading of it confirms the order. */
export interface PlaceEcho {
  readonly place: string;
  /** How far a number may lie beside what was ordered; half a step where absent. */
  readonly tolerance?: number | undefined;
}

/** A word that several places show together, as two relays do: the first case whose condition holds. */
export interface CaseEcho {
  readonly cases: readonly { readonly if: Condition; readonly then: string }[];
}

export type OrderEcho = PlaceEcho | CaseEcho;

export interface BoundOrder {
  /** From which level on it is told. */
  readonly level: Exclude<Level, 'watch'>;
  /** Only while the unit's mode is one of these: the target of the water in heating, say. */
  readonly modes?: readonly string[] | undefined;
  /** For a number. */
  readonly number?: OrderNumber | undefined;
  /** For a word, a level, or true and false: what is sent. A word that is missing is not told. */
  readonly values?: Readonly<Record<string, readonly OrderMessage[]>> | undefined;
  readonly echo?: OrderEcho | undefined;
  /** The machine lets go of it by itself: it has to be told again so often. What has none is kept for ever. */
  readonly repeatSeconds?: number | undefined;
  /** How long is waited between two orders that differ, and how many a day there may be: what its memory stands. */
  readonly minIntervalSeconds?: number | undefined;
  readonly perDay?: number | undefined;
  /** What gives the machine its own value back. Where absent: what its echo showed before it was first told. */
  readonly giveBack?: readonly OrderMessage[] | undefined;
}

/** By the name of the order. */
export type BoundOrders = Readonly<Partial<Record<OrderName, BoundOrder>>>;

export const ordersOf = ({
  orders = {},
}: {
  readonly orders?: BoundOrders | undefined;
}): [OrderName, BoundOrder][] => Object.entries(orders) as [OrderName, BoundOrder][];

/** What must stand for a level; where it does not, the next lower one holds. */
export type LevelNeeds = Readonly<Partial<Record<Exclude<Level, 'watch'>, Condition>>>;
