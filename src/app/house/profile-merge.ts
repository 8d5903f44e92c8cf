/**
 * What a binding and the device of its profile say together, and which of the two says it. What stands in the house file
 * goes before what the profile says.
 */
import { BINDINGS } from './binding-file.ts';
import { isRawObject, type Profile, type RawObject } from './profile.ts';

/** What a binding can say by itself; what else stands there is a parameter of its profile. */
export const BINDING_MEMBERS: ReadonlySet<string> = new Set([
  ...Object.keys(BINDINGS.item.entries),
  'use',
]);

/** Where something of an expanded binding stands: in the house file, or in a profile. */
export interface SaidAt {
  readonly path: string;
  readonly profile?: { readonly name: string; readonly path: string } | undefined;
}

export const listOf = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? (value as unknown[]) : [];
export const objectOf = (value: unknown): RawObject => (isRawObject(value) ? value : {});
const fieldOf = (reading: unknown) => objectOf(reading)['field'];

/** The names of places that a device has in its readings, its needs and its orders. */
export function namesIn(device: RawObject): Set<unknown> {
  const echoes = Object.values(objectOf(device['orders'])).map((order) => objectOf(order)['echo']);
  const conditions = [
    ...[...listOf(device['readings']), ...echoes].flatMap((one) =>
      listOf(objectOf(one)['cases']).map((each) => objectOf(each)['if']),
    ),
    ...Object.values(objectOf(device['needs'])),
  ];
  return new Set([
    ...listOf(device['readings']).flatMap((reading) => listOf(objectOf(reading)['sum'])),
    ...conditions.flatMap((condition) => Object.keys(objectOf(condition))),
    ...echoes.map((echo) => objectOf(echo)['place']),
  ]);
}

/** The places of the profile that the binding names: what it does not need it need not hear. */
export function sharedPlaces(profile: Profile, device: RawObject, own: RawObject): RawObject {
  const names = new Set([...namesIn(device), ...namesIn(own)]);
  return Object.fromEntries(Object.entries(profile.places).filter(([name]) => names.has(name)));
}

/** The members that are objects by name, of which single ones may be replaced. */
const BY_NAME = ['places', 'orders', 'needs', 'needsHelp'] as const;

export function merged(own: RawObject, device: RawObject, places: RawObject, withoutHub: unknown) {
  const fields = new Set(listOf(own['readings']).map(fieldOf));
  const kept = listOf(device['readings']).flatMap((reading, at) =>
    fields.has(fieldOf(reading)) ? [] : [{ reading, at }],
  );
  const members = Object.fromEntries(
    Object.entries(own).filter(([name]) => BINDING_MEMBERS.has(name) && name !== 'use'),
  );
  const named = BY_NAME.flatMap((name) => {
    const shared = name === 'places' ? places : {};
    const all = { ...shared, ...objectOf(device[name]), ...objectOf(own[name]) };
    const isThere = device[name] !== undefined || own[name] !== undefined;
    // What is no object is the schema's to refuse.
    if (own[name] !== undefined && !isRawObject(own[name])) return [[name, own[name]] as const];
    return isThere || Object.keys(all).length > 0 ? [[name, all] as const] : [];
  });
  const isList = own['readings'] === undefined || Array.isArray(own['readings']);
  const binding: RawObject = {
    ...(withoutHub !== undefined && { withoutHub }),
    ...device,
    ...members,
    ...Object.fromEntries(named),
    readings: isList
      ? [...kept.map(({ reading }) => reading), ...listOf(own['readings'])]
      : own['readings'],
  };
  return { binding, kept: kept.map(({ at }) => at) };
}

/** Says of each path below the merged binding where it stands. */
export function whereIn(
  path: string,
  parts: { own: RawObject; device: RawObject; profile: Profile; kept: readonly number[] },
): (below: string) => SaidAt {
  const { own, device, profile, kept } = parts;
  const kind = String(own['kind']);
  const there = (at: string): SaidAt => ({
    path: `${path}.use`,
    profile: { name: profile.name, path: at },
  });
  return (below) => {
    const reading = /^\.readings\[(?<at>\d+)\](?<rest>.*)$/s.exec(below)?.groups;
    if (reading !== undefined) {
      const at = Number(reading['at']);
      const rest = reading['rest'] ?? '';
      return at < kept.length
        ? there(`devices.${kind}.readings[${kept[at] ?? at}]${rest}`)
        : { path: `${path}.readings[${at - kept.length}]${rest}` };
    }
    const [, name = '', member] = /^\.([a-zA-Z]+)(?:\.([^.[]+))?/.exec(below) ?? [];
    const isByName = (BY_NAME as readonly string[]).includes(name) && member !== undefined;
    const has = (holder: RawObject) =>
      isByName ? Object.hasOwn(objectOf(holder[name]), member) : Object.hasOwn(holder, name);
    if (has(own) || name === 'kind' || name === 'id') return { path: `${path}${below}` };
    if (has(device)) return there(`devices.${kind}${below}`);
    return there(name === 'places' || name === 'withoutHub' ? below.slice(1) : `devices.${kind}`);
  };
}
