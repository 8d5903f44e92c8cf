/**
 * A store that cannot be used is put aside, and another takes its place: of a copy of a lived-in one that is damaged in each
 * way that is known, whatever can be had is had, and it is told. `npm run torture -- damage` has all
 * kinds and every page, under a hub; those of its short form are not repeated here.
 */
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type { Backups } from '../../src/app/base/ports/backups.ts';
import { unconfirmed } from '../../src/app/people/notice-findings.ts';
import { createSteadyClock } from '../../src/app/records/steady-clock.ts';
import { newStamp } from '../../src/domain/backup.ts';
import type { RestoredStore } from '../../src/domain/restored-store.ts';
import { openCore, type Core } from '../../src/hub/core.ts';
import { openLmdb } from '../../src/store/lmdb.ts';
import { isRecordText } from '../../src/store/record-text.ts';
import { createOwnProcess } from '../../src/system/own-process.ts';
import { systemClock } from '../../src/system/clock.ts';
import { systemRandom } from '../../src/system/random.ts';
import { bytesOf, codecWith, linesWith } from '../support/backup.ts';
import { DAMAGES, damageStore, isOfShortTorture, type Damage } from '../support/damaged-store.ts';
import { fixtures } from '../support/fixtures.ts';
import { PROGRAM } from '../support/hub.ts';
import { createMemoryLog } from '../support/log.ts';

const [fixture] = fixtures().filter(({ version }) => version !== '0.1.0');
assert.ok(fixture);
const WHOLE = recordsOf(fixture.dataFolder());
const MADE_AT_MS = Date.parse(fixture.madeAt);

function recordsOf(folder: string): Map<string, string> {
  const texts = openLmdb(folder);
  const records = new Map(texts.range(''));
  void texts.close();
  return records;
}

const backups: Backups = {
  newestGood: () =>
    Promise.resolve({
      path: '/backups/of-the-test.json',
      madeAtMs: MADE_AT_MS,
      format: 3,
      async *records() {
        await Promise.resolve();
        yield* WHOLE;
      },
    }),
};

async function opened(folder: string, rescued: { backups?: Backups } = {}) {
  const log = createMemoryLog();
  const parts = {
    clock: createSteadyClock({ clock: systemClock, isSynchronised: () => true }),
    random: systemRandom,
    log,
    rescue: { ownProcess: createOwnProcess([PROGRAM]), ...rescued },
  };
  const place = { dataFolder: folder, isVirtual: false, version: '0.2.0' };
  return { core: await openCore(place, parts, { mayHeal: true }), log };
}

/** What owners are told became of it; undefined where it was used as it is. */
function restoredIn({ access }: Core): RestoredStore | undefined {
  return unconfirmed(access.notices, 'store_restored')?.data as RestoredStore | undefined;
}

/** Heals a damaged copy. @returns what came of it */
async function healed(damage: Damage, rescued: { backups?: Backups } = {}) {
  const folder = fixture?.dataFolder() ?? '';
  damageStore(folder, damage);
  const { core } = await opened(folder, rescued);
  const restored = restoredIn(core);
  const tokens = core.access.tokens.list().length;
  const owners = core.access.accounts.list().filter(({ role }) => role === 'owner').length;
  const asksCode = core.access.accounts.needsSetupCode({
    address: '127.0.0.1',
    isLocal: true,
    isSecure: false,
  });
  await core.close();
  return { folder, restored, tokens, owners, asksCode };
}

describe('a store of which', () => {
  it('nothing is wrong is used as it is, whether or not it was closed', async () => {
    const folder = fixture.dataFolder();
    for (const expected of [true, false]) {
      const { core, log } = await opened(folder);
      assert.equal(restoredIn(core), undefined);
      const looked = log.lines.some(({ message }) => message === 'the store is whole');
      assert.equal(looked, expected);
      await core.close();
    }
    assert.equal(existsSync(join(folder, 'damaged')), false);
  });
});

describe('a store without its marker', () => {
  const withoutMarker = (folder: string) => rmSync(join(folder, 'store.json'));

  it('of 0.1.0 is brought to the newest format', async () => {
    const folder = fixtures()
      .find(({ version }) => version === '0.1.0')
      ?.dataFolder();
    assert.ok(folder);
    withoutMarker(folder);
    const { core, log } = await opened(folder);
    assert.deepEqual(restoredIn(core)?.lost, []);
    assert.ok(log.lines.some(({ message }) => message === 'the store has a new format'));
    await core.close();
    assert.ok([...recordsOf(folder).keys()].some((key) => key.startsWith('audit/')));
  });

  it('of a newer version is refused, and stays as it is', async () => {
    const folder = fixture.dataFolder();
    const texts = openLmdb(folder);
    await texts.write([['store/format', '{"v":1,"d":99}']]);
    await texts.close();
    withoutMarker(folder);
    const before = readFileSync(join(folder, 'store.mdb'));
    await assert.rejects(opened(folder), /is of format 99, and this is 0\.2\.0, which knows/);
    assert.ok(before.equals(readFileSync(join(folder, 'store.mdb'))));
    assert.deepEqual(
      readdirSync(folder).filter((name) => /^(?:store\.(?:json|new)|damaged)$/.test(name)),
      [],
    );
  });
});

for (const damage of DAMAGES.filter((one) => !isOfShortTorture(one)))
  describe(`a store that ${damage.name}`, { concurrency: true }, () => {
    it('gives what can be read of it, and says so', async () => {
      const { folder, restored, tokens, owners, asksCode } = await healed(damage);
      const left = recordsOf(folder);
      // Some pages are of no use to anybody; some hold nothing but the text of one record, which is for whoever reads it.
      if (restored === undefined) {
        assert.doesNotMatch(damage.name, /list of free pages/, 'no commit would come through');
        for (const [key, text] of WHOLE) {
          const now = left.get(key);
          if (CHANGING.test(key) || now === text) continue;
          assert.ok(now === undefined ? left.has(`damaged/${key}`) : !isRecordText(now), key);
        }
        return;
      }
      const { from, records, lost, kept } = restored;
      assert.equal(from === 'nothing', records === 0);
      // One of the two first pages is enough.
      if (/the (?:first|second) of them|its first page$/.test(damage.name))
        assert.equal(from, 'rest');
      if (/list of free pages|store\.json/.test(damage.name)) assert.deepEqual(lost, []);
      // Who is not there any more is not signed in, either.
      const isOver = (key: string) => lost?.includes('users') === true && key.startsWith('session');
      const missing = [...WHOLE.keys()].filter(
        (key) => !CHANGING.test(key) && !left.has(key) && !isOver(key),
      );
      const tables = new Set(missing.map((key) => key.split('/')[0] ?? ''));
      // With one first page of two all is as it was before the last commit, whatever that was: that is said.
      if (restored.fault.includes('its last commit may be gone')) assert.ok(missing.length < 5);
      else
        assert.deepEqual(
          [...tables].filter((table) => lost?.includes(table) !== true),
          [],
        );
      if (owners === 0) assert.ok(asksCode, 'nobody else becomes the owner');
      assert.ok(tokens > 0 || lost?.includes('tokens') === true);
      assert.ok(kept);
      assert.equal(readdirSync(folder).includes('store.new'), false);
    });

    // The torture has it for each kind of damage.
    if (!/half|second/.test(damage.name)) return;
    it('has the backup in its place, where not all of it can be read', async () => {
      const { folder, restored, tokens } = await healed(damage, { backups });
      assert.ok(tokens > 5);
      if (restored?.from !== 'backup') return;
      const left = recordsOf(folder);
      for (const [key, text] of WHOLE) if (!CHANGING.test(key)) assert.equal(left.get(key), text);
      assert.equal(restored.backup, '/backups/of-the-test.json');
      assert.ok(restored.sinceTs !== undefined);
    });
  });

describe('a store of which not all can be read, and whose backup', () => {
  const cut = DAMAGES.find(({ name }) => name === 'lacks its last page');
  assert.ok(cut);

  it('is damaged, too, has the one before it in its place, or what is left where there is none', async () => {
    const whole = await bytesOf(codecWith().pack(linesWith(Object.fromEntries(WHOLE))));
    const damaged = Buffer.from(whole);
    damaged[whole.length >> 1] = (damaged[whole.length >> 1] ?? 0) ^ 1;
    for (const hasOlder of [true, false]) {
      const folder: string = fixture.dataFolder();
      mkdirSync(join(folder, 'backups'));
      const file = (day: number) =>
        join(folder, 'backups', newStamp('daily', Date.UTC(2026, 0, day), () => false).name);
      writeFileSync(file(16), damaged);
      if (hasOlder) writeFileSync(file(15), whole);
      damageStore(folder, cut);
      const { core, log } = await opened(folder);
      const told = restoredIn(core);
      assert.ok(log.lines.some(({ message }) => message === 'a backup cannot be used'));
      assert.equal(told?.from, hasOlder ? 'backup' : 'rest');
      assert.equal(told.backup, hasOlder ? file(15) : undefined);
      assert.equal((told.lost?.length ?? 0) > 0, !hasOlder, 'what may be gone is named');
      await core.close();
    }
  });

  it('breaks off while it is put in its place, has what is left', async () => {
    const breaking: Backups = {
      newestGood: async () => {
        const good = await backups.newestGood();
        return good && { ...good, records: () => brokenOff(good.records()) };
      },
    };
    const { restored, folder } = await healed(cut, { backups: breaking });
    assert.equal(restored?.from, 'rest');
    assert.ok(restored.records > 0);
    assert.ok(!readdirSync(folder).includes('store.new'));
  });
});

/** Of a card that fails in the middle. */
async function* brokenOff<T>(records: AsyncIterable<T>): AsyncGenerator<T> {
  let left = 10;
  for await (const record of records) {
    if (left-- === 0) throw new Error('EIO: i/o error, read');
    yield record;
  }
}

/** What is written by the opening of a store itself. */
const CHANGING = /^(?:clock|events|audit|notices)\//;
