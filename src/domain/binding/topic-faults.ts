/** Topics of bindings that cannot be: the hub's own, and what would be read and told at once. */
import { repeatedAt, type At, type HouseFault } from '../house-fault.ts';
import { nameFault } from '../text.ts';
import { hasOwnPlace, type DeviceBinding } from './binding.ts';
import type { BoundOrder, HexNumber } from './order.ts';
import { placeOf, type Place } from './place.ts';

function readTopics([path, binding]: At<DeviceBinding>): At<string>[] {
  const { readings, places = {}, availability = [], alive } = binding;
  return [
    ...readings.flatMap((reading, r) =>
      hasOwnPlace(reading) ? [[`${path}.readings[${r}].topic`, reading.topic] as const] : [],
    ),
    ...Object.entries(places).map(
      ([name, { topic }]) => [`${path}.places.${name}.topic`, topic] as const,
    ),
    ...availability.map(({ topic }, a) => [`${path}.availability[${a}].topic`, topic] as const),
    ...(alive ? [[`${path}.alive.topic`, alive.topic] as const] : []),
  ];
}

function orderTopics([path, { number, values = {}, giveBack = [] }]: At<BoundOrder>): At<string>[] {
  return [
    ...(number ? [[`${path}.number.topic`, number.topic] as const] : []),
    ...Object.entries(values).flatMap(([word, messages]) =>
      messages.map(({ topic }, m) => [`${path}.values.${word}[${m}].topic`, topic] as const),
    ),
    ...giveBack.map(({ topic }, m) => [`${path}.giveBack[${m}].topic`, topic] as const),
  ];
}

const ordersOf = ([path, { orders = {} }]: At<DeviceBinding>): At<BoundOrder>[] =>
  Object.entries(orders).map(([name, order]) => [`${path}.orders.${name}`, order]);

const toldTopics = (at: At<DeviceBinding>): At<string>[] => [
  ...(['switch', 'setpoint', 'roomTemp', 'keepalive'] as const).flatMap((name) => {
    const told = at[1][name];
    return told ? [[`${at[0]}.${name}.topic`, told.topic] as const] : [];
  }),
  ...ordersOf(at).flatMap(orderTopics),
];

/** @param base the first levels of the hub's own topics */
export function topicFaults(all: readonly At<DeviceBinding>[], base: string): HouseFault[] {
  const read = all.flatMap(readTopics);
  const told = all.flatMap(toldTopics);
  const readAt = new Map(read.map(([path, topic]) => [topic, path]));
  return [
    ...[...read, ...told].flatMap(([path, topic]): HouseFault[] => {
      const message = nameFault(topic);
      return message === undefined ? [] : [{ path, message }];
    }),
    ...[...read, ...told]
      .filter(([, topic]) => topic === base || topic.startsWith(`${base}/`))
      .map(([path]) => ({ path, message: `lies below ${base}/, which is the hub's own` })),
    ...told
      .filter(([, topic]) => readAt.has(topic))
      .map(([path, topic]) => ({
        path,
        message: `is read at ${readAt.get(topic) ?? ''}: the hub would hear itself`,
      })),
  ];
}

const targetOf = (
  place: Place & { readonly message?: unknown; readonly hex?: HexNumber | undefined },
) => `${placeOf(place)} ${place.hex?.prefix ?? JSON.stringify(place.message ?? {})}`;

const SHARED_RELAY =
  'a relay that serves several zones is bound once, as hcu (profiles boiler-relay-…), and is on while any of them calls';

/** One target has one device that it is told for: else two would take turns at it. */
export function targetFaults(all: readonly At<DeviceBinding>[]): HouseFault[] {
  const switches = all.flatMap(([path, { switch: relay }]): At<string>[] =>
    relay ? [[`${path}.switch`, `${relay.topic} ${JSON.stringify(relay.on)}`]] : [],
  );
  const targets = all.flatMap((at): At<string>[] => {
    const [path, { setpoint, roomTemp }] = at;
    // A machine may take one number as two things, by how it is set: it is told one of them at a time.
    const numbers = new Map(
      ordersOf(at).flatMap(([order, { number }]) =>
        number ? [[targetOf(number), `${order}.number`] as const] : [],
      ),
    );
    return [
      ...(setpoint ? [[`${path}.setpoint`, targetOf(setpoint)] as const] : []),
      ...(roomTemp ? [[`${path}.roomTemp`, targetOf(roomTemp)] as const] : []),
      ...[...numbers].map(([target, order]) => [order, target] as const),
    ];
  });
  return [
    ...repeatedAt(switches, (before) => `the same is told at ${before}: ${SHARED_RELAY}`),
    ...repeatedAt(targets, (before) => `the same is told at ${before}`),
  ];
}
