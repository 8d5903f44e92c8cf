/** What people are told: every code has its sentence, and every sentence is made of its event's own data. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { FINDINGS } from '../../../src/domain/control/findings.ts';
import { REASON_CODES, reason } from '../../../src/domain/control/base/reasons.ts';
import {
  EVENT_TYPES,
  sentenceOf,
  type EventType,
  type NewEvent,
} from '../../../src/domain/event.ts';
import { EVENT_SENTENCES } from '../../../src/domain/sentences/events.ts';
import { FAULT_SENTENCES } from '../../../src/domain/sentences/faults.ts';

const OWNER = { by: { kind: 'person', id: 'usr_a', name: 'Ada' } } as const;
const DEVICE = { kind: 'fcu' };
const FAN_STUCK = { ...DEVICE, code: 'E4', message: 'Fan stuck' };
const ADA = { name: 'Ada' };
const REFUSALS = { last: '2026-01-15T10:00:00Z', reasons: { token_unknown: 5 } };
type Told = Partial<Omit<NewEvent, 'type' | 'severity' | 'data'>>;

/** What is told of the type, with this data and these facts. */
function told<T extends EventType>(
  type: T,
  data: NewEvent<T>['data'],
  facts: Told = { objectId: 'f1' },
): [string, string] {
  return [type, sentenceOf({ type, severity: 'info', data, ...facts })];
}

const CASES: readonly (readonly [[string, string], string])[] = [
  [told('fault_raised', FAN_STUCK), 'fcu f1: Fan stuck'],
  [told('fault_cleared', FAN_STUCK), 'fcu f1: Fan stuck (cleared)'],
  [
    told('mode_change', { mode: 'away', before: { mode: 'home' } }),
    'The house: mode away, was home',
  ],
  [
    told('mode_change', { name: 'Bath', mode: 'off', before: { mode: 'heat' } }),
    'Bath: mode off, was heat',
  ],
  [
    told('setpoint_change', { name: 'Bath', tempHeatSetC: 22, tempCoolSetC: 24.5, before: {} }),
    'Bath: heating to 22 °C, cooling to 24.5 °C',
  ],
  [
    told('setpoint_change', { targetTempC: 50, boostMinutes: 30, sanitize: true, recirc: false }),
    'Hot water: to 50 °C, boost, disinfection, recirculation off',
  ],
  [
    told('command_sent', { boostMinutes: 0, recirc: true }),
    'Hot water: boost over, recirculation on',
  ],
  [told('device_online', DEVICE), 'fcu f1 is online'],
  [told('device_offline', DEVICE), 'fcu f1 is offline'],
  [told('system_startup', { version: '1.0.0', virtual: false }), 'The hub has started'],
  [told('system_shutdown', {}), 'The hub stops'],
  [
    told('command_unconfirmed', { ...DEVICE, commandId: 'c1', mode: 'heat' }),
    'fcu f1 has not confirmed what it was told',
  ],
  [
    told('report_refused', { ...DEVICE, detail: 'no JSON' }),
    'fcu f1 reports what cannot be read: no JSON',
  ],
  [
    told('reading_refused', {
      ...DEVICE,
      field: 'fanPercent',
      value: '900',
      reason: 'is too much',
    }),
    'fcu f1: fanPercent cannot be 900: it is too much',
  ],
  [
    told('level_changed', {
      kind: 'fcu',
      level: 'watch',
      chosen: 'steer',
      before: { level: 'steer' },
      missing: ['waterMode', 'sensor'],
    }),
    'fcu f1: level watch, was steer, for want of waterMode, sensor',
  ],
  [
    told('level_changed', {
      kind: 'fcu',
      level: 'steer',
      chosen: 'steer',
      before: { level: 'watch' },
    }),
    'fcu f1: level steer, was watch',
  ],
  [
    told('device_conflict', { ...DEVICE, why: 'claimed', heard: 'aa' }),
    'two devices claim to be fcu f1: aa is heard, one without a hardwareId is not',
  ],
  [
    told('device_conflict', { ...DEVICE, why: 'bound' }),
    'fcu f1 is bound to other topics, and another device claims to be it',
  ],
  [
    told('device_conflict', { ...DEVICE, why: 'returning' }),
    'fcu f1 comes online again and again: it restarts, or two devices share its name',
  ],
  [
    told('hub_word_stale', { serial: 'aris-2' }),
    'The broker kept the word of a hub that does not answer: it was overwritten',
  ],
  [
    told('power_limit_changed', { powerLimitKw: 4.2, until: '2026-01-15T12:00:00Z' }),
    'Power limit: 4.2 kW until 2026-01-15T12:00:00Z',
  ],
  [told('power_limit_changed', {}), 'The power limit is over'],
  [
    told('setpoint_shift_changed', { shiftK: 1.5, until: '2026-01-15T12:00:00Z' }),
    'All zones 1.5 K warmer until 2026-01-15T12:00:00Z',
  ],
  [
    told('setpoint_shift_changed', { shiftK: -2, until: '2026-01-15T12:00:00Z' }),
    'All zones 2 K cooler until 2026-01-15T12:00:00Z',
  ],
  [told('setpoint_shift_changed', {}), 'No zone is set warmer or cooler any more'],
  [
    told('schedule_template_changed', { name: 'Office', change: 'added' }),
    'The schedule template Office was added',
  ],
  [told('surplus_changed', { level: 3, before: { level: 2 } }), 'Surplus: level 3, was 2'],
  [
    told('filter_reset', { filterLastChangedTs: '2026-01-15T10:00:00Z' }),
    'The filter of f1 was changed',
  ],
  [told('events_lost', { count: 1 }), 'The disk took nothing for a while: one event is lost'],
  [told('events_lost', { count: 20 }), 'The disk took nothing for a while: 20 events are lost'],
  [told('house_reloaded', { path: 'house.json', zones: 2 }), 'The house was read anew'],
  [
    told('broker_changed', { url: 'mqtt://broker.home', changed: ['url', 'password'] }),
    'The broker was set: mqtt://broker.home (url, password)',
  ],
  [
    told('house_changed', { version: 3, changed: ['zones', 'fcus'] }),
    'The house was changed: zones, fcus (version 3)',
  ],
  [
    told('house_changed', { version: 4, changed: ['zones'], restored: 2 }),
    'The house is as in version 2 again (version 4)',
  ],
  [
    told('backup_made', { name: 'a.backup', kind: 'daily', sizeBytes: 9 }),
    'A backup was made: a.backup',
  ],
  [told('backup_failed', { reason: 'the disk is full' }), 'No backup was made: the disk is full'],
  [
    told('backup_restored', {
      madeAt: '2026-01-15T10:00:00Z',
      version: '0.2.0',
      tokensRevoked: 1,
      tokensDisabled: 0,
      peopleRemoved: 0,
      ownersDemoted: 0,
      passwordsKept: 0,
      pinsKept: 0,
      factorsKept: 0,
    }),
    'The hub was put back to a backup of 2026-01-15T10:00:00Z, made by version 0.2.0',
  ],
  [told('schedule_changed', { name: 'Bath', entries: 2 }), 'Bath: a schedule of 2 entries'],
  [
    told('settings_changed', { units: 'F', before: { name: 'Aris', units: 'C' } }),
    'Settings: name, units',
  ],
  [
    told('store_restored', {
      fault: 'it is empty',
      from: 'backup',
      records: 7,
      backup: '/b/x',
      sinceTs: '2026-01-01T00:00:00Z',
      untilTs: '2026-01-02T00:00:00Z',
    }),
    'The store was damaged (it is empty): the backup /b/x took its place, and what was kept from 2026-01-01T00:00:00Z until 2026-01-02T00:00:00Z is gone',
  ],
  [
    told('store_restored', { fault: 'it is empty', from: 'rest', records: 7, lost: [] }),
    'The store was damaged (it is empty): all of its records could be read, and are in a new one',
  ],
  [
    told('store_restored', {
      fault: 'it is empty',
      from: 'rest',
      records: 7,
      lost: ['users', 'pin'],
    }),
    'The store was damaged (it is empty): what could be read is in a new one, which may lack some of users, pin',
  ],
  [
    told('store_restored', { fault: 'it is empty', from: 'nothing', records: 0 }),
    'The store was damaged (it is empty), and nothing of it could be read: the house goes on by its file, without people, tokens and schedules',
  ],
  [
    told('records_damaged', { table: 'zone_schedules', keys: ['bath'], count: 1 }),
    'Schedule of the zone bath could not be read, and counts for nothing',
  ],
  [
    told('records_damaged', {
      table: 'users',
      keys: ['usr_a', 'usr_b'],
      count: 3,
      goodTs: '2026-01-01T00:00:00Z',
    }),
    'Account usr_a, usr_b and 1 more could not be read: what the backup of 2026-01-01T00:00:00Z has of it took its place',
  ],
  [told('token_created', { name: 'x' }), 'Token "x" was created'],
  [told('token_created', { name: 'x', isImport: true }), 'Token "x" was imported'],
  [told('token_changed', { name: 'y', before: { name: 'x' } }), 'Token "x" was renamed'],
  [told('token_changed', { enabled: true, before: { name: 'x' } }), 'Token "x" was enabled'],
  [told('token_changed', { enabled: false, before: { name: 'x' } }), 'Token "x" was disabled'],
  [told('token_rotated', { name: 'x' }), 'Token "x" has a new secret'],
  [told('token_revoked', { name: 'x' }), 'Token "x" was revoked'],
  [
    told('token_revoked', { name: 'x', under: 'usr_a' }),
    'Token "x" was revoked, since the person was removed whom it stood under',
  ],
  [
    told('token_revoked', { name: 'x', under: 'tok_a' }),
    'Token "x" was revoked along with the token that it stood under',
  ],
  [told('user_created', { ...ADA, role: 'member' }), 'Ada was added'],
  [told('user_changed', { ...ADA, changed: ['role'], role: 'member' }), 'Ada was changed'],
  [told('user_removed', { ...ADA, tokensRevoked: 0 }), 'Ada was removed'],
  [told('password_changed', ADA, { objectId: 'usr_a', ...OWNER }), 'Ada changed their password'],
  [
    told('password_changed', { name: 'Max' }, { objectId: 'usr_b', ...OWNER }),
    'Max was given a new password',
  ],
  [told('second_factor_changed', { ...ADA, change: 'on' }), 'Ada turned on a second factor'],
  [told('second_factor_changed', { ...ADA, change: 'off' }), 'Ada turned off their second factor'],
  [
    told('second_factor_changed', { ...ADA, change: 'recovery_codes' }),
    'Ada made new recovery codes',
  ],
  [
    told('second_factor_changed', { ...ADA, change: 'reset' }),
    'Ada lost their second factor: it was reset',
  ],
  [
    told('second_factor_changed', { change: 'rule', required: true }),
    'The house asks everybody for a second factor',
  ],
  [
    told('second_factor_changed', { change: 'rule', required: false }),
    'The house no longer asks for a second factor',
  ],
  [
    told('recovery_code_used', { ...ADA, left: 1 }),
    'Ada used a recovery code to sign in; 1 is left',
  ],
  [
    told('recovery_code_used', { ...ADA, left: 2 }),
    'Ada used a recovery code to sign in; 2 are left',
  ],
  [told('session_started', { userId: 'panel', kind: 'cookie' }), 'A session was opened'],
  [
    told('sign_in_new_place', ADA, { from: { address: '10.0.0.7' } }),
    'Ada signed in from a new place: an unknown program, from 10.0.0.7',
  ],
  [told('session_ended', { userId: 'usr_a', why: 'signed_out' }), 'A session ended: signed out'],
  [
    told('session_ended', { userId: 'usr_a', why: 'ended_by' }, OWNER),
    'A session ended: ended by usr_a',
  ],
  [
    told('refresh_reused', {}),
    'A refresh token was used after its successor: somebody may have copied it',
  ],
  [told('pin_changed', { change: 'set' }), 'The PIN was set'],
  [told('pin_changed', { change: 'removed' }), 'The PIN was removed'],
  [
    told('pin_disabled', { to: '10.0.0.7' }),
    'The PIN was closed to 10.0.0.7, after too many wrong ones',
  ],
  [
    told('pin_disabled', {}),
    'The PIN was closed to all where no panel is signed in, after too many wrong ones',
  ],
  [told('setup_code_renewed', {}), 'There is a new setup code: the last was too old'],
  [
    told('setup_code_renewed', { wrongTries: 10 }),
    'There is a new setup code, after 10 wrong ones were tried',
  ],
  [told('access_refused', { ...REFUSALS, count: 1 }), 'One request refused from f1'],
  [told('access_refused', { ...REFUSALS, count: 5 }), '5 requests refused from f1'],
  [told('locked_out', { failures: 6 }), 'f1 is locked for a while, after 6 wrong tries'],
  [told('unlocked', {}), 'f1 was unlocked'],
];

describe('a sentence', () => {
  it('is there for every type of event, and is tried here', () => {
    assert.deepEqual(Object.keys(EVENT_SENTENCES).sort(), Object.keys(EVENT_TYPES).sort());
    const tried = new Set(CASES.map(([[type]]) => type));
    assert.deepEqual([...tried].sort(), Object.keys(EVENT_TYPES).sort());
  });

  for (const [[type, text], expected] of CASES)
    it(`of ${type}: ${expected}`, () => assert.equal(text, expected));

  it('is there for every fault that control finds, and for no other', () => {
    assert.deepEqual(Object.keys(FAULT_SENTENCES).sort(), Object.keys(FINDINGS).sort());
    for (const text of Object.values(FAULT_SENTENCES)) assert.match(text, /^[a-z].*[^.]$/);
  });

  it('is there for every reason', () => {
    for (const code of REASON_CODES) assert.match(reason(code).text, /^[A-Z].*\.$/);
  });
});
