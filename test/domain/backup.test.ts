import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  BACKUP_KINDS,
  dueKind,
  newStamp,
  stampOf,
  surplusBackups,
  type BackupKind,
} from '../../src/domain/backup.ts';
import { DAY_MS, HOUR_MS, SECOND_MS } from '../../src/domain/units.ts';

const NOW = Date.parse('2026-01-15T03:00:00Z');
const stamp = (kind: BackupKind, agoMs: number) => newStamp(kind, NOW - agoMs, () => false);
const never = () => false;

describe('the name of a backup', () => {
  it('says when it was made, and of what kind it is', () => {
    for (const kind of BACKUP_KINDS) {
      const made = newStamp(kind, NOW, never);
      assert.equal(made.name, `aris-2026-01-15T030000Z-${kind}.backup`);
      assert.deepEqual(stampOf(made.name), made);
    }
  });

  it('is a second later where there is one of that name', () => {
    const { name } = newStamp('manual', NOW, never);
    const next = newStamp('manual', NOW, (one) => one === name);
    assert.deepEqual(next, stampOf('aris-2026-01-15T030001Z-manual.backup'));
    assert.equal(next.madeAtMs, NOW + SECOND_MS);
  });

  const others = [
    'aris-2026-01-15T030000Z-hourly.backup',
    'aris-2026-01-15T030000Z-daily.backup.part',
    'aris-2026-13-15T030000Z-daily.backup',
    'house.json',
  ];
  for (const name of others) it(`is none: ${name}`, () => assert.equal(stampOf(name), undefined));
});

describe('a backup is due', () => {
  const cases: [what: string, stamps: ReturnType<typeof stamp>[], due: string | undefined][] = [
    ['a whole one, where there is none', [], 'weekly'],
    ['none, an hour after a weekly one', [stamp('weekly', HOUR_MS)], undefined],
    ['a daily one, a day after a weekly one', [stamp('weekly', DAY_MS)], 'daily'],
    [
      'none, an hour after a daily one',
      [stamp('weekly', 3 * DAY_MS), stamp('daily', HOUR_MS)],
      undefined,
    ],
    [
      'a weekly one, a week after the last, whatever daily ones there are',
      [stamp('weekly', 7 * DAY_MS), stamp('daily', HOUR_MS)],
      'weekly',
    ],
    ['whatever somebody made by hand', [stamp('manual', 0), stamp('upgrade', 0)], 'weekly'],
    [
      'where a wrong clock has stamped the last ones a year ahead',
      [stamp('weekly', -365 * DAY_MS), stamp('daily', -365 * DAY_MS)],
      'weekly',
    ],
    ['not for an hour by which the clock was put back', [stamp('weekly', -HOUR_MS)], undefined],
  ];
  for (const [what, stamps, due] of cases) it(what, () => assert.equal(dueKind(stamps, NOW), due));
});

describe('of the backups, those go', () => {
  it('that are more than there may be of their kind, the oldest', () => {
    const kept = { daily: 2, weekly: 1, upgrade: 0, manual: 5 };
    const [old, older, newest, other] = [
      stamp('daily', 2 * DAY_MS),
      stamp('daily', 3 * DAY_MS),
      stamp('daily', 0),
      stamp('daily', DAY_MS),
    ];
    const upgrade = stamp('upgrade', 0);
    const all = [old, older, newest, upgrade, other, stamp('weekly', DAY_MS), stamp('manual', 0)];
    assert.deepEqual(surplusBackups(all, kept), [old, older, upgrade]);
  });
});
