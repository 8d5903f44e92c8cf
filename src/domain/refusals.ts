/**
 * Why what a person has asked for is refused: by code, with what a sentence about it needs, for whoever says it in another
 * language than English. One table: the contract and each language of the page are held against it.
 */

/** Code → what is told with it. */
export const REFUSALS = {
  // Of any field
  required: {},
  below_min: { min: 'number' },
  above_max: { max: 'number' },
  too_short: { min: 'number' },
  too_long: { max: 'number' },
  not_whole: {},
  name_characters: {},
  time_past: {},
  time_too_far: { days: 'number' },
  time_order: {},
  // People
  name_length: { max: 'number' },
  email_malformed: {},
  email_taken: {},
  users_full: { max: 'number' },
  last_owner: {},
  role_beyond_own: {},
  password_too_short: { min: 'number' },
  password_too_long: { maxBytes: 'number' },
  password_of_owner: {},
  password_common: {},
  password_wrong: {},
  pin_digits: { min: 'number', max: 'number' },
  pin_common: {},
  pin_off: {},
  pin_closed: {},
  registration_closed: {},
  setup_code_needed: {},
  setup_code_wrong: {},
  // The second factor
  otp_wrong: { hubTime: 'string' },
  otp_time_unknown: {},
  otp_none: {},
  otp_exists: {},
  otp_not_begun: {},
  otp_required: {},
  otp_own_first: {},
  keys_unwritable: {},
  // Tokens
  tokens_full: { max: 'number' },
  token_beyond_maker: {},
  expiry_too_soon: {},
  address_malformed: { text: 'string' },
  address_within_range: { text: 'string', range: 'string' },
  // Schedules, rooms and hot water
  templates_full: { max: 'number' },
  template_taken: { name: 'string' },
  schedule_fits_nothing: { zone: 'string' },
  outside_range: { min: 'number', max: 'number' },
  // The house
  house_by_setting: { setting: 'string' },
  house_id_taken: { id: 'string', at: 'string' },
  house_no_fan_coil: { id: 'string' },
  house_no_unit: { id: 'string' },
  house_sensor_outdoors: { id: 'string' },
  house_zone_without_work: {},
  nothing_to_undo: {},
  nothing_to_redo: {},
  // The broker
  broker_by_setting: { setting: 'string' },
  broker_virtual: {},
  broker_none: {},
  broker_url: {},
  broker_ca_without_tls: {},
  broker_ca_malformed: {},
  broker_password_again: {},
  broker_username_needed: {},
  // Backups
  backup_busy: {},
  backup_foreign: {},
  backup_damaged: {},
  backup_newer: { version: 'string' },
  backup_passphrase_wrong: {},
  backup_of_virtual: {},
  backup_of_real: {},
  restore_busy: {},
  restore_over: {},
} as const satisfies Readonly<Record<string, Readonly<Record<string, 'number' | 'string'>>>>;

export type RefusalCode = keyof typeof REFUSALS;
export const isRefusalCode = (code: unknown): code is RefusalCode =>
  typeof code === 'string' && Object.hasOwn(REFUSALS, code);
export const REFUSAL_CODES = Object.keys(REFUSALS) as readonly RefusalCode[];

interface ValueTypes {
  readonly number: number;
  readonly string: string;
}
type Told = Readonly<Record<string, keyof ValueTypes>>;
type ValuesOf<T extends Told> = { readonly [Name in keyof T]: ValueTypes[T[Name]] };
export type RefusalDataTypes = { readonly [C in RefusalCode]: ValuesOf<(typeof REFUSALS)[C]> };

/** As it stands in an answer, beside the words. */
export interface Refusal {
  readonly code: RefusalCode;
  readonly data?: Readonly<Record<string, string | number>>;
}

/** @param told absent where the code says all */
export const because = <C extends RefusalCode>(
  code: C,
  ...told: keyof RefusalDataTypes[C] extends never ? [] : [RefusalDataTypes[C]]
): Refusal => {
  const [data] = told as readonly [RefusalDataTypes[C]?];
  return { code, ...(data !== undefined && { data }) };
};
