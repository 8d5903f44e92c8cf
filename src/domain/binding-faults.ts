/** What no single field of a binding shows: places that are taken, and members that do not go together. */
import { BINDABLE, type DeviceBinding, type PlaceReading } from './binding/binding.ts';
import { placeOf, type MappedValue } from './binding/place.ts';
import { EQUIPMENT, isCommanded } from './equipment/catalogue.ts';
import { isMeasure, type Reading } from './equipment/reading.ts';
import { devicesOf, type House } from './house.ts';
import { pointerSteps, withValueAt } from './json-pointer.ts';
import { nameFault } from './text.ts';

export interface HouseFault {
  /** Where in the file, such as `zones[1].terminals[0]`. */
  readonly path: string;
  readonly message: string;
}

type At<T> = readonly [path: string, item: T];

const bindingsOf = ({ bindings = [] }: House): At<DeviceBinding>[] =>
  bindings.map((binding, b) => [`bindings[${b}]`, binding]);

const readingsOf = ([path, { readings }]: At<DeviceBinding>): At<PlaceReading>[] =>
  readings.map((reading, r) => [`${path}.readings[${r}]`, reading]);

/** What the reading can be told to mean, and which values are that. `null` always is: no value now. */
function meaningOf(reading: Reading): {
  readonly wanted: string;
  readonly fits: (value: MappedValue) => boolean;
} {
  if (reading.type === 'enum') {
    return {
      wanted: `one of ${reading.values.join(', ')}, or null`,
      fits: (value) => reading.values.includes(value as string),
    };
  }
  if (reading.type === 'boolean')
    return { wanted: 'true, false or null', fits: (value) => typeof value === 'boolean' };
  return { wanted: 'a number or null', fits: (value) => typeof value === 'number' };
}

function readingFaults(kind: DeviceBinding['kind'], [path, bound]: At<PlaceReading>): HouseFault[] {
  const table = BINDABLE[kind];
  const reading = Object.hasOwn(table, bound.field) ? table[bound.field] : undefined;
  if (reading === undefined)
    return [{ path: `${path}.field`, message: `must be one of ${Object.keys(table).join(', ')}` }];
  const isNumber = reading.type === 'number' || reading.type === 'integer';
  const factors = (['scale', 'offset'] as const)
    .filter((name) => !isNumber && bound[name] !== undefined)
    .map((name) => ({ path: `${path}.${name}`, message: `${bound.field} is no number` }));
  const { wanted, fits } = meaningOf(reading);
  const values = Object.entries(bound.values ?? {})
    .filter(([, value]) => value !== null && !fits(value))
    .map(([word]) => ({ path: `${path}.values.${word}`, message: `must be ${wanted}` }));
  return [...factors, ...values];
}

/** The device must be one of the house, each bound once. */
function deviceFaults(house: House, all: readonly At<DeviceBinding>[]): HouseFault[] {
  const known = new Set(devicesOf(house).map(({ kind, id }) => `${kind}/${id}`));
  const first = new Map<string, string>();
  return all.flatMap(([path, { kind, id }]) => {
    if (!known.has(`${kind}/${id}`)) {
      const where = kind === 'sensor' ? 'the sensors of any zone' : EQUIPMENT[kind].key;
      return [{ path: `${path}.id`, message: `no ${kind} "${id}" in ${where}` }];
    }
    const before = first.get(`${kind}/${id}`);
    if (before === undefined) first.set(`${kind}/${id}`, path);
    return before === undefined
      ? []
      : [{ path: `${path}.id`, message: `${kind} "${id}" is already bound at ${before}` }];
  });
}

/** One place in one topic's messages is one reading of one device: else two would claim to be the same. */
function placeFaults(all: readonly At<DeviceBinding>[]): HouseFault[] {
  const first = new Map<string, string>();
  return all.flatMap(readingsOf).flatMap(([path, reading]) => {
    const before = first.get(placeOf(reading));
    if (before === undefined) first.set(placeOf(reading), path);
    return before === undefined
      ? []
      : [{ path, message: `this topic and pointer are already at ${before}` }];
  });
}

/** Every topic of a binding, with its path. */
function topicsOf([path, binding]: At<DeviceBinding>): { read: At<string>[]; told: At<string>[] } {
  const { readings, availability = [], switch: relay, setpoint } = binding;
  return {
    read: [
      ...readings.map(({ topic }, r) => [`${path}.readings[${r}].topic`, topic] as const),
      ...availability.map(({ topic }, a) => [`${path}.availability[${a}].topic`, topic] as const),
    ],
    told: [
      ...(relay ? [[`${path}.switch.topic`, relay.topic] as const] : []),
      ...(setpoint ? [[`${path}.setpoint.topic`, setpoint.topic] as const] : []),
    ],
  };
}

function topicFaults(all: readonly At<DeviceBinding>[], base: string): HouseFault[] {
  const topics = all.map(topicsOf);
  const read = new Map(topics.flatMap((one) => one.read).map(([path, topic]) => [topic, path]));
  return topics.flatMap((one) => [
    ...[...one.read, ...one.told].flatMap(([path, topic]) => {
      const message = nameFault(topic);
      return message === undefined ? [] : [{ path, message }];
    }),
    ...[...one.read, ...one.told]
      .filter(([, topic]) => topic === base || topic.startsWith(`${base}/`))
      .map(([path]) => ({ path, message: `lies below ${base}/, which is the hub's own` })),
    ...one.told
      .filter(([, topic]) => read.has(topic))
      .map(([path, topic]) => ({
        path,
        message: `is read at ${read.get(topic) ?? ''}: the hub would hear itself`,
      })),
  ]);
}

/** One target has one terminal: else two zones would take turns at it. */
function targetFaults(all: readonly At<DeviceBinding>[]): HouseFault[] {
  const first = new Map<string, string>();
  const targets = all.flatMap(([path, { switch: relay, setpoint }]) => [
    ...(relay ? [[`${path}.switch`, `${relay.topic} ${JSON.stringify(relay.on)}`] as const] : []),
    ...(setpoint
      ? [
          [
            `${path}.setpoint`,
            `${placeOf(setpoint)} ${JSON.stringify(setpoint.message ?? {})}`,
          ] as const,
        ]
      : []),
  ]);
  return targets.flatMap(([path, target]) => {
    const before = first.get(target);
    if (before === undefined) first.set(target, path);
    return before === undefined ? [] : [{ path, message: `the same is told at ${before}` }];
  });
}

function commandFaults([path, { kind, switch: relay, setpoint }]: At<DeviceBinding>): HouseFault[] {
  const given = [relay && 'switch', setpoint && 'setpoint'].flatMap((name) => name ?? []);
  if (!isCommanded(kind))
    return given.map((name) => ({
      path: `${path}.${name}`,
      message: `a ${kind} takes no command`,
    }));
  const faults: HouseFault[] = [];
  if (relay !== undefined && JSON.stringify(relay.on) === JSON.stringify(relay.off))
    faults.push({ path: `${path}.switch.off`, message: 'must differ from on' });
  if (setpoint?.message !== undefined && setpoint.pointer === undefined)
    faults.push({ path: `${path}.setpoint.pointer`, message: 'is required with message' });
  const steps = pointerSteps(setpoint?.pointer ?? '') ?? [];
  if (setpoint !== undefined && withValueAt(setpoint.message ?? {}, steps, 0) === undefined)
    faults.push({ path: `${path}.setpoint.pointer`, message: 'leads through no object' });
  return faults;
}

function standingFaults([path, binding]: At<DeviceBinding>): HouseFault[] {
  const { kind, readings, availability = [], staleAfterMinutes } = binding;
  if (binding.standsWhileOnline !== true) return [];
  const at = `${path}.standsWhileOnline`;
  const table = BINDABLE[kind];
  const measured = readings.find(({ field }) => isMeasure(table[field]));
  return [
    ...(availability.length === 0 ? [{ path: at, message: 'goes with availability alone' }] : []),
    ...(staleAfterMinutes === undefined
      ? []
      : [{ path: at, message: 'does not go with staleAfterMinutes' }]),
    ...(measured === undefined
      ? []
      : [{ path: at, message: `a measurement such as ${measured.field} grows old` }]),
  ];
}

/** @param base the first levels of the hub's own topics */
export function bindingFaults(house: House, base: string): HouseFault[] {
  const all = bindingsOf(house);
  return [
    ...deviceFaults(house, all),
    ...all.flatMap((one) => readingsOf(one).flatMap((at) => readingFaults(one[1].kind, at))),
    ...placeFaults(all),
    ...topicFaults(all, base),
    ...all.flatMap(commandFaults),
    ...targetFaults(all),
    ...all.flatMap(standingFaults),
  ];
}
