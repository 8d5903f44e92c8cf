/** On which topics a bound device is heard, and on which it is told something. */
import { hasOwnPlace, type DeviceBinding } from './binding.ts';
import type { OrderMessage } from './order.ts';
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

export function toldTopics(binding: DeviceBinding): string[] {
  const { switch: relay, setpoint, roomTemp, keepalive, orders = {} } = binding;
  const told = Object.values(orders).flatMap(({ number, values = {}, giveBack }) => [
    ...(number === undefined ? [] : [number.topic]),
    ...Object.values(values).flatMap(ofMessages),
    ...ofMessages(giveBack),
  ]);
  return [...[relay, setpoint, roomTemp, keepalive].flatMap((one) => one?.topic ?? []), ...told];
}
