/**
 * From a binding that uses a profile to one that says everything itself, before its schema is checked: nothing behind
 * the reading of a house file knows of profiles.
 */
import type { HouseFault } from '../../domain/house-fault.ts';
import { LIMITS } from '../../domain/limits.ts';
import {
  BINDING_MEMBERS,
  listOf,
  merged,
  objectOf,
  sharedPlaces,
  whereIn,
  type SaidAt,
} from './profile-merge.ts';
import {
  filled,
  parameterFaults,
  placeholdersOf,
  type ParameterValues,
} from './profile-parameters.ts';
import { createProfileReader, type ProfileUse } from './profile-reader.ts';
import { isRawObject, type ProfileTexts, type RawObject } from './profile.ts';

interface Expanded {
  readonly binding: RawObject;
  /** Of a path below the binding, such as `.readings[3].topic`. */
  whereSaid(below: string): SaidAt;
}

/** One binding that uses a profile. */
export function expanded(
  own: RawObject,
  path: string,
  readProfile: (name: unknown) => ProfileUse,
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
