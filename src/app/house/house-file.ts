/** Reading `house.json`: a person writes it, so every fault is named, all at once, by its path in the file. */
import * as v from 'valibot';
import { HubError } from '../../domain/errors.ts';
import type { HouseFault } from '../../domain/house-fault.ts';
import { houseFaults } from '../../domain/house-faults.ts';
import { EQUIPMENT, type Equipment, type Member } from '../../domain/equipment/catalogue.ts';
import { inOrder, type House, type HouseEquipment } from '../../domain/house.ts';
import { LIMITS } from '../../domain/limits.ts';
import { parseStrictJson } from '../base/json.ts';
import type { Table } from '../base/ports/store.ts';
import { checked, recordValue, faultsOf, KEPT_TEXT, nameText } from '../base/schema.ts';
import { BINDINGS } from './binding-file.ts';
import { NO_PROFILES, type ProfileTexts } from './profile.ts';
import { expandProfiles, faultWhereSaid } from './profile-use.ts';

const ID = v.pipe(
  v.string(),
  v.regex(
    new RegExp(`^[a-zA-Z0-9_-]{1,${LIMITS.idChars}}$`),
    `must be 1 to ${LIMITS.idChars} letters, digits, _ or -`,
  ),
);
const NAME = nameText(LIMITS.friendlyNameChars);
type NameSchema = typeof NAME | typeof KEPT_TEXT;

function isTimeZone(name: string): boolean {
  // The list has no aliases, but making a formatter, which knows them, costs 8 MiB that are never given back.
  if (Intl.supportedValuesOf('timeZone').includes(name)) return true;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

function memberSchema(member: Member, name: NameSchema): v.GenericSchema {
  switch (member.type) {
    case 'name':
      return name;
    case 'parent':
      return ID;
    case 'choice':
      return v.picklist(member.values);
    case 'flag':
      return v.optional(v.boolean());
  }
}

function kindSchema({ id, members, ...kind }: Equipment, name: NameSchema): v.GenericSchema {
  const device = v.strictObject({
    [id]: ID,
    ...Object.fromEntries(
      Object.entries(members).map(([field, member]) => [field, memberSchema(member, name)]),
    ),
  });
  if (kind.cardinality === 'one') return v.optional(device);
  const list = v.pipe(v.array(device), v.maxLength(kind.max ?? LIMITS.devicesOfKind));
  return kind.isRequired === true ? list : v.optional(list);
}

/** The members of the house that have its equipment: the schemas and the types are of one table. */
const equipmentSchemas = (name: NameSchema) =>
  Object.fromEntries(
    Object.values<Equipment>(EQUIPMENT).map((kind) => [kind.key, kindSchema(kind, name)]),
  ) as { [Key in keyof HouseEquipment]-?: v.GenericSchema<unknown, HouseEquipment[Key]> };

const houseSchema = (name: NameSchema) =>
  v.strictObject({
    version: v.literal(1),
    timeZone: v.pipe(
      v.string(),
      v.check(isTimeZone, 'must be an IANA time zone such as Europe/Berlin'),
    ),
    zones: v.pipe(
      v.array(
        v.strictObject({
          zoneId: ID,
          friendlyName: name,
          sensors: v.pipe(v.array(ID), v.maxLength(LIMITS.zoneSensors)),
          terminals: v.pipe(v.array(ID), v.maxLength(LIMITS.zoneTerminals)),
          supportsHeat: v.boolean(),
          supportsCool: v.boolean(),
          floor: v.optional(name),
          order: v.optional(
            v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(LIMITS.zoneOrder)),
          ),
        }),
      ),
      v.minLength(1),
      v.maxLength(LIMITS.zones),
    ),
    outdoorSensors: v.optional(v.pipe(v.array(ID), v.maxLength(LIMITS.zoneSensors))),
    ...equipmentSchemas(name),
    bindings: v.optional(BINDINGS),
  });

const HOUSE = houseSchema(NAME);
/** The members that a house may have, always in one order. */
export const HOUSE_MEMBERS: readonly string[] = Object.keys(HOUSE.entries);
/** The same as it is sent and kept: bindings may use profiles, whose parameters stand beside. */
export const HOUSE_BODY = v.strictObject({
  ...HOUSE.entries,
  bindings: v.optional(
    v.pipe(
      v.array(v.looseObject({ kind: v.string(), id: v.string(), use: v.optional(v.string()) })),
      v.maxLength(LIMITS.bindings),
    ),
  ),
});
/** An earlier version took names that cannot all be shown as they are. */
const KEPT_HOUSE = houseSchema(KEPT_TEXT);

/** The last good house, so that a broken file at start stops nothing. Its one key is `last`. */
export const HOUSES: Table<House> = {
  name: 'house',
  version: 1,
  // As the file, with the version and what its parsing adds.
  maxBytes: LIMITS.houseBytes + LIMITS.storeValueBytes,
  parse: (value) => recordValue(KEPT_HOUSE, value),
};

export type HouseResult = { readonly house: House } | { readonly faults: readonly HouseFault[] };

/** @param value what a house file says, with no profile left in it */
export function houseFrom(value: unknown, mqttBase: string): HouseResult {
  const faults = faultsOf(HOUSE, value);
  if (faults.length > 0) return { faults };
  const house = checked(HOUSE, value);
  // They name places of the file, which has its own order.
  const deeper = houseFaults(house, mqttBase);
  return deeper.length > 0
    ? { faults: deeper }
    : { house: { ...house, zones: inOrder(house.zones) } };
}

/** What is wrong with a house as large as that; nothing where it may be. */
export function sizeFaults(text: string): readonly HouseFault[] {
  const bytes = Buffer.byteLength(text);
  const message = `it has ${bytes} bytes, over ${LIMITS.houseBytes}`;
  return bytes > LIMITS.houseBytes ? [{ path: '', message }] : [];
}

/**
 * @param value what somebody says that a house is, of which nothing is known yet
 * @param mqttBase the first levels of the hub's own topics, which no binding may name
 * @param profiles what bindings may use
 */
export function checkHouse(value: unknown, mqttBase: string, profiles: ProfileTexts): HouseResult {
  const whole = expandProfiles(value, profiles);
  const result = houseFrom(whole.value, mqttBase);
  const faults = 'faults' in result ? result.faults : [];
  if ('house' in result && whole.faults.length === 0) return result;
  return { faults: [...faults.map((fault) => faultWhereSaid(fault, whole)), ...whole.faults] };
}

/** The value that a text is. */
export function readHouseText(
  text: string,
): { readonly value: unknown } | { readonly faults: readonly HouseFault[] } {
  const faults = sizeFaults(text);
  if (faults.length > 0) return { faults };
  try {
    return { value: parseStrictJson(text) };
  } catch (error) {
    if (!(error instanceof HubError)) throw error;
    // Its message says where.
    return { faults: [{ path: '', message: error.message }] };
  }
}

/** Both at once: of a file. */
export function parseHouse(
  text: string,
  mqttBase: string,
  profiles: ProfileTexts = NO_PROFILES,
): HouseResult {
  const read = readHouseText(text);
  return 'faults' in read ? read : checkHouse(read.value, mqttBase, profiles);
}
