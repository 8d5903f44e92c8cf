/** A record that cannot be read is no default in silence: it is named, and its last good value counts where there is one. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Backups } from '../../src/app/base/ports/backups.ts';
import { tellDamaged } from '../../src/app/records/damaged-records.ts';
import type { NewEvent } from '../../src/domain/event.ts';
import { LIMITS } from '../../src/domain/limits.ts';
import { ESSENTIAL_TABLES } from '../../src/hub/tables.ts';
import { mendRecords } from '../../src/store/mend.ts';
import { createMemoryLog } from '../support/log.ts';
import { createMemoryTexts } from '../support/memory-texts.ts';

const MADE_AT_MS = Date.parse('2026-01-10T00:00:00Z');
const SCHEDULE = '{"v":1,"d":[{"days":["mon"],"at":"06:30","tempHeatSetC":21}]}';
const ANNA = JSON.stringify({
  v: 1,
  d: {
    id: 'usr_anna',
    email: 'anna@example.com',
    name: 'Anna',
    role: 'owner',
    passwordHash: 'x',
    passwordVersion: 1,
    createdAtMs: 1,
    createdBy: 'usr_anna',
    knownAddresses: {},
  },
});
const BROKEN = '{"v":1,"d":7}';

const backupOf = (records: Readonly<Record<string, string>>): Backups => ({
  newestGood: () =>
    Promise.resolve({
      path: '/b',
      madeAtMs: MADE_AT_MS,
      format: 3,
      async *records() {
        await Promise.resolve();
        yield* Object.entries(records);
      },
    }),
});

async function mended(records: Readonly<Record<string, string>>, backups?: Backups) {
  const texts = createMemoryTexts();
  await texts.write(Object.entries(records));
  const log = createMemoryLog();
  const found = await mendRecords(texts, { tables: ESSENTIAL_TABLES, backups, log });
  return { texts, found, log };
}

const audit = (type: string, objectId: string, timestampMs: number) =>
  JSON.stringify({ v: 2, d: { type, objectId, timestampMs } });

describe('a damaged record', () => {
  it('is set aside and named, where there is no backup', async () => {
    const { texts, found, log } = await mended({
      'zone_schedules/bath': BROKEN,
      'zone_schedules/hall': SCHEDULE,
    });
    assert.deepEqual(found, [{ table: 'zone_schedules', key: 'bath', goodAtMs: undefined }]);
    assert.equal(texts.get('zone_schedules/bath'), undefined);
    assert.equal(texts.get('damaged/zone_schedules/bath'), BROKEN);
    assert.equal(texts.get('zone_schedules/hall'), SCHEDULE);
    assert.ok(log.lines.some(({ message }) => message === 'a record is damaged'));
  });

  it('has its last good value from the backup', async () => {
    const backups = backupOf({ 'zone_schedules/bath': SCHEDULE, 'users/usr_anna': ANNA });
    const { texts, found } = await mended(
      { 'zone_schedules/bath': BROKEN, 'users/usr_anna': 'x' },
      backups,
    );
    assert.deepEqual(
      found.map(({ key, goodAtMs }) => [key, goodAtMs]),
      [
        ['usr_anna', MADE_AT_MS],
        ['bath', MADE_AT_MS],
      ],
    );
    assert.equal(texts.get('zone_schedules/bath'), SCHEDULE);
    assert.equal(texts.get('users/usr_anna'), ANNA);
    assert.equal(texts.get('damaged/users/usr_anna'), 'x');
  });

  it('has none from a backup that is damaged there, too', async () => {
    const backups = backupOf({ 'zone_schedules/bath': BROKEN });
    const { texts } = await mended({ 'zone_schedules/bath': 'x' }, backups);
    assert.equal(texts.get('zone_schedules/bath'), undefined);
  });

  for (const [what, event, isKept] of [
    ['before', audit('password_changed', 'usr_anna', MADE_AT_MS - 1), true],
    ['since', audit('password_changed', 'usr_anna', MADE_AT_MS + 1), false],
    ['since, and that cannot be read', 'x', false],
  ] as const)
    it(`of a person who was changed ${what} ${isKept ? 'is' : 'is not'} as it was then`, async () => {
      const { texts } = await mended(
        { 'users/usr_anna': 'x', 'audit/000000000001': event },
        backupOf({ 'users/usr_anna': ANNA }),
      );
      assert.equal(texts.get('users/usr_anna'), isKept ? ANNA : undefined);
    });

  it('of a newer version is none', async () => {
    const newer = '{"v":9,"d":{}}';
    const { texts, found } = await mended({ 'users/usr_anna': newer });
    assert.deepEqual(found, []);
    assert.equal(texts.get('users/usr_anna'), newer);
  });
});

describe('damaged records', () => {
  it('are one event for each table, which names the first few', async () => {
    const events: NewEvent[] = [];
    const journal = {
      commit: (_: unknown, told: readonly NewEvent[]) => Promise.resolve(void events.push(...told)),
    };
    const many = Array.from({ length: LIMITS.damagedRecordKeys + 2 }, (_, index) => ({
      table: 'tokens',
      key: `t${index}`,
    }));
    await tellDamaged([], journal);
    assert.deepEqual(events, []);
    await tellDamaged([...many, { table: 'users', key: 'a', goodAtMs: MADE_AT_MS }], journal);
    const [ofTokens, ofUsers] = events.map(({ data }) => data as { keys: string[] });
    assert.deepEqual(ofTokens, {
      table: 'tokens',
      keys: many.slice(0, LIMITS.damagedRecordKeys).map(({ key }) => key),
      count: many.length,
    });
    assert.deepEqual(ofUsers, {
      table: 'users',
      keys: ['a'],
      count: 1,
      goodTs: '2026-01-10T00:00:00Z',
    });
  });
});
