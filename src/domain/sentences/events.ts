/**
 * What happened, as people are told: by type of event, made of its data and of who did it. What a sentence is made of, its
 * event must have (`NewEvent` in domain/event.ts takes its data from here); what a device or a person has said is in the data.
 */
import type { Doer } from '../doer.ts';
import { recordsDamaged, storeRestored } from './store-events.ts';

/** What an event has beside its data. */
export interface EventFacts extends Partial<Doer> {
  readonly objectId?: string | undefined;
}

/** Of a device; `objectId` is its id. */
interface OfDevice {
  readonly kind: string;
}
/** What it is about is called so: a zone, a person, a token. */
interface Named {
  readonly name: string;
}
interface Mode {
  readonly mode: string;
  readonly before: { readonly mode: string };
}
/** In °C, and what of it was asked for. */
interface ZoneSetpoints extends Named {
  readonly tempHeatSetC?: number | undefined;
  readonly tempCoolSetC?: number | undefined;
}
interface HotWater {
  readonly targetTempC?: number | undefined;
  /** 0 ends a boost. */
  readonly boostMinutes?: number | undefined;
  readonly sanitize?: boolean | undefined;
  readonly recirc?: boolean | undefined;
}
/** `message` is that of the fault: a device's own, or of the hub's table. */
interface FaultFacts extends OfDevice {
  readonly message: string;
}
/** Two devices under one id: how that shows. */
export type Conflict =
  | { readonly why: 'claimed'; readonly heard: string; readonly refused?: string | undefined }
  | { readonly why: 'bound' | 'returning' };

const device = ({ kind }: OfDevice, { objectId }: EventFacts) => `${kind} ${objectId}`;
const fault = (data: FaultFacts, facts: EventFacts) => `${device(data, facts)}: ${data.message}`;
const person = (did: string) => (data: Named) => `${data.name} ${did}`;
const token = ({ name }: Named, did: string) => `Token "${name}" ${did}`;
const count = (many: number, one: string, more: string) => (many === 1 ? one : `${many} ${more}`);

function conflict(data: OfDevice & Conflict, facts: EventFacts): string {
  const name = device(data, facts);
  if (data.why === 'claimed') {
    const { heard, refused = 'one without a hardwareId' } = data;
    return `two devices claim to be ${name}: ${heard} is heard, ${refused} is not`;
  }
  return data.why === 'bound'
    ? `${name} is bound to other topics, and another device claims to be it`
    : `${name} comes online again and again: it restarts, or two devices share its name`;
}

function hotWater({ targetTempC, boostMinutes, sanitize, recirc }: HotWater): string {
  const words = [
    ...(targetTempC === undefined ? [] : [`to ${targetTempC} °C`]),
    ...(boostMinutes === undefined ? [] : [boostMinutes === 0 ? 'boost over' : 'boost']),
    ...(sanitize === undefined ? [] : ['disinfection']),
    ...(recirc === undefined ? [] : [`recirculation ${recirc ? 'on' : 'off'}`]),
  ];
  return `Hot water: ${words.join(', ')}`;
}

function setpoints(data: ZoneSetpoints | HotWater): string {
  if (!('name' in data)) return hotWater(data);
  const { name, tempHeatSetC, tempCoolSetC } = data;
  const words = [
    ...(tempHeatSetC === undefined ? [] : [`heating to ${tempHeatSetC} °C`]),
    ...(tempCoolSetC === undefined ? [] : [`cooling to ${tempCoolSetC} °C`]),
  ];
  return `${name}: ${words.join(', ')}`;
}

function tokenRevoked(data: Named & { readonly under?: string | undefined }): string {
  const { under } = data;
  if (under === undefined) return token(data, 'was revoked');
  return under.startsWith('usr_')
    ? token(data, 'was revoked, since the person was removed whom it stood under')
    : token(data, 'was revoked along with the token that it stood under');
}

/** Why a session has ended; `ended_by` by whoever did it. */
const SESSION_ENDS = {
  signed_out: 'signed out',
  ended_by: 'ended by',
  too_many: 'it was unused the longest of too many',
  replaced: 'another took its place',
  password_changed: 'the password was changed',
  pin_changed: 'the PIN was changed',
  user_removed: 'the user was removed',
  refresh_reused: 'an old refresh token was used',
} as const;
export type SessionEnd = keyof typeof SESSION_ENDS;

const SECOND_FACTOR_CHANGES = {
  on: 'turned on a second factor',
  off: 'turned off their second factor',
  recovery_codes: 'made new recovery codes',
  reset: 'lost their second factor: it was reset',
} as const;
export type SecondFactorChange = keyof typeof SECOND_FACTOR_CHANGES;

function secondFactor(
  data:
    | (Named & { readonly change: SecondFactorChange })
    | { readonly change: 'rule'; readonly required: boolean },
): string {
  if (data.change !== 'rule') return `${data.name} ${SECOND_FACTOR_CHANGES[data.change]}`;
  return data.required
    ? 'The house asks everybody for a second factor'
    : 'The house no longer asks for a second factor';
}

export const EVENT_SENTENCES = {
  // The house
  fault_raised: fault,
  fault_cleared: (data: FaultFacts, facts: EventFacts) => `${fault(data, facts)} (cleared)`,
  mode_change: ({ name = 'The house', mode, before }: Mode & Partial<Named>) =>
    `${name}: mode ${mode}, was ${before.mode}`,
  setpoint_change: setpoints,
  device_online: (data: OfDevice, facts: EventFacts) => `${device(data, facts)} is online`,
  device_offline: (data: OfDevice, facts: EventFacts) => `${device(data, facts)} is offline`,
  command_sent: hotWater,
  system_startup: () => 'The hub has started',
  system_shutdown: () => 'The hub stops',
  command_unconfirmed: (data: OfDevice, facts: EventFacts) =>
    `${device(data, facts)} has not confirmed what it was told`,
  report_refused: (data: OfDevice & { readonly detail: string }, facts: EventFacts) =>
    `${device(data, facts)} reports what cannot be read: ${data.detail}`,
  reading_refused: (
    data: OfDevice & { readonly field: string; readonly value: string; readonly reason: string },
    facts: EventFacts,
  ) => `${device(data, facts)}: ${data.field} cannot be ${data.value}: it ${data.reason}`,
  device_conflict: conflict,
  hub_word_stale: () =>
    'The broker kept the word of a hub that does not answer: it was overwritten',
  surplus_changed: (data: {
    readonly level: number;
    readonly before: { readonly level: number };
  }) => `Surplus: level ${data.level}, was ${data.before.level}`,
  filter_reset: (_: object, { objectId }: EventFacts) => `The filter of ${objectId} was changed`,
  house_reloaded: () => 'The house was read anew',
  schedule_changed: ({ name, entries }: Named & { readonly entries: number }) =>
    `${name}: a schedule of ${entries} entries`,
  settings_changed: ({ before }: { readonly before: object }) =>
    `Settings: ${Object.keys(before).join(', ')}`,
  // The store
  store_restored: storeRestored,
  records_damaged: recordsDamaged,
  // Tokens
  token_created: (data: Named & { readonly isImport?: true | undefined }) =>
    token(data, data.isImport === true ? 'was imported' : 'was created'),
  token_changed: (data: { readonly enabled?: boolean | undefined; readonly before: Named }) =>
    token(
      data.before,
      data.enabled === undefined ? 'was renamed' : data.enabled ? 'was enabled' : 'was disabled',
    ),
  token_rotated: (data: Named) => token(data, 'has a new secret'),
  token_revoked: tokenRevoked,
  // People
  user_created: person('was added'),
  user_changed: person('was changed'),
  user_removed: person('was removed'),
  password_changed: ({ name }: Named, { objectId, by }: EventFacts) =>
    by?.id === objectId ? `${name} changed their password` : `${name} was given a new password`,
  second_factor_changed: secondFactor,
  recovery_code_used: ({ name, left }: Named & { readonly left: number }) =>
    `${name} used a recovery code to sign in; ${left} ${left === 1 ? 'is' : 'are'} left`,
  session_started: () => 'A session was opened',
  sign_in_new_place: ({ name }: Named, { from }: EventFacts) =>
    `${name} signed in from a new place: ${from?.program ?? 'an unknown program'}, from ${from?.address}`,
  session_ended: ({ why }: { readonly why: SessionEnd }, { by }: EventFacts) =>
    `A session ended: ${SESSION_ENDS[why]}${why === 'ended_by' ? ` ${by?.id}` : ''}`,
  refresh_reused: () => 'A refresh token was used after its successor: somebody may have copied it',
  pin_changed: ({ change }: { readonly change: 'set' | 'removed' }) => `The PIN was ${change}`,
  pin_disabled: ({ to }: { readonly to?: string | undefined }) =>
    `The PIN was closed to ${to ?? 'all where no panel is signed in'}, after too many wrong ones`,
  setup_code_renewed: ({ wrongTries }: { readonly wrongTries?: number | undefined }) =>
    wrongTries === undefined
      ? 'There is a new setup code: the last was too old'
      : `There is a new setup code, after ${wrongTries} wrong ones were tried`,
  // At the door
  access_refused: (data: { readonly count: number }, { objectId }: EventFacts) =>
    `${count(data.count, 'One request', 'requests')} refused from ${objectId}`,
  locked_out: ({ failures }: { readonly failures: number }, { objectId }: EventFacts) =>
    `${objectId} is locked for a while, after ${failures} wrong tries`,
  unlocked: (_: object, { objectId }: EventFacts) => `${objectId} was unlocked`,
} as const;
