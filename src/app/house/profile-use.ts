/**
 * From a binding that uses a profile to one that says everything itself, before its schema is checked: nothing behind
 * the reading of a house file knows of profiles. What stands in the house file goes before what the profile says.
 */
import type { HouseFault } from '../../domain/house-fault.ts';
import { LIMITS } from '../../domain/limits.ts';
import { BINDINGS } from './binding-file.ts';
import {
  filled,
  parameterFaults,
  placeholdersOf,
  type ParameterValues,
} from './profile-parameters.ts';
import {
  isProfileName,
  isRawObject,
  parseProfile,
  type Profile,
  type ProfileTexts,
  type RawObject,
} from './profile.ts';

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

interface Expanded {
  readonly binding: RawObject;
  /** Of a path below the binding, such as `.readings[3].topic`. */
  whereSaid(below: string): SaidAt;
}

type Use = { readonly profile: Profile } | { readonly faults: readonly HouseFault[] };

/** Reads each profile once, and only those that are asked for. */
export function createProfileReader(texts: ProfileTexts): (name: unknown) => Use {
  const read = new Map<string, Use>();
  const load = (name: string): Use => {
    const text = texts.read(name);
    if (text === undefined) {
      const known = texts.names().join(', ') || 'none at all';
      return { faults: [{ path: '', message: `there is no profile "${name}", only ${known}` }] };
    }
    const result = parseProfile(text);
    if ('faults' in result)
      return {
        faults: result.faults.map(({ path, message }) => ({
          path: '',
          message: `profile ${name}${path === '' ? '' : `, ${path}`}: ${message}`,
        })),
      };
    return result.profile.name === name
      ? result
      : { faults: [{ path: '', message: `profile ${name}, name: must be that of its file` }] };
  };
  return (name) => {
    if (!isProfileName(name))
      return { faults: [{ path: '', message: 'must be the name of a profile' }] };
    const use = read.get(name) ?? load(name);
    read.set(name, use);
    return use;
  };
}

const listOf = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? (value as unknown[]) : [];
const objectOf = (value: unknown): RawObject => (isRawObject(value) ? value : {});
const fieldOf = (reading: unknown) => objectOf(reading)['field'];

/** The names of places that a device has in its readings, its needs and its orders. */
export function namesIn(device: RawObject): Set<unknown> {
  const conditions = [
    ...listOf(device['readings']).flatMap((reading) =>
      listOf(objectOf(reading)['cases']).map((one) => objectOf(one)['if']),
    ),
    ...Object.values(objectOf(device['needs'])),
  ];
  return new Set([
    ...listOf(device['readings']).flatMap((reading) => listOf(objectOf(reading)['sum'])),
    ...conditions.flatMap((condition) => Object.keys(objectOf(condition))),
    ...Object.values(objectOf(device['orders'])).map(
      (order) => objectOf(objectOf(order)['echo'])['place'],
    ),
  ]);
}

/** The places of the profile that the binding names: what it does not need it need not hear. */
function sharedPlaces(profile: Profile, device: RawObject, own: RawObject): RawObject {
  const names = new Set([...namesIn(device), ...namesIn(own)]);
  return Object.fromEntries(Object.entries(profile.places).filter(([name]) => names.has(name)));
}

/** The members that are objects by name, of which single ones may be replaced. */
const BY_NAME = ['places', 'orders', 'needs'] as const;

function merged(own: RawObject, device: RawObject, places: RawObject, withoutHub: unknown) {
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

function whereIn(
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

/** One binding that uses a profile. */
export function expanded(
  own: RawObject,
  path: string,
  readProfile: (name: unknown) => Use,
): Expanded | { readonly faults: readonly HouseFault[] } {
  const use = readProfile(own['use']);
  if ('faults' in use)
    return { faults: use.faults.map(({ message }) => ({ path: `${path}.use`, message })) };
  const { profile } = use;
  const { kind } = own;
  const device = Object.entries(profile.devices).find(([name]) => name === kind)?.[1];
  if (device === undefined) {
    const kinds = Object.keys(profile.devices).join(', ');
    const message = `profile ${profile.name} has no ${String(kind)}, only ${kinds}`;
    return { faults: [{ path: `${path}.kind`, message }] };
  }
  const places = sharedPlaces(profile, device, own);
  const needed = placeholdersOf([device, places]);
  const given: ParameterValues = Object.fromEntries(
    Object.entries(own).filter(([name]) => !BINDING_MEMBERS.has(name)),
  );
  const faults = parameterFaults(profile, given, needed);
  if (faults.length > 0)
    return { faults: faults.map((fault) => ({ ...fault, path: `${path}.${fault.path}` })) };
  const isOrdered = device['orders'] !== undefined;
  const fill = (value: unknown) => filled(value, profile, given);
  const { binding, kept } = merged(
    own,
    objectOf(fill(device)),
    objectOf(fill(places)),
    isOrdered ? profile.withoutHub : undefined,
  );
  return { binding, whereSaid: whereIn(path, { own, device, profile, kept }) };
}

/** One machine has one profile. */
function twiceFaults(bindings: readonly unknown[]): HouseFault[] {
  const first = new Map<string, string>();
  return bindings.flatMap((binding, b) => {
    const { kind, id, use } = objectOf(binding);
    if (use === undefined) return [];
    const key = JSON.stringify([kind, id]);
    const before = first.get(key);
    if (before === undefined) first.set(key, `bindings[${b}]`);
    const message = `${String(kind)} "${String(id)}" has a profile already, at ${before ?? ''}`;
    return before === undefined ? [] : [{ path: `bindings[${b}].use`, message }];
  });
}

export interface ExpandedHouse {
  /** The house file with no `use` left in it; with faults, without its bindings. */
  readonly value: unknown;
  readonly faults: readonly HouseFault[];
  /** Where something at a path of `value` stands. */
  readonly whereSaid: (path: string) => SaidAt;
}

const asItStands = (path: string): SaidAt => ({ path });

/** @param value what a house file says, of which nothing is known yet */
export function expandProfiles(value: unknown, texts: ProfileTexts): ExpandedHouse {
  const bindings = listOf(objectOf(value)['bindings']);
  const isUsing = (one: unknown): one is RawObject => isRawObject(one) && 'use' in one;
  if (!bindings.slice(0, LIMITS.bindings).some(isUsing))
    return { value, faults: [], whereSaid: asItStands };
  const readProfile = createProfileReader(texts);
  const all = bindings.map((one, b) =>
    isUsing(one) ? expanded(one, `bindings[${b}]`, readProfile) : { binding: one },
  );
  const faults = [
    ...all.flatMap((one) => ('faults' in one ? one.faults : [])),
    ...twiceFaults(bindings),
  ];
  const whole = all.flatMap((one) => ('binding' in one ? [one.binding] : []));
  const bytes = Buffer.byteLength(JSON.stringify(whole));
  if (bytes > LIMITS.houseBytes) {
    const message = `come to ${bytes} bytes with their profiles, over ${LIMITS.houseBytes}`;
    faults.push({ path: 'bindings', message });
  }
  return {
    value: { ...objectOf(value), bindings: faults.length > 0 ? [] : whole },
    faults,
    whereSaid(path) {
      const [, b, below = ''] = /^bindings\[(\d+)\](.*)$/s.exec(path) ?? [];
      const one = b === undefined ? undefined : all[Number(b)];
      return one !== undefined && 'whereSaid' in one ? one.whereSaid(below) : { path };
    },
  };
}

/** A fault of the expanded house, as it is told to who wrote the house file. */
export function faultWhereSaid({ path, message }: HouseFault, { whereSaid }: ExpandedHouse) {
  const said = whereSaid(path);
  if (said.profile === undefined) return { path: said.path, message };
  const { name, path: there } = said.profile;
  return { path: said.path, message: `profile ${name}, ${there}: ${message}` };
}
