import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { HOUSE_CHECKS } from '../../../src/cli/doctor/house.ts';
import { WELL } from '../../support/hub-status.ts';
import { verdict, type Case } from './examined.ts';

const ALONE = { hub: undefined };
const fault = (message: string, severity: 'info' | 'critical' = 'critical') => ({
  code: 'frost',
  severity,
  message,
  sinceTs: '2026-01-15T11:00:00Z',
  source: 'zone',
  objectId: 'kitchen',
});
const broker = (...faults: object[]) => ({
  answers: { 'broker.show': WELL.broker, 'broker.check': { faults } },
});
const shown = (source: string) => ({ answers: { 'broker.show': { source, hasPassword: false } } });
const silent = [
  { kind: 'sensor', id: 'hall' },
  { kind: 'fcu', id: 'fcu_1', lastSeenTs: '2026-01-15T09:00:00Z' },
] as const;
const five = ['a', 'b', 'c', 'd', 'e'].map((text) => fault(text));

const CASES: readonly Case[] = [
  ['broker', 'one that lets the hub in', broker(), 'ok', /mqtt:\/\/localhost:1883 lets the hub in/],
  ['broker', 'none', shown('none'), 'wrong', /aris broker set mqtt/],
  ['broker', 'a made-up house', shown('virtual'), 'unknown', /needs none/],
  ['broker', 'no store', { hasStore: false }, 'unknown', /no store yet/],
  [
    'broker',
    'refused rights',
    broker({ code: 'read_refused', message: 'not aris/x' }),
    'wrong',
    /not aris\/x aris|not aris\/x.*aris broker acl/,
  ],
  [
    'broker',
    'a wrong password',
    broker({ code: 'sign_in_refused', message: 'no' }),
    'wrong',
    /--username NAME/,
  ],
  [
    'broker',
    'one that is away',
    broker({ code: 'connection_refused', message: 'no' }),
    'wrong',
    /systemctl status mosquitto/,
  ],
  ['house', 'no fault', {}, 'ok', /1 rooms, no fault/],
  [
    'house',
    'what is for information',
    { hub: { ...WELL, faults: [fault('x', 'info')] } },
    'ok',
    /no fault/,
  ],
  [
    'house',
    'faults',
    { hub: { ...WELL, faults: five } },
    'wrong',
    /^5 faults: zone kitchen: a; .*d; and 1 more aris status/,
  ],
  [
    'house',
    'no hub',
    { ...ALONE, answers: { 'house.show': { version: 1, house: { zones: [1, 2] } } } },
    'ok',
    /^2 rooms/,
  ],
  ['house', 'no store', { ...ALONE, hasStore: false }, 'unknown', /no store/],
  ['devices', 'all are heard', {}, 'ok', /all 1 are heard/],
  [
    'devices',
    'silent ones',
    { hub: { ...WELL, deviceCount: 9, silent } },
    'wrong',
    /2 of 9 are silent: sensor hall \(never heard\); fcu fcu_1 \(last 2026-01-15T09/,
  ],
  ['devices', 'no hub', ALONE, 'unknown', /once the hub runs/],
  ['topics', 'all were heard', {}, 'ok', /every topic/],
  ['topics', 'no hub', ALONE, 'unknown', /once the hub runs/],
  [
    'topics',
    'a misspelt one',
    { hub: { ...WELL, unheard: [{ kind: 'hcu', id: 'hp', topics: ['x/y'] }] } },
    'wrong',
    /hcu hp: x\/y.*aris profile try/,
  ],
];

describe('what aris doctor says of the house', () => {
  for (const [check, what, given, state, words] of CASES)
    it(`${check}: ${what}`, async () => {
      const found = await verdict(HOUSE_CHECKS, check, given);
      assert.equal(found.state, state, found.says);
      assert.match(`${found.says} ${found.next ?? ''}`, words);
    });
});
