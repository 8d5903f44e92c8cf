/** What is wrong with the orders and the level of a binding. */
import { isCommanded } from '../equipment/catalogue.ts';
import { HCU_READINGS } from '../equipment/hcu.ts';
import type { At, HouseFault } from '../house-fault.ts';
import { pointerSteps, withValueAt } from '../json-pointer.ts';
import type { DeviceBinding } from './binding.ts';
import { ORDERS, type BoundOrder, type OrderedKind, type OrderNumber } from './order.ts';
import { fitsHex } from './order-value.ts';
import type { Place } from './place.ts';
import { conditionFaults, unnamed } from './reading-faults.ts';

const isOrdered = (kind: DeviceBinding['kind']): kind is OrderedKind => Object.hasOwn(ORDERS, kind);

/** A number has a place in the JSON that it goes into. */
export function messageFaults([path, { pointer, message }]: At<
  Place & { readonly message?: Readonly<Record<string, unknown>> | undefined }
>): HouseFault[] {
  const steps = pointerSteps(pointer ?? '') ?? [];
  return [
    ...(message !== undefined && pointer === undefined
      ? [{ path: `${path}.pointer`, message: 'is required with message' }]
      : []),
    ...(withValueAt(message ?? {}, steps, 0) === undefined
      ? [{ path: `${path}.pointer`, message: 'leads through no object' }]
      : []),
  ];
}

/** A number in a telegram is no part of JSON, and has room there. */
function hexFaults([path, number]: At<OrderNumber>): HouseFault[] {
  const { hex, pointer, min, max } = number;
  if (hex === undefined) return [];
  return [
    ...(pointer === undefined
      ? []
      : [{ path: `${path}.pointer`, message: 'goes into JSON, and hex is text' }]),
    ...([min, max].every((value) => fitsHex(number, value))
      ? []
      : [{ path: `${path}.hex.digits`, message: 'are too few for min and max' }]),
  ];
}

function numberFaults([path, number]: At<OrderNumber>): HouseFault[] {
  const { min, max, step } = number;
  const ranges = [
    ...(min < max ? [] : [{ path: `${path}.max`, message: 'must be more than min' }]),
    ...(min < max && step > max - min
      ? [{ path: `${path}.step`, message: 'must be no more than from min to max' }]
      : []),
  ];
  return [...ranges, ...messageFaults([path, number]), ...hexFaults([path, number])];
}

function saidFaults(
  wanted: 'number' | readonly string[],
  [path, { number, values }]: At<BoundOrder>,
): HouseFault[] {
  if (wanted === 'number')
    return [
      ...(values ? [{ path: `${path}.values`, message: 'goes with words alone' }] : []),
      ...(number
        ? numberFaults([`${path}.number`, number])
        : [{ path: `${path}.number`, message: 'is required' }]),
    ];
  return [
    ...(number ? [{ path: `${path}.number`, message: 'goes with numbers alone' }] : []),
    ...(values ? [] : [{ path: `${path}.values`, message: 'is required' }]),
    ...Object.keys(values ?? {})
      .filter((word) => !wanted.includes(word))
      .map((word) => ({
        path: `${path}.values.${word}`,
        message: `must be one of ${wanted.join(', ')}`,
      })),
  ];
}

/** It shows words that the order knows, at places that there are. */
function echoFaults(
  places: DeviceBinding['places'],
  [path, { echo, number, values = {} }]: At<BoundOrder>,
): HouseFault[] {
  if (echo === undefined) return [];
  if (!('cases' in echo)) return unnamed(places, [`${path}.echo.place`, echo.place]);
  if (number !== undefined)
    return [{ path: `${path}.echo.cases`, message: 'goes with words alone' }];
  return echo.cases.flatMap((one, c) => [
    ...conditionFaults(places, [`${path}.echo.cases[${c}].if`, one.if]),
    ...(Object.hasOwn(values, one.then)
      ? []
      : [{ path: `${path}.echo.cases[${c}].then`, message: 'is no word of values' }]),
  ]);
}

const MODES: readonly string[] = HCU_READINGS.mode.values;

function orderFaults(
  { kind, places }: DeviceBinding,
  [path, name, order]: readonly [string, string, BoundOrder],
) {
  const table: Readonly<Record<string, 'number' | readonly string[]>> = isOrdered(kind)
    ? ORDERS[kind]
    : {};
  const wanted = Object.hasOwn(table, name) ? table[name] : undefined;
  if (wanted === undefined)
    return [{ path, message: `must be one of ${Object.keys(table).join(', ')}` }];
  return [
    ...saidFaults(wanted, [path, order]),
    ...echoFaults(places, [path, order]),
    ...(order.modes ?? []).flatMap((mode, m) =>
      MODES.includes(mode)
        ? []
        : [{ path: `${path}.modes[${m}]`, message: `must be one of ${MODES.join(', ')}` }],
    ),
  ];
}

function levelFaults([path, { level = 'watch', orders = {} }]: At<DeviceBinding>): HouseFault[] {
  if (level === 'watch' || Object.values(orders).some((order) => order.level === level)) return [];
  return [
    {
      path: `${path}.level`,
      message: `must be watch, or another for which there are orders: ${level} has none`,
    },
  ];
}

/** Members that say how far control goes, of what it commands by no orders. */
function needlessFaults([path, binding]: At<DeviceBinding>): HouseFault[] {
  const what = isCommanded(binding.kind) ? 'no orders of its own' : 'no orders';
  return (['level', 'needs', 'needsHelp', 'orders'] as const)
    .filter((name) => binding[name] !== undefined)
    .map((name) => ({ path: `${path}.${name}`, message: `a ${binding.kind} takes ${what}` }));
}

export function ordersFaults(at: At<DeviceBinding>): HouseFault[] {
  const [path, binding] = at;
  const { kind, orders = {}, needs = {}, places } = binding;
  if (!isOrdered(kind)) return needlessFaults(at);
  return [
    ...Object.entries(orders).flatMap(([name, order]) =>
      orderFaults(binding, [`${path}.orders.${name}`, name, order]),
    ),
    ...Object.entries(needs).flatMap(([level, need]) =>
      conditionFaults(places, [`${path}.needs.${level}`, need]),
    ),
    ...levelFaults(at),
  ];
}
