/** What health says of what is not well: a word, and since when. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createHealth, type HealthFacts } from '../../../src/app/diagnostics/health.ts';
import { createFakeClock } from '../../support/fake-clock.ts';

const START_MS = Date.parse('2026-01-15T10:00:00Z');
const WELL: HealthFacts = {
  version: '1.2.3',
  uptimeMs: 1_000,
  nowMs: START_MS,
  isBusConnected: true,
  isStandby: false,
  isSetUp: false,
  isVirtual: false,
  storeTrouble: undefined,
  isStoreSlow: false,
  isStoreRestored: false,
  areRecordsDamaged: false,
  isClockProvisional: false,
  lastCommitMs: undefined,
  backups: undefined,
  heapUsedBytes: 1,
  heapTotalBytes: 1,
  residentBytes: 1,
};

const LAST = {
  name: 'x',
  kind: 'daily',
  madeAtMs: Date.parse('2026-01-14T10:00:00Z'),
  bytes: 1,
} as const;

interface Report {
  readonly status: string;
  readonly checks: Readonly<Record<string, unknown>>;
}

function healthWith() {
  const clock = createFakeClock(START_MS);
  let facts = WELL;
  const health = createHealth(() => facts, clock);
  return {
    clock,
    health,
    become: (change: Partial<HealthFacts>) => (facts = { ...WELL, ...change }),
    report: () => health.report() as Report,
  };
}

describe('health', () => {
  it('of a hub that is still to be set up is degraded, whether or not there is a broker yet', () => {
    for (const isBusConnected of [false, true]) {
      const { become, report } = healthWith();
      become({ isSetUp: true, isBusConnected });
      const { status, checks } = report();
      const since = '2026-01-15T10:00:00Z';
      const mqtt = { status: 'setup', connected: isBusConnected, since };
      assert.deepEqual([status, checks['mqtt']], ['degraded', mqtt]);
    }
  });

  it('has no time where all is well', () => {
    const { status, checks } = healthWith().report();
    assert.equal(status, 'ok');
    assert.deepEqual(checks['mqtt'], { status: 'ok', connected: true });
    assert.deepEqual(checks['state_file'], { status: 'ok' });
    assert.deepEqual(checks['backups'], { status: 'ok' });
    assert.equal('clock' in checks, false);
  });

  for (const [change, part, expected, status] of [
    [{ storeTrouble: 'full' }, 'state_file', { status: 'error', state: 'full' }, 'degraded'],
    [{ isStoreSlow: true }, 'state_file', { status: 'error', state: 'slow' }, 'degraded'],
    [{ isStoreRestored: true }, 'state_file', { status: 'error', state: 'restored' }, 'degraded'],
    [{ areRecordsDamaged: true }, 'state_file', { status: 'error', state: 'damaged' }, 'degraded'],
    [
      { backups: { state: 'failing', last: undefined } },
      'backups',
      { status: 'error', state: 'failing' },
      'degraded',
    ],
    [
      { backups: { state: 'old', last: LAST } },
      'backups',
      { status: 'error', state: 'old', last_made: '2026-01-14T10:00:00Z' },
      'degraded',
    ],
    [{ isClockProvisional: true }, 'clock', { status: 'error', state: 'provisional' }, 'degraded'],
    [{ isBusConnected: false }, 'mqtt', { status: 'error', connected: false }, 'unhealthy'],
    [{ isStandby: true }, 'mqtt', { status: 'ok', connected: true, state: 'standby' }, 'degraded'],
  ] as const)
    it(`says since when: ${JSON.stringify(change)}`, () => {
      const { clock, health, become, report } = healthWith();
      health.look();
      clock.advance(60_000);
      become(change);
      health.look();
      clock.advance(60_000);
      const since = '2026-01-15T10:01:00Z';
      assert.deepEqual(report().checks[part], { ...expected, since });
      assert.equal(report().status, status);
      become({});
      assert.equal(report().status, 'ok');
      clock.advance(60_000);
      become(change);
      const anew = report().checks[part] as { since: string };
      assert.equal(anew.since, '2026-01-15T10:03:00Z');
    });

  it('says when the last good backup was made, also where all is well', () => {
    const { become, report } = healthWith();
    become({ backups: { state: undefined, last: LAST } });
    const { status, checks } = report();
    assert.equal(status, 'ok');
    assert.deepEqual(checks['backups'], { status: 'ok', last_made: '2026-01-14T10:00:00Z' });
  });

  it('names what keeps the store from being written before all else', () => {
    const { become, report } = healthWith();
    become({ storeTrouble: 'unwritable', isStoreRestored: true, isStoreSlow: true });
    assert.equal((report().checks['state_file'] as { state: string }).state, 'unwritable');
  });
});
