import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { KEPT_CHECKS } from '../../../src/cli/doctor/kept.ts';
import { unwell, WELL } from '../../support/hub-status.ts';
import { verdict, type Case } from './examined.ts';

const NEW = { hasStore: false };
const provisional = unwell('degraded', {
  clock: { status: 'error', state: 'provisional', since: '2026-01-15T10:00:00Z' },
});
const old = unwell('degraded', {
  backups: { status: 'error', state: 'old', since: '2026-01-15T10:00:00Z' },
});
const synchronised = (said: string) => ({
  timedatectl: `${said}\n`,
  'systemctl is-active': { code: 0, out: 'inactive\nactive\ninactive\ninactive\n' },
});
const listed = (...madeAt: string[]) => ({
  answers: { 'backup.list': madeAt.map((at) => ({ madeAt: at })) },
});
const KEYS = '/data/keys.json';
const keys = (text: string, mode = 0o600) => ({
  on: { files: { [KEYS]: text }, facts: { [KEYS]: { mode } } },
});
const SECRET = 'c2VjcmV0';

const CASES: readonly Case[] = [
  ['clock', 'nobody tells', {}, 'unknown', /nothing here tells/],
  [
    'clock',
    'the hub is in doubt',
    { hub: { ...WELL, health: provisional } },
    'wrong',
    /for certain.*set-ntp true/,
  ],
  [
    'clock',
    'no server',
    { on: { programs: synchronised('no') } },
    'wrong',
    /not set by a time server/,
  ],
  [
    'clock',
    'a server, and no battery',
    { on: { programs: synchronised('yes') } },
    'ok',
    /set by chrony; no clock with a battery/,
  ],
  [
    'clock',
    'a battery',
    { on: { programs: synchronised('yes'), folders: { '/sys/class/rtc': ['rtc0'] } } },
    'ok',
    /; a clock with a battery/,
  ],
  [
    'time zone',
    'the house’s',
    { on: { facts: { '/usr/share/zoneinfo/Europe/Berlin': {} } } },
    'ok',
    /Europe\/Berlin is known/,
  ],
  ['time zone', 'one that is not there', {}, 'wrong', /apt install tzdata/],
  [
    'backups',
    'one of today',
    listed('2026-01-14T03:00:00Z', '2026-01-15T03:00:00Z'),
    'ok',
    /^2, the last of 2026-01-15T03/,
  ],
  [
    'backups',
    'one of last week',
    listed('2026-01-08T03:00:00Z'),
    'wrong',
    /none of the last days.*aris backup/,
  ],
  ['backups', 'none yet', listed(), 'unknown', /none yet/],
  [
    'backups',
    'one that failed',
    { hub: { ...WELL, health: old } },
    'wrong',
    /failed, or is too old/,
  ],
  ['backups', 'no store', NEW, 'unknown', /nothing yet/],
  ['keys', 'no store', NEW, 'unknown', /first start/],
  ['keys', 'none', {}, 'wrong', /is not there.*sealed backup/],
  ['keys', 'good ones', keys(`{"accessKey":"${SECRET}"}`), 'ok', /owner's alone/],
  [
    'keys',
    'ones that others may read',
    keys(`{"accessKey":"${SECRET}"}`, 0o640),
    'wrong',
    /chmod 600/,
  ],
  ['keys', 'ones that are cut off', keys(`{"accessKey":"${SECRET}`), 'wrong', /cannot be read/],
];

describe('what aris doctor says of what is kept', () => {
  for (const [check, what, given, state, words] of CASES)
    it(`${check}: ${what}`, async () => {
      const found = await verdict(KEPT_CHECKS, check, given);
      const text = `${found.says} ${found.next ?? ''}`;
      assert.equal(found.state, state, text);
      assert.match(text, words);
      assert.ok(!text.includes(SECRET));
    });
});
