/** The house as people write it, which is what is kept, shown and edited, beside what the hub makes of it. */
import type { HouseFault } from '../../domain/house-fault.ts';
import type { House } from '../../domain/house.ts';
import type { EditableMembers } from '../base/precondition.ts';
import { checkHouse, HOUSE_MEMBERS, sizeFaults } from './house-file.ts';
import { isRawObject, type ProfileTexts, type RawObject } from './profile.ts';

export interface HouseDocument {
  /** With the profiles that its bindings use by name. */
  readonly value: RawObject;
  /** The same as JSON, without a blank. */
  readonly text: string;
  readonly house: House;
}

/** What documents are checked with. */
export interface HouseRules {
  readonly mqttBase: string;
  readonly profiles: ProfileTexts;
}

/** The one check of all that comes as a house: of a file, over HTTP, or kept. */
export function documentOf(
  value: unknown,
  { mqttBase, profiles }: HouseRules,
): HouseDocument | { readonly faults: readonly HouseFault[] } {
  const result = checkHouse(value, mqttBase, profiles);
  if ('faults' in result) return result;
  const text = JSON.stringify(value);
  // A number may be written longer than it was sent.
  const faults = sizeFaults(text);
  return faults.length > 0 || !isRawObject(value)
    ? { faults }
    : { value, text, house: result.house };
}

/** As files have it. */
export const writtenHouse = (value: RawObject): string => `${JSON.stringify(value, null, 2)}\n`;

/** By member, in the order of HOUSE_MEMBERS. */
export const houseMembers = (value: RawObject): EditableMembers =>
  Object.fromEntries(HOUSE_MEMBERS.map((name) => [name, value[name]]));

/** The members that are otherwise in the one than in the other. */
export const changedMembers = (before: RawObject, after: RawObject): string[] =>
  HOUSE_MEMBERS.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
