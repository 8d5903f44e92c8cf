import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Holdings } from '../../src/app/backup/holdings.ts';
import type { CliContext } from '../../src/cli/context.ts';
import { sayHeld, sayStruck } from '../../src/cli/restore-preview.ts';
import type { ReadBackup } from '../../src/hub/restore.ts';

const OWNER = { id: 'usr_1', name: 'Ada', email: 'a@b.c', role: 'owner' };
const MEMBER = { id: 'usr_2', name: 'Bob', email: 'b@b.c', role: 'member' };
const HOLDINGS: Holdings = {
  records: 5,
  tables: new Map([
    ['zone', 2],
    ['history_minutes', 2],
    ['history_hours', 1],
  ]),
  people: [OWNER],
  tokens: [{ id: 'tok_1', name: 'HA' }],
  hasHouse: true,
  keys: undefined,
  firmwareFiles: 0,
  blocks: [],
  revocations: [],
  opens: () => true,
  factorsLost: 0,
  tokensRevoked: 0,
  tokensDisabled: 0,
  peopleRemoved: 0,
  ownersDemoted: 0,
  passwordsKept: 0,
  pinsKept: 0,
  factorsKept: 0,
};
const block = (name: string, records = 1) => ({ name, sha256: '', records });

function read(holdings: Partial<Holdings> = {}, more: Partial<ReadBackup> = {}): ReadBackup {
  const header = { kind: 'daily', madeAtMs: 0, version: '0.2.0', leftOut: [] };
  const found = { whole: [], bad: [], past: 0 };
  return {
    path: '/b/one',
    header: header as unknown as ReadBackup['header'],
    found,
    ...more,
    holdings: { ...HOLDINGS, ...holdings },
  };
}
function said(say: (context: CliContext) => void): string[] {
  const lines: string[] = [];
  say({ err: (line: string) => lines.push(line) } as unknown as CliContext);
  return lines;
}
const held = (of: ReadBackup) => said((context) => sayHeld(of, context));
const has = (lines: readonly string[], pattern: RegExp) => lines.some((line) => pattern.test(line));

describe('what is told of a backup before it is put back', () => {
  it('is what made it, and what it holds', () =>
    assert.deepEqual(held(read()), [
      'A daily backup of 1970-01-01T00:00:00Z, made by version 0.2.0 of the hub unknown.',
      'It holds 5 records, 3 records of history among them.',
      '  1 person comes back:',
      '    Ada <a@b.c>, owner',
      '  1 token comes back:',
      '    tok_1 "HA"',
    ]));

  it('is that nobody comes back who could own it', () => {
    assert.ok(has(held(read({ people: [MEMBER] })), /No owner comes back/));
    assert.ok(!has(held(read()), /No owner/));
  });

  it('names twenty, and how many more there are', () => {
    const tokens = (many: number) =>
      Array.from({ length: many }, (_, at) => ({ id: `tok_${at}`, name: 'x' }));
    const few = held(read({ tokens: tokens(20) }));
    assert.ok(has(few, /tok_19 /) && !has(few, /more$/));
    const many = held(read({ tokens: tokens(22) }));
    assert.ok(!has(many, /tok_20 /) && has(many, /^ {4}and 2 more$/));
  });

  it('is what was left out of it', () => {
    const header = { ...read().header, leftOut: ['events' as const, 'broker_password' as const] };
    assert.ok(
      has(
        held(read({}, { header })),
        /^It was made without events but the newest, the broker's password\.$/,
      ),
    );
  });

  it('is the history beside it, as far as that is whole', () => {
    const blocks = [block('a'), block('b')];
    assert.ok(!has(held(read()), /history lies beside/));
    const whole = held(read({ blocks }, { found: { whole: [block('a', 7)], bad: [], past: 0 } }));
    assert.ok(has(whole, /beside it: 1 file of .*, with 7 records\.$/));
    assert.ok(!has(whole, /does not come back|too old/));
    const bad = [{ name: 'b', reason: 'is missing' }];
    const broken = held(read({ blocks }, { found: { whole: [], bad, past: 2 } }));
    assert.ok(has(broken, /^2 files more had history that is too old/));
    assert.ok(has(broken, /does not come back: b \(is missing\)\.$/));
  });

  it('is what stays as it became since, each only where there is some', () => {
    const lines = held(
      read({
        tokensRevoked: 1,
        tokensDisabled: 2,
        peopleRemoved: 1,
        ownersDemoted: 1,
        passwordsKept: 2,
        pinsKept: 1,
        factorsKept: 2,
        factorsLost: 2,
      }),
    );
    for (const line of [
      /^ {2}1 token in it stay revoked/,
      /^ {2}2 tokens in it stay disabled/,
      /^ {2}1 person in it stay removed/,
      /^ {2}1 owner in it stay members/,
      /^ {2}2 passwords changed since/,
      /^ {2}The PIN of the panels stays/,
      /^ {2}2 second factors set up/,
      /not there: 2 people sign in with the password alone/,
    ])
      assert.ok(has(lines, line), String(line));
    assert.equal(held(read()).length, 6);
  });
});

describe('who is struck out of a backup', () => {
  it('is named, and nobody where nobody is', () => {
    const all = read({ people: [OWNER, MEMBER] });
    const left = { ...all, holdings: { ...all.holdings, people: [OWNER], tokens: [] } };
    assert.deepEqual(
      said((context) => sayStruck(all, left, context)),
      ['  Struck out, and not to come back:', '    Bob <b@b.c>, member', '    tok_1 "HA"'],
    );
    assert.deepEqual(
      said((context) => sayStruck(all, all, context)),
      [],
    );
  });
});
