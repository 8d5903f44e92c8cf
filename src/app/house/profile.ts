/**
 * A profile: how the devices behind one make of gateway are heard and told, as data in a file of its own, so that a
 * binding need say no more than its name and where the gateway is. Its devices are bindings with places left open.
 */
import * as v from 'valibot';
import type { HouseFault } from '../../domain/house-fault.ts';
import { DEVICE_KINDS, type DeviceKind } from '../../domain/equipment/catalogue.ts';
import { HubError } from '../../domain/errors.ts';
import { LIMITS } from '../../domain/limits.ts';
import { parseStrictJson } from '../base/json.ts';
import { checked, faultsOf, nameText } from '../base/schema.ts';
import { POINTER } from './binding-place.ts';

/** The texts of all profiles there are: those that ship, and those of the house's own. */
export interface ProfileTexts {
  names(): readonly string[];
  /** Undefined where there is none of that name. */
  read(name: string): string | undefined;
}

export const NO_PROFILES: ProfileTexts = { names: () => [], read: () => undefined };

/** A JSON object of which nothing is known yet. */
export type RawObject = Readonly<Record<string, unknown>>;

export const isRawObject = (value: unknown): value is RawObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const RAW_OBJECT = v.custom<RawObject>(isRawObject, 'must be an object');

const NAME_RULE = `must be 1 to ${LIMITS.idChars} small letters, digits or -`;
/** It is a file's, too: nothing that leads out of its folder. */
const NAME = v.pipe(
  v.string(),
  v.regex(new RegExp(`^[a-z0-9][a-z0-9-]{0,${LIMITS.idChars - 1}}$`), NAME_RULE),
);
const PARAMETER_NAME = v.pipe(
  v.string(),
  v.regex(
    new RegExp(`^[a-zA-Z][a-zA-Z0-9]{0,${LIMITS.idChars - 1}}$`),
    `must be 1 to ${LIMITS.idChars} letters and digits`,
  ),
);
const SENTENCE = nameText(LIMITS.profileSentenceChars);

const PARAMETER = v.strictObject({
  help: SENTENCE,
  /** Where absent, each binding has to say it. One of a number takes numbers alone. */
  default: v.optional(v.union([v.string(), v.number()])),
  min: v.optional(v.number()),
  max: v.optional(v.number()),
});
export type ProfileParameter = v.InferOutput<typeof PARAMETER>;

/** Where a gateway of this make says something: that shows that there is one, and what its parameters are. */
const SIGN = v.strictObject({
  topic: v.pipe(
    v.string(),
    v.maxLength(LIMITS.bindingTopicBytes),
    v.regex(/^[^+#]+$/, 'must be a topic, perhaps with parameters, without the wildcards + and #'),
  ),
  /** What its message has to have, where others have topics of that name, too. */
  pointer: v.optional(POINTER),
});
export type ProfileSign = v.InferOutput<typeof SIGN>;

const PROFILE = v.strictObject({
  version: v.literal(1),
  name: NAME,
  title: nameText(LIMITS.friendlyNameChars),
  source: v.pipe(
    v.string(),
    v.maxLength(LIMITS.bindingTopicBytes),
    v.regex(/^https:\/\/\S+$/, 'must be an address that begins with https://'),
  ),
  /** What has to be turned on in the gateway or the machine. */
  setUp: v.optional(SENTENCE),
  withoutHub: v.optional(SENTENCE),
  sign: v.optional(SIGN),
  parameters: v.optional(v.record(PARAMETER_NAME, PARAMETER)),
  places: v.optional(v.record(v.string(), RAW_OBJECT)),
  devices: v.pipe(
    v.record(v.picklist(DEVICE_KINDS), RAW_OBJECT),
    v.check((devices) => Object.keys(devices).length > 0, 'must have a device'),
  ),
});

export interface Profile {
  readonly name: string;
  readonly title: string;
  readonly source: string;
  readonly setUp?: string | undefined;
  readonly withoutHub?: string | undefined;
  readonly sign?: ProfileSign | undefined;
  readonly parameters: Readonly<Record<string, ProfileParameter>>;
  readonly places: Readonly<Record<string, RawObject>>;
  readonly devices: Readonly<Partial<Record<DeviceKind, RawObject>>>;
}

export type ProfileResult =
  { readonly profile: Profile } | { readonly faults: readonly HouseFault[] };

export const isProfileName = (name: unknown): name is string => v.is(NAME, name);

/** What the file says, its devices as they stand there: what they become with a binding is checked with that. */
export function parseProfile(text: string): ProfileResult {
  try {
    const bytes = Buffer.byteLength(text);
    if (bytes > LIMITS.profileBytes)
      throw new HubError('invalid', `it has ${bytes} bytes, over ${LIMITS.profileBytes}`);
    const value = parseStrictJson(text);
    const faults = faultsOf(PROFILE, value);
    if (faults.length > 0) return { faults };
    const { parameters = {}, places = {}, ...rest } = checked(PROFILE, value);
    return { profile: { ...rest, parameters, places } };
  } catch (error) {
    if (!(error instanceof HubError)) throw error;
    return { faults: [{ path: '', message: error.message }] };
  }
}
