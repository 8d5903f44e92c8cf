/** On which topics a bound device is heard, and on which it is told something. */
import { hasOwnPlace, type DeviceBinding } from './binding.ts';
import { reaches, type Level } from './level.ts';
import type { BoundOrder, OrderMessage } from './order.ts';
import type { ReadPlace } from './place.ts';

const isExpected = ({ optional }: Pick<ReadPlace, 'optional'>): boolean => optional !== true;

/**
 * Of each thing that it says, the topics where that may come: a relay's state in its answer to a command, or in what it
 * repeats. What tells changes alone may be silent for weeks, save on whether it is there.
 */
export function heardTopics({
  readings,
  places = {},
  availability = [],
  alive,
  standsWhileOnline,
}: DeviceBinding): readonly (readonly string[])[] {
  const things = [...availability, ...(alive === undefined ? [] : [alive])].map(({ topic }) => [
    topic,
  ]);
  if (standsWhileOnline === true) return things;
  const byField = new Map<string, string[]>();
  for (const { field, topic } of readings.filter(hasOwnPlace).filter(isExpected))
    byField.set(field, [...(byField.get(field) ?? []), topic]);
  const named = Object.values(places).filter(isExpected);
  return [...things, ...byField.values(), ...named.map(({ topic }) => [topic])];
}

const ofMessages = (messages: readonly OrderMessage[] = []) => messages.map(({ topic }) => topic);

/** All that the hub listens to of it. */
export function listenedTopics({
  readings,
  places = {},
  availability = [],
  alive,
}: DeviceBinding): string[] {
  const all = [...readings.filter(hasOwnPlace), ...Object.values(places), ...availability];
  return [...all, ...(alive === undefined ? [] : [alive])].map(({ topic }) => topic);
}

const toldBy = ({ number, values = {}, giveBack }: BoundOrder) => [
  ...(number === undefined ? [] : [number.topic]),
  ...Object.values(values).flatMap(ofMessages),
  ...ofMessages(giveBack),
];

/** @param level how far control goes with it: all that it could ever be told, where that is left out */
export function toldTopics(binding: DeviceBinding, level: Level = 'steer'): string[] {
  const { switch: relay, setpoint, roomTemp, keepalive, orders = {} } = binding;
  const told = Object.values(orders).filter((order) => reaches(level, order.level));
  const own = [relay, setpoint, roomTemp, keepalive].flatMap((one) => one?.topic ?? []);
  return [...own, ...told.flatMap(toldBy)];
}
