/**
 * What happened, as people are told: by type of event, made of its data (`event-data.ts`) and of who did it. What a device
 * or a person has said is in the data.
 */
import type { Doer } from '../doer.ts';
import {
  SECOND_FACTOR_CHANGES,
  SESSION_ENDS,
  type EventDataTypes,
  type FaultData,
  type HotWaterData,
  type Named,
  type OfDevice,
  type SecondFactorData,
  type TokenRevokedData,
  type ZoneSetpointData,
} from './event-data.ts';
import { recordsDamaged, storeRestored } from './store-events.ts';

/** What an event has beside its data. */
export interface EventFacts extends Partial<Doer> {
  readonly objectId?: string | undefined;
}

type Of<T extends keyof EventDataTypes> = EventDataTypes[T];

const device = ({ kind }: OfDevice, { objectId }: EventFacts) => `${kind} ${objectId}`;
const fault = (data: FaultData, facts: EventFacts) => `${device(data, facts)}: ${data.message}`;
const person = (did: string) => (data: Named) => `${data.name} ${did}`;
const token = ({ name }: Named, did: string) => `Token "${name}" ${did}`;
const count = (many: number, one: string, more: string) => (many === 1 ? one : `${many} ${more}`);

function conflict(data: Of<'device_conflict'>, facts: EventFacts): string {
  const name = device(data, facts);
  if (data.why === 'claimed') {
    const { heard, refused = 'one without a hardwareId' } = data;
    return `two devices claim to be ${name}: ${heard} is heard, ${refused} is not`;
  }
  return data.why === 'bound'
    ? `${name} is bound to other topics, and another device claims to be it`
    : `${name} comes online again and again: it restarts, or two devices share its name`;
}

function levelChanged(
  { kind, level, before, missing = [] }: Of<'level_changed'>,
  facts: EventFacts,
): string {
  const why = missing.length === 0 ? '' : `, for want of ${missing.join(', ')}`;
  return `${device({ kind }, facts)}: level ${level}, was ${before.level}${why}`;
}

function hotWater({ targetTempC, boostMinutes, sanitize, recirc }: HotWaterData): string {
  const words = [
    ...(targetTempC === undefined ? [] : [`to ${targetTempC} °C`]),
    ...(boostMinutes === undefined ? [] : [boostMinutes === 0 ? 'boost over' : 'boost']),
    ...(sanitize === undefined ? [] : ['disinfection']),
    ...(recirc === undefined ? [] : [`recirculation ${recirc ? 'on' : 'off'}`]),
  ];
  return `Hot water: ${words.join(', ')}`;
}

function setpoints(data: ZoneSetpointData | HotWaterData): string {
  if (!('name' in data)) return hotWater(data);
  const { name, tempHeatSetC, tempCoolSetC } = data;
  const words = [
    ...(tempHeatSetC === undefined ? [] : [`heating to ${tempHeatSetC} °C`]),
    ...(tempCoolSetC === undefined ? [] : [`cooling to ${tempCoolSetC} °C`]),
  ];
  return `${name}: ${words.join(', ')}`;
}

function tokenRevoked(data: TokenRevokedData): string {
  const { under } = data;
  if (under === undefined) return token(data, 'was revoked');
  return under.startsWith('usr_')
    ? token(data, 'was revoked, since the person was removed whom it stood under')
    : token(data, 'was revoked along with the token that it stood under');
}

function secondFactor(data: SecondFactorData): string {
  if (data.change !== 'rule') return `${data.name} ${SECOND_FACTOR_CHANGES[data.change]}`;
  return data.required
    ? 'The house asks everybody for a second factor'
    : 'The house no longer asks for a second factor';
}

export const EVENT_SENTENCES = {
  // The house
  fault_raised: fault,
  fault_cleared: (data: FaultData, facts: EventFacts) => `${fault(data, facts)} (cleared)`,
  mode_change: ({ name = 'The house', mode, before }: Of<'mode_change'>) =>
    `${name}: mode ${mode}, was ${before.mode}`,
  setpoint_change: setpoints,
  device_online: (data: OfDevice, facts: EventFacts) => `${device(data, facts)} is online`,
  device_offline: (data: OfDevice, facts: EventFacts) => `${device(data, facts)} is offline`,
  command_sent: hotWater,
  system_startup: () => 'The hub has started',
  system_shutdown: () => 'The hub stops',
  command_unconfirmed: (data: OfDevice, facts: EventFacts) =>
    `${device(data, facts)} has not confirmed what it was told`,
  report_refused: (data: Of<'report_refused'>, facts: EventFacts) =>
    `${device(data, facts)} reports what cannot be read: ${data.detail}`,
  reading_refused: (data: Of<'reading_refused'>, facts: EventFacts) =>
    `${device(data, facts)}: ${data.field} cannot be ${data.value}: it ${data.reason}`,
  level_changed: levelChanged,
  device_conflict: conflict,
  hub_word_stale: () =>
    'The broker kept the word of a hub that does not answer: it was overwritten',
  surplus_changed: (data: Of<'surplus_changed'>) =>
    `Surplus: level ${data.level}, was ${data.before.level}`,
  power_limit_changed: ({ powerLimitKw, until }: Of<'power_limit_changed'>) =>
    powerLimitKw === undefined
      ? 'The power limit is over'
      : `Power limit: ${powerLimitKw} kW until ${until}`,
  setpoint_shift_changed: ({ shiftK, until }: Of<'setpoint_shift_changed'>) =>
    shiftK === undefined
      ? 'No zone is set warmer or cooler any more'
      : `All zones ${Math.abs(shiftK)} K ${shiftK > 0 ? 'warmer' : 'cooler'} until ${until}`,
  filter_reset: (_: object, { objectId }: EventFacts) => `The filter of ${objectId} was changed`,
  events_lost: (data: Of<'events_lost'>) =>
    `The disk took nothing for a while: ${count(data.count, 'one event is', 'events are')} lost`,
  backup_made: ({ name }: Of<'backup_made'>) => `A backup was made: ${name}`,
  backup_failed: ({ reason }: Of<'backup_failed'>) => `No backup was made: ${reason}`,
  backup_restored: (data: Of<'backup_restored'>) =>
    `The hub was put back to a backup of ${data.madeAt}, made by version ${data.version}`,
  house_reloaded: () => 'The house was read anew',
  house_changed: ({ version, changed, restored }: Of<'house_changed'>) =>
    restored === undefined
      ? `The house was changed: ${changed.join(', ')} (version ${version})`
      : `The house is as in version ${restored} again (version ${version})`,
  schedule_changed: ({ name, entries }: Of<'schedule_changed'>) =>
    `${name}: a schedule of ${entries} entries`,
  schedule_template_changed: ({ name, change }: Of<'schedule_template_changed'>) =>
    `The schedule template ${name} was ${change}`,
  settings_changed: ({ before }: Of<'settings_changed'>) =>
    `Settings: ${Object.keys(before).join(', ')}`,
  broker_changed: ({ url, changed }: Of<'broker_changed'>) =>
    `The broker was set: ${url} (${changed.join(', ')})`,
  // The store
  store_restored: storeRestored,
  records_damaged: recordsDamaged,
  // Tokens
  token_created: (data: Of<'token_created'>) =>
    token(data, data.isImport === true ? 'was imported' : 'was created'),
  token_changed: (data: Of<'token_changed'>) =>
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
  recovery_code_used: ({ name, left }: Of<'recovery_code_used'>) =>
    `${name} used a recovery code to sign in; ${left} ${left === 1 ? 'is' : 'are'} left`,
  session_started: () => 'A session was opened',
  sign_in_new_place: ({ name }: Named, { from }: EventFacts) =>
    `${name} signed in from a new place: ${from?.program ?? 'an unknown program'}, from ${from?.address}`,
  session_ended: ({ why }: Of<'session_ended'>, { by }: EventFacts) =>
    `A session ended: ${SESSION_ENDS[why]}${why === 'ended_by' ? ` ${by?.id}` : ''}`,
  refresh_reused: () => 'A refresh token was used after its successor: somebody may have copied it',
  pin_changed: ({ change }: Of<'pin_changed'>) => `The PIN was ${change}`,
  pin_disabled: ({ to }: Of<'pin_disabled'>) =>
    `The PIN was closed to ${to ?? 'all where no panel is signed in'}, after too many wrong ones`,
  setup_code_renewed: ({ wrongTries }: Of<'setup_code_renewed'>) =>
    wrongTries === undefined
      ? 'There is a new setup code: the last was too old'
      : `There is a new setup code, after ${wrongTries} wrong ones were tried`,
  // At the door
  access_refused: (data: Of<'access_refused'>, { objectId }: EventFacts) =>
    `${count(data.count, 'One request', 'requests')} refused from ${objectId}`,
  locked_out: ({ failures }: Of<'locked_out'>, { objectId }: EventFacts) =>
    `${objectId} is locked for a while, after ${failures} wrong tries`,
  unlocked: (_: object, { objectId }: EventFacts) => `${objectId} was unlocked`,
} as const satisfies {
  readonly [T in keyof EventDataTypes]: (data: EventDataTypes[T], facts: EventFacts) => string;
};
