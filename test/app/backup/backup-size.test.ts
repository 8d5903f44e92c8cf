/** What backups of 20 zones and 60 devices cost the disk. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { createBackups } from '../../../src/app/backup/backups.ts';
import { createBackupWatch } from '../../../src/app/backup/watch.ts';
import { createBackupFolder } from '../../../src/backup/folder.ts';
import { floorTo, TIERS } from '../../../src/domain/history/tiers.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import { DAY_MS, isoTime, MINUTE_MS } from '../../../src/domain/units.ts';
import { createTestApp, OWNER, type TestApp } from '../../support/app.ts';
import { codecWith, SEAL_KEY } from '../../support/backup.ts';
import { historyTexts } from '../../support/history-texts.ts';
import { LARGEST_HOUSE } from '../../support/largest-house.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const MIB = 1024 * 1024;
const START_MS = Date.parse('2026-01-14T10:00:00Z');
const TOKENS = 100;
/** Days that pass: the backups of a week, after a first one. */
const DAYS = 8;
/** A year is what `npm run test:long` takes; what is written in a week is the same. */
const [HISTORY_DAYS, HISTORY_MIB] = process.env['ARIS_TEST_LONG'] === '1' ? [366, 10] : [45, 3];
const HOUSE = {
  ...LARGEST_HOUSE,
  zones: LARGEST_HOUSE.zones.slice(0, 20),
  fcus: LARGEST_HOUSE.fcus.slice(0, 60),
};

describe('the backups of 20 zones and 60 devices with much history, and 100 tokens', () => {
  const folder = tempFolder();
  const path = join(folder.path, 'backups');
  let app: TestApp;
  /** Of each day, what was written. */
  const days: { kind: string; fileBytes: number; blockBytes: number }[] = [];

  async function fillTokens(): Promise<void> {
    for (let index = 0; index < TOKENS; index++) {
      const { token } = await app.tokens.create(OWNER, { name: `the token of program ${index}` });
      const headers = [['Authorization', `Bearer ${token}`]] as const;
      for (let use = 0; use < LIMITS.tokenRecentUses; use++)
        await app.ask({ target: '/api/zones?x', headers, from: `192.168.1.${use}` });
    }
    await app.lazyBatch.flush();
  }

  /** A year of them, as many as a backup of a day takes several times. */
  async function fillEvents(): Promise<void> {
    const texts = ['events', 'audit', 'audit_traffic', 'refusals'].flatMap((table) =>
      Array.from({ length: 3 * LIMITS.backupDailyEvents }, (_, index) => {
        const timestamp = isoTime(START_MS - index * 37 * MINUTE_MS);
        const d = {
          timestamp,
          type: 'setpoint_change',
          severity: 'info',
          source: 'zone',
          objectId: `primary_room_${index % 20}`,
          doer: {
            kind: 'token',
            id: `tok_${(index * 7_919) % 99_999_999}`,
            address: '192.168.1.7',
          },
          data: { tempHeatSetC: 18 + (index % 60) / 10, tempCoolSetC: 25 },
        };
        return [
          `${table}/${String(index).padStart(12, '0')}`,
          JSON.stringify({ v: 1, d }),
        ] as const;
      }),
    );
    await app.texts.write(texts);
  }

  const textsOf = historyTexts();
  /** What the history has at a time, and no more. */
  async function rollHistory(nowMs: number, sinceMs: number): Promise<void> {
    for (const tier of TIERS) {
      const { blockMs, keepMs } = tier;
      const firstMs = floorTo(Math.max(sinceMs, nowMs - keepMs), blockMs);
      for (let at = firstMs; at + blockMs <= nowMs; at += blockMs)
        await app.texts.write(textsOf(tier, at));
      const gone = textsOf(tier, floorTo(nowMs - keepMs - 2 * blockMs, blockMs));
      await app.texts.write(gone.map(([key]) => [key, undefined] as const));
    }
  }

  const blockSizes = () =>
    new Map(
      (existsSync(join(path, 'history')) ? readdirSync(join(path, 'history')) : []).map((name) => [
        name,
        statSync(join(path, 'history', name)).size,
      ]),
    );

  before(async () => {
    app = createTestApp({ start: START_MS });
    await fillTokens();
    await fillEvents();
    await rollHistory(START_MS, START_MS - HISTORY_DAYS * DAY_MS);
    const { store, journal, clock, log } = app;
    const backups = createBackups({
      store,
      journal,
      clock,
      log,
      codec: codecWith(SEAL_KEY),
      watch: createBackupWatch(clock),
      folder: createBackupFolder(path),
      flush: () => Promise.resolve(),
      beside: {
        about: () => ({ version: '0.2.0', storeFormat: 3, serial: 'own', isVirtual: false }),
        houseText: () => JSON.stringify(HOUSE),
        keyText: () => '{}',
        revocations: async () => Promise.resolve([]),
        firmware: { files: () => ({}) as never },
      },
    });
    for (let day = 0; day < DAYS; day++) {
      const kind = day % 7 === 0 ? 'weekly' : 'daily';
      const there = blockSizes();
      const { bytes } = await backups.make({ kind, hasHistory: true, hasFirmware: false });
      const blockBytes = [...blockSizes()]
        .filter(([name]) => !there.has(name))
        .reduce((sum, [, size]) => sum + size, 0);
      days.push({ kind, fileBytes: bytes, blockBytes });
      app.clock.advance(DAY_MS);
      await rollHistory(clock.nowMs(), clock.nowMs() - DAY_MS);
    }
  });
  after(() => folder.remove());

  it('are below 1 MiB each day', (t) => {
    const sizes = days.filter(({ kind }) => kind === 'daily').map(({ fileBytes }) => fileBytes);
    t.diagnostic(JSON.stringify(days));
    assert.ok(Math.max(...sizes) < MIB, String(sizes));
    assert.ok(Math.min(...sizes) > 50_000, 'they have something in them');
  });

  it('write below 5 MiB in a week, the weekly one included, after the first', () => {
    const first = days[0]?.blockBytes ?? 0;
    assert.ok(first > HISTORY_MIB * MIB, `there is much history: ${first}`);
    const week = days.slice(1).reduce((sum, one) => sum + one.fileBytes + one.blockBytes, 0);
    assert.ok(week < 5 * MIB, `${week}: ${JSON.stringify(days)}`);
  });
});
