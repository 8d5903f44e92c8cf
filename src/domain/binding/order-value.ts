/** An order as messages, and back: what a machine is sent for a value, and whether it shows that it has it. */
import { pointerSteps, withValueAt } from '../json-pointer.ts';
import type { BoundOrder, HexNumber, OrderMessage, OrderNumber } from './order.ts';
import type { EchoSaid } from './order-echo.ts';
import type { MappedValue } from './place.ts';

/** What control wants of a machine, or what it showed: °C, K, a word, or true and false. */
export type OrderValue = number | string | boolean;

export interface OrderSending {
  /** What is told, in steps and within the bounds. */
  readonly value: OrderValue;
  readonly messages: readonly OrderMessage[];
}

/** A gateway may say a number as text: `35`. */
function numberSaid(said: MappedValue): number | undefined {
  const number = typeof said === 'string' && said.trim() !== '' ? Number(said) : said;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

/** Without the dust of binary fractions. */
const tidy = (number: number): number => Number(number.toFixed(6));

function bounded({ min, max, step }: OrderNumber, wanted: number): number {
  const inSteps = Math.round(Math.min(Math.max(wanted, min), max) / step) * step;
  const over = inSteps > max + step / 1e6 ? inSteps - step : inSteps;
  return tidy(over < min - step / 1e6 ? over + step : over);
}

/** As the machine counts it. */
const machineNumber = ({ scale = 1, offset = 0 }: OrderNumber, value: number): number =>
  tidy(scale * value + offset);

const HEX = 16;

function inHex({ prefix, digits }: HexNumber, said: number): string {
  const whole = Math.round(said);
  const twos = whole < 0 ? HEX ** digits + whole : whole;
  return prefix + twos.toString(HEX).toUpperCase().padStart(digits, '0');
}

/** Whether the number has room in the digits, half of which are for those below zero. */
export function fitsHex(number: OrderNumber, value: number): boolean {
  const half = HEX ** (number.hex?.digits ?? Infinity) / 2;
  const said = machineNumber(number, value);
  return said >= -half && said < half;
}

function numberMessage(number: OrderNumber, value: number): OrderMessage {
  const { topic, pointer = '', message, hex } = number;
  const said = machineNumber(number, value);
  if (hex !== undefined) return { topic, message: inHex(hex, said) };
  return { topic, message: withValueAt(message ?? {}, pointerSteps(pointer) ?? [], said) ?? said };
}

/** What is sent for exactly that; undefined where the machine has no message for it. */
export function exactMessages(
  { number, values = {} }: BoundOrder,
  value: OrderValue,
): readonly OrderMessage[] | undefined {
  if (number !== undefined)
    return typeof value === 'number' ? [numberMessage(number, value)] : undefined;
  const word = String(value);
  return Object.hasOwn(values, word) ? values[word] : undefined;
}

/** What is sent for what control wants; undefined where the machine cannot be told that. */
export function orderMessages(order: BoundOrder, wanted: OrderValue): OrderSending | undefined {
  const { number } = order;
  const isNumber = number !== undefined && typeof wanted === 'number';
  if (isNumber && !Number.isFinite(wanted)) return undefined;
  const value = isNumber ? bounded(number, wanted) : wanted;
  const messages = exactMessages(order, value);
  return messages === undefined ? undefined : { value, messages };
}

/** Whether two values of an order are one: numbers that lie no further apart than that. */
function areOne({ number }: BoundOrder, one: OrderValue, other: MappedValue, within: number) {
  if (number === undefined) return String(one) === String(other);
  const [first, second] = [numberSaid(one), numberSaid(other)];
  return (
    first !== undefined &&
    second !== undefined &&
    Math.abs(first - second) <= within + number.step / 1e6
  );
}

const toleranceOf = ({ echo, number }: BoundOrder): number =>
  (echo !== undefined && 'place' in echo ? echo.tolerance : undefined) ?? (number?.step ?? 0) / 2;

/** Whether what its echo says shows that it does as it was told; undefined where that says nothing. */
export function echoAgrees(
  order: BoundOrder,
  told: OrderValue,
  said: MappedValue | undefined,
): boolean | undefined {
  if (order.echo === undefined || said === undefined || said === null) return undefined;
  return areOne(order, told, said, toleranceOf(order));
}

/**
 * Whether it does as it was told then. What it lets go of by itself it may have shown before, and say nothing new when it
 * is told: a relay that tells changes alone.
 */
export function answerSince(
  order: BoundOrder,
  told: OrderValue | undefined,
  sinceMs: number,
  echo: EchoSaid | undefined,
): boolean | undefined {
  if (told === undefined) return undefined;
  const agrees = echoAgrees(order, told, echo?.value);
  const isOld = echo !== undefined && echo.atMs < sinceMs;
  return isOld && !(agrees === true && expires(order)) ? undefined : agrees;
}

/** Whether it is not worth telling: what is stored in the machine is not written for less than a step. */
export const isWithinStep = (order: BoundOrder, told: OrderValue, wanted: OrderValue): boolean =>
  order.number === undefined
    ? String(told) === String(wanted)
    : typeof told === 'number' &&
      typeof wanted === 'number' &&
      Math.abs(told - wanted) < order.number.step * (1 - 1e-6);

/** It lets go by itself of what it is not told again. */
export const expires = ({ repeatSeconds }: BoundOrder): boolean => repeatSeconds !== undefined;

/**
 * The machine's own value, from what its echo says; undefined where that is none that could be put back. A number may
 * lie beside what control may want, but not far: nonsense is never put back.
 */
export function foundValue(
  order: BoundOrder,
  said: MappedValue | undefined,
): OrderValue | undefined {
  if (order.echo === undefined || said === undefined || said === null) return undefined;
  const { number } = order;
  const value = number === undefined ? said : numberSaid(said);
  if (value === undefined || exactMessages(order, value) === undefined) return undefined;
  if (number === undefined || typeof value !== 'number') return value;
  const reach = number.max - number.min;
  return value >= number.min - reach && value <= number.max + reach ? value : undefined;
}

/** The messages that give the machine its own value back; undefined where that is not known. */
export const wayBack = (
  order: BoundOrder,
  found: OrderValue | undefined,
): readonly OrderMessage[] | undefined =>
  order.giveBack ?? (found === undefined ? undefined : exactMessages(order, found));
