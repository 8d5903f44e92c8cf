/** Reading `house.json`: a person writes it, so every fault is named, all at once, by its path in the file. */
import * as v from 'valibot';
import { HubError } from '../../domain/errors.ts';
import type { HouseFault } from '../../domain/binding-faults.ts';
import { houseFaults } from '../../domain/house-faults.ts';
import { shownHouse, type House } from '../../domain/house.ts';
import { LIMITS } from '../../domain/limits.ts';
import { parseStrictJson } from '../base/json.ts';
import type { Table } from '../base/ports/store.ts';
import { checked, faultsOf } from '../base/schema.ts';
import { BINDINGS } from './binding-file.ts';

const ID = v.pipe(
  v.string(),
  v.regex(
    new RegExp(`^[a-zA-Z0-9_-]{1,${LIMITS.idChars}}$`),
    `must be 1 to ${LIMITS.idChars} letters, digits, _ or -`,
  ),
);
const FRIENDLY_NAME = v.pipe(
  v.string(),
  v.trim(),
  v.minLength(1),
  v.maxLength(LIMITS.friendlyNameChars),
);

function isTimeZone(name: string): boolean {
  // The list has no aliases, but making a formatter, which knows them, costs 8 MiB that are never given back.
  if (Intl.supportedValuesOf('timeZone').includes(name)) return true;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

const HOUSE = v.strictObject({
  version: v.literal(1),
  timeZone: v.pipe(
    v.string(),
    v.check(isTimeZone, 'must be an IANA time zone such as Europe/Berlin'),
  ),
  zones: v.pipe(
    v.array(
      v.strictObject({
        zoneId: ID,
        friendlyName: FRIENDLY_NAME,
        sensors: v.pipe(v.array(ID), v.maxLength(LIMITS.zoneSensors)),
        terminals: v.pipe(v.array(ID), v.maxLength(LIMITS.zoneTerminals)),
        supportsHeat: v.boolean(),
        supportsCool: v.boolean(),
      }),
    ),
    v.minLength(1),
    v.maxLength(LIMITS.zones),
  ),
  fcus: v.pipe(
    v.array(
      v.strictObject({
        fcuId: ID,
        friendlyName: FRIENDLY_NAME,
        drainsCondensate: v.optional(v.boolean()),
      }),
    ),
    v.maxLength(LIMITS.fcus),
  ),
  hcu: v.optional(v.strictObject({ hcuId: ID })),
  heatpumps: v.pipe(
    v.array(v.strictObject({ hpId: ID, parentHcuId: ID })),
    v.maxLength(LIMITS.heatpumps),
  ),
  dhw: v.optional(v.strictObject({ dhwId: ID })),
  tes: v.optional(v.strictObject({ tesId: ID })),
  bindings: v.optional(BINDINGS),
});

/** The last good house, so that a broken file at start stops nothing. Its one key is `last`. */
export const HOUSES: Table<House> = {
  name: 'house',
  version: 1,
  // As the file, with the version and what its parsing adds.
  maxBytes: LIMITS.houseBytes + LIMITS.storeValueBytes,
  parse: (value) => shownHouse(checked(HOUSE, value)),
};

export type HouseResult = { readonly house: House } | { readonly faults: readonly HouseFault[] };

/** @param mqttBase the first levels of the hub's own topics, which no binding may name */
export function parseHouse(text: string, mqttBase: string): HouseResult {
  try {
    const bytes = Buffer.byteLength(text);
    if (bytes > LIMITS.houseBytes)
      throw new HubError('invalid', `it has ${bytes} bytes, over ${LIMITS.houseBytes}`);
    const value = parseStrictJson(text);
    const faults = faultsOf(HOUSE, value);
    if (faults.length > 0) return { faults };
    const house = checked(HOUSE, value);
    const deeper = houseFaults(house, mqttBase);
    return deeper.length > 0 ? { faults: deeper } : { house };
  } catch (error) {
    if (!(error instanceof HubError)) throw error;
    // Its message says where.
    return { faults: [{ path: '', message: error.message }] };
  }
}
