import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { COMMAND_LINE, doerOf } from '../../../src/app/base/principal.ts';
import { createHouseBook } from '../../../src/app/house/house-book.ts';
import { writtenHouse } from '../../../src/app/house/house-document.ts';
import { faultLine, type HouseSource } from '../../../src/app/house/house-source.ts';
import { HOUSE_PIECES, HOUSE_VERSIONS } from '../../../src/app/house/house-versions.ts';
import { NO_PROFILES } from '../../../src/app/house/profile.ts';
import { digest } from '../../../src/crypto/digest.ts';
import { HubError, SettingsError } from '../../../src/domain/errors.ts';
import type { House } from '../../../src/domain/house.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import { SMALL_HOUSE } from '../../support/house.ts';
import { createKept } from '../../support/kept.ts';

const doer = doerOf(COMMAND_LINE);
const by = { doer };
/** The same house with another name of its first room. */
const named = (friendlyName: string): House => ({
  ...SMALL_HOUSE,
  zones: SMALL_HOUSE.zones.map((zone, at) => (at === 0 ? { ...zone, friendlyName } : zone)),
});
const nameOf = (house: unknown) => (house as House).zones[0]?.friendlyName;
const text = (house: House) => writtenHouse({ ...house });

/** A hub's life after another, on one disk and with one file. */
function createLives(first = text(named('Of the file'))) {
  let file: string | undefined = first;
  let kept = createKept();
  let source: HouseSource = {
    path: 'house.json',
    mqttBase: 'aris',
    profiles: NO_PROFILES,
    initCommand: 'aris house init',
    timeZone: () => 'Europe/Rome',
    read: () => file,
    write: (next) => void (file = next),
  };
  const told = () => kept.told.map(({ type }) => type);
  return {
    kept: () => kept,
    told,
    file: () => file,
    write: (next: string | undefined) => void (file = next),
    with: (changes: Partial<HouseSource>) => void (source = { ...source, ...changes }),
    /** @returns the book, and which house runs */
    async start() {
      kept = kept.again();
      const book = createHouseBook({ ...kept, source, digest });
      let house = await book.open();
      book.onHouse((next) => void (house = next));
      return { book, runs: () => nameOf(house), log: kept.log };
    },
  };
}

/** Which of file and page are changed between two starts. */
async function afterChanging({ isFile, isPage }: { isFile: boolean; isPage: boolean }) {
  const lives = createLives();
  const first = await lives.start();
  if (isPage) await first.book.put(named('Of the page'), by);
  if (isFile) lives.write(text(named('Of the file, edited')));
  return { lives, ...(await lives.start()) };
}

describe('which house runs at a start', () => {
  it('is that of the file, where neither was changed', async () => {
    const { lives, runs, book } = await afterChanging({ isFile: false, isPage: false });
    assert.equal(runs(), 'Of the file');
    assert.deepEqual(book.origin(), { inCharge: 'file', path: 'house.json' });
    assert.deepEqual([lives.told(), book.version()], [[], 1]);
  });

  it('is that of the file, where it alone was changed', async () => {
    const { lives, runs, book } = await afterChanging({ isFile: true, isPage: false });
    assert.equal(runs(), 'Of the file, edited');
    assert.deepEqual(book.origin(), { inCharge: 'file', path: 'house.json' });
    assert.deepEqual(lives.told(), ['house_reloaded']);
    assert.deepEqual(book.versions()[0]?.path, 'house.json');
  });

  it('is the kept one, where it alone was changed', async () => {
    const { runs, book } = await afterChanging({ isFile: false, isPage: true });
    assert.equal(runs(), 'Of the page');
    assert.deepEqual(book.origin(), { inCharge: 'store', path: 'house.json' });
  });

  it('is the kept one where both were changed, which is said until the file is taken', async () => {
    const { lives, runs, book } = await afterChanging({ isFile: true, isPage: true });
    assert.equal(runs(), 'Of the page');
    assert.equal(book.origin().trouble, 'conflict');
    assert.equal((await lives.start()).book.origin().trouble, 'conflict');
    assert.equal(await book.reload(doer), 'file');
    assert.equal(runs(), 'Of the file, edited');
    assert.deepEqual(book.origin(), { inCharge: 'file', path: 'house.json' });
    assert.equal((await lives.start()).runs(), 'Of the file, edited');
  });

  it('is the kept one where both were changed, and the file follows once it is written', async () => {
    const { lives, book } = await afterChanging({ isFile: true, isPage: true });
    await book.exportFile();
    assert.equal(lives.file(), text(named('Of the page')));
    assert.deepEqual(book.origin(), { inCharge: 'file', path: 'house.json' });
    const next = await lives.start();
    assert.equal(next.runs(), 'Of the page');
    assert.deepEqual(next.book.origin(), { inCharge: 'file', path: 'house.json' });
  });

  it('goes by content: what was changed and put back was not changed', async () => {
    const lives = createLives();
    const { book } = await lives.start();
    await book.put(named('Other'), by);
    await book.step('undo', by);
    lives.write(text(named('Edited')));
    assert.equal((await lives.start()).runs(), 'Edited');
  });

  it('is in no conflict with a file that says the same', async () => {
    const lives = createLives();
    const { book } = await lives.start();
    await book.put(named('Same'), by);
    lives.write(JSON.stringify(named('Same')));
    const next = await lives.start();
    assert.deepEqual(next.book.origin(), { inCharge: 'file', path: 'house.json' });
    lives.write(text(named('Later')));
    assert.equal((await lives.start()).runs(), 'Later');
  });

  it('is the kept one where there is no file any more', async () => {
    const lives = createLives();
    const { book } = await lives.start();
    await book.put(named('Of the page'), by);
    lives.write(undefined);
    const next = await lives.start();
    assert.deepEqual([next.runs(), next.book.origin().trouble], ['Of the page', undefined]);
  });

  it('is the last good one where the file is broken or gone, which is said', async () => {
    for (const bad of ['{', '{"version":1,"zones":[]}']) {
      const lives = createLives();
      await lives.start();
      lives.write(bad);
      const { book, runs, log } = await lives.start();
      assert.deepEqual([runs(), book.origin().trouble], ['Of the file', 'broken']);
      assert.equal(log.lines.at(-1)?.message, 'running on the last good house');
      await assert.rejects(book.reload(doer), /house\.json/);
      assert.equal(runs(), 'Of the file');
    }
  });

  it('is one without a room where there never was any, until the first is put', async () => {
    const lives = createLives();
    lives.write(undefined);
    const { book } = await lives.start();
    const unset = { version: 1, timeZone: 'Europe/Rome', zones: [], fcus: [], heatpumps: [] };
    assert.deepEqual([book.current(), book.version()], [unset, 0]);
    assert.deepEqual(book.origin(), { inCharge: 'store', path: 'house.json' });
    await book.put(named('First'), by);
    assert.equal((await lives.start()).runs(), 'First');
  });

  it('is none where a first file is broken, or the one that a setting names is missing', async () => {
    const lives = createLives('{');
    const refused = async (line: RegExp) =>
      assert.rejects(lives.start(), (error: unknown) => {
        assert.ok(error instanceof SettingsError);
        assert.match(error.lines[0] ?? '', line);
        assert.equal(error.lines[1], 'aris house init writes a sample house to start from');
        return true;
      });
    await refused(/house\.json: not JSON/);
    lives.write(undefined);
    lives.with({ setting: 'ARIS_HOUSE' });
    await refused(/house\.json: there is no such file/);
  });

  it('is that of the file though it cannot be kept, and is kept when it can', async () => {
    const lives = createLives();
    lives.kept().texts.isFull = true;
    const { book, runs, log } = await lives.start();
    assert.deepEqual([runs(), book.version()], ['Of the file', 0]);
    assert.equal(nameOf(book.current()), 'Of the file');
    assert.equal(log.lines.at(-1)?.message, 'the house was not kept');
    lives.kept().texts.isFull = false;
    await book.reload(doer);
    assert.equal(book.version(), 1);
  });

  it('is always that of the file which a setting names', async () => {
    const lives = createLives();
    const { book } = await lives.start();
    await book.put(named('Of the page'), by);
    lives.with({ setting: 'ARIS_HOUSE' });
    const next = await lives.start();
    assert.equal(next.runs(), 'Of the file');
    for (const change of [
      next.book.put(named('Of the page'), by),
      next.book.restore(1, by),
      next.book.step('undo', by),
      next.book.exportFile(),
    ])
      await assert.rejects(change, (error: unknown) => {
        assert.ok(error instanceof HubError);
        assert.equal(error.code, 'conflict');
        assert.match(error.message, /ARIS_HOUSE names house\.json/);
        return true;
      });
  });

  it('is the sample house, though a later version of the hub has another, without a word', async () => {
    const lives = createLives();
    lives.with({ write: undefined });
    const { book } = await lives.start();
    await book.put(named('Of the page'), by);
    lives.write(text(named('Another sample')));
    const next = await lives.start();
    assert.deepEqual([next.runs(), next.book.origin().trouble], ['Of the page', undefined]);
    await assert.rejects(next.book.exportFile(), /no file/);
  });
});

describe('the file as it is read anew', () => {
  it('is taken in, told with who asked, though it be as before', async () => {
    const lives = createLives();
    const { book } = await lives.start();
    assert.equal(await book.reload(doer), 'file');
    const data = { path: 'house.json', zones: 2 };
    const event = { type: 'house_reloaded', severity: 'info', by: doer.by, data };
    assert.deepEqual([lives.kept().told, book.version()], [[event], 1]);
  });

  it('is nothing new where only the house was changed, which stays', async () => {
    const { book, runs } = await createLives().start();
    await book.put(named('Of the page'), by);
    assert.equal(await book.reload(doer), 'store');
    assert.deepEqual([runs(), book.version()], ['Of the page', 2]);
  });

  it('that cannot be written is said in a sentence, and is in charge of nothing', async () => {
    const lives = createLives();
    const write = () => {
      throw new Error('EROFS: read-only file system');
    };
    lives.with({ write });
    const { book } = await lives.start();
    await book.put(named('Of the page'), by);
    await assert.rejects(book.exportFile(), (error: unknown) => {
      assert.ok(error instanceof HubError);
      assert.deepEqual(
        [error.code, error.message],
        ['storage_unwritable', 'house.json: EROFS: read-only file system'],
      );
      return true;
    });
    assert.equal(book.origin().inCharge, 'store');
  });
});

/** A thermometer by its profile, with which it says how the whole binding is. */
const PROFILED = {
  ...named('Of the page'),
  bindings: [{ kind: 'sensor', id: 's1', use: 'thermometer' }],
};
const THERMOMETER = JSON.stringify({
  version: 1,
  name: 'thermometer',
  title: 'A thermometer',
  source: 'https://example.org/',
  devices: { sensor: { readings: [{ field: 'tempC', topic: 'roof/temp' }] } },
});
const WITH_PROFILE = { names: () => ['thermometer'], read: () => THERMOMETER };

describe('a house whose bindings use profiles', () => {
  it('is kept as people write it', async () => {
    const lives = createLives();
    lives.with({ profiles: WITH_PROFILE });
    const { book } = await lives.start();
    await book.put(PROFILED, by);
    assert.deepEqual(book.current(), PROFILED);
    assert.deepEqual(book.find(2).house, PROFILED);
  });

  it('runs on as it last was where a profile is gone, which is said', async () => {
    const lives = createLives();
    lives.with({ profiles: WITH_PROFILE });
    await (await lives.start()).book.put(PROFILED, by);
    lives.with({ profiles: NO_PROFILES });
    const { book, runs, log } = await lives.start();
    assert.deepEqual([runs(), book.origin().trouble], ['Of the page', 'broken']);
    const [fault] = log.lines.slice(-2);
    assert.match(JSON.stringify(fault), /version 2: bindings\[0\]\.use: there is no profile/);
    assert.deepEqual(book.current(), PROFILED, 'what is to be put right is shown');
  });
});

describe('a change of the house', () => {
  it('is kept with who made it and when, told, and there at the next start', async () => {
    const lives = createLives();
    const { book, runs } = await lives.start();
    await book.put(named('New'), by);
    assert.equal(runs(), 'New');
    const { version, by: actor, changed, atMs } = book.find(2);
    assert.deepEqual([version, actor.id, changed], [2, 'cli', ['zones']]);
    assert.equal(atMs, lives.kept().clock.nowMs());
    assert.deepEqual(lives.kept().told, [
      {
        type: 'house_changed',
        severity: 'info',
        by: { kind: 'cli', id: 'cli' },
        data: { version: 2, changed: ['zones'] },
      },
    ]);
    assert.equal((await lives.start()).runs(), 'New');
  });

  it('that changes nothing is none', async () => {
    const { book } = await createLives().start();
    await book.put(named('Of the file'), by);
    assert.deepEqual([book.version(), book.origin().inCharge], [1, 'file']);
  });

  it('with a fault never takes the place of the house, and has all faults told', async () => {
    const lives = createLives();
    const { book, runs } = await lives.start();
    const broken = { ...named('New'), timeZone: 'Mars', hcu: { hcuId: 7 } };
    const paths = ['timeZone', 'hcu.hcuId'];
    assert.deepEqual(
      book.check(broken).map(({ path }) => path),
      paths,
    );
    await assert.rejects(book.put(broken, by), (error: unknown) => {
      assert.ok(error instanceof HubError);
      const { field, faults, faultCount } = error.context;
      assert.deepEqual([error.code, field, faultCount], ['invalid', 'timeZone', 2]);
      assert.deepEqual(
        (faults as { path: string }[]).map(({ path }) => path),
        paths,
      );
      return true;
    });
    assert.deepEqual([runs(), book.version(), lives.told()], ['Of the file', 1, []]);
  });

  it('that cannot be kept is not made', async () => {
    const lives = createLives();
    const { book, runs } = await lives.start();
    lives.kept().texts.isFull = true;
    await assert.rejects(book.put(named('New'), by), /disk is full/);
    lives.write(text(named('Edited')));
    await assert.rejects(book.reload(doer), /disk is full/);
    assert.deepEqual([runs(), nameOf(book.current())], ['Of the file', 'Of the file']);
  });

  it('waits for the one before, and sees what that has left', async () => {
    const { book } = await createLives().start();
    const seen: unknown[] = [];
    const precondition = (members: Readonly<Record<string, unknown>>) => {
      seen.push((members['zones'] as House['zones'])[0]?.friendlyName);
    };
    const both = ['One', 'Two'].map(async (name) => book.put(named(name), { doer, precondition }));
    await Promise.all(both);
    assert.deepEqual(seen, ['Of the file', 'One']);
  });

  it('can be taken back, and that as well', async () => {
    const { book, runs } = await createLives().start();
    await assert.rejects(book.step('undo', by), /no change to take back/);
    await book.put(named('New'), by);
    await book.step('undo', by);
    assert.deepEqual([runs(), book.versions()[0]?.restored], ['Of the file', 1]);
    await book.step('redo', by);
    assert.deepEqual([runs(), book.version()], ['New', 4]);
    await book.restore(1, by);
    assert.equal(runs(), 'Of the file');
    await assert.rejects(book.restore(99, by), /not found/);
  });

  it('is a change further back with each undo, and forth again, as in an editor', async () => {
    const { book, runs } = await createLives().start();
    const steps = () => [book.stepTarget('undo'), book.stepTarget('redo')];
    const step = async (which: 'undo' | 'redo') => {
      await book.step(which, by);
      return runs();
    };
    for (const name of ['Two', 'Three', 'Four']) await book.put(named(name), by);
    assert.deepEqual(steps(), [3, undefined]);
    await assert.rejects(book.step('redo', by), /could be had again/);
    assert.deepEqual([await step('undo'), await step('undo')], ['Three', 'Two']);
    assert.deepEqual(steps(), [1, 3]);
    assert.deepEqual([await step('redo'), await step('redo')], ['Three', 'Four']);
    assert.deepEqual(steps(), [3, undefined]);
    assert.deepEqual(
      [await step('undo'), await step('undo'), await step('undo')].at(-1),
      'Of the file',
    );
    await assert.rejects(book.step('undo', by), /no change to take back/);
    // What is changed from here on has another future.
    await book.step('redo', by);
    await book.put(named('Other'), by);
    assert.deepEqual(steps(), [2, undefined]);
    assert.deepEqual([await step('undo'), await step('undo')], ['Two', 'Of the file']);
    assert.deepEqual([await step('redo'), await step('redo')], ['Two', 'Other']);
  });

  it('that was put back to a version is as it was before that, once that is taken back', async () => {
    const { book, runs } = await createLives().start();
    for (const name of ['Two', 'Three']) await book.put(named(name), by);
    await book.restore(1, by);
    await book.step('undo', by);
    assert.equal(runs(), 'Three');
    await book.step('redo', by);
    assert.equal(runs(), 'Of the file');
  });

  it('is taken back as far as versions are kept', async () => {
    const { book, runs } = await createLives().start();
    for (let n = 2; n <= LIMITS.houseVersions; n++) await book.put(named(`V${n}`), by);
    let undone = 0;
    while (book.stepTarget('undo') !== undefined && undone < LIMITS.houseVersions) {
      await book.step('undo', by);
      undone++;
    }
    assert.deepEqual([undone, runs()], [LIMITS.houseVersions / 2, `V${LIMITS.houseVersions / 2}`]);
    await assert.rejects(book.step('undo', by), /no change to take back/);
    // What it was taken back to is not kept under its first number by now.
    await book.put(named('Next'), by);
    await book.step('undo', by);
    assert.equal(runs(), `V${LIMITS.houseVersions / 2}`);
    await assert.rejects(book.step('undo', by), /no change to take back/);
    await book.step('redo', by);
    assert.equal(runs(), 'Next');
  });

  it(`leaves ${LIMITS.houseVersions} versions, and nothing of those before`, async () => {
    const lives = createLives();
    const { book } = await lives.start();
    for (let made = 2; made <= LIMITS.houseVersions + 3; made++)
      await book.put(named(`Name ${made}`), by);
    const numbers = book.versions().map(({ version }) => version);
    assert.deepEqual([numbers[0], numbers.at(-1), numbers.length], [23, 4, LIMITS.houseVersions]);
    const { store } = lives.kept();
    assert.equal(store.count(HOUSE_PIECES), LIMITS.houseVersions);
    assert.throws(() => book.find(3), /not found/);
  });
});

/** Its names are so long, and of such characters, that it just may be kept. */
function largestHouse(): House {
  const zone = SMALL_HOUSE.zones[1];
  assert.ok(zone);
  const zones = Array.from({ length: LIMITS.zones }, (_, at) => ({
    ...zone,
    zoneId: `z${at}`,
    friendlyName: '温'.repeat(LIMITS.friendlyNameChars),
    floor: '"'.repeat(LIMITS.friendlyNameChars),
    sensors: Array.from({ length: LIMITS.zoneSensors }, (_none, s) =>
      `s${at}_${s}`.padEnd(64, 'x'),
    ),
    terminals: [],
  }));
  return { ...SMALL_HOUSE, zones };
}

describe('a large house', () => {
  it('is kept in pieces, none larger than a record may be', async () => {
    const lives = createLives(text(largestHouse()));
    const { book } = await lives.start();
    const pieces = lives.kept().store.count(HOUSE_PIECES);
    assert.ok(pieces > 50, String(pieces));
    assert.deepEqual(book.current(), largestHouse());
  });

  it('of more than may be is refused, in a sentence', async () => {
    const { book, runs } = await createLives().start();
    const blown = { ...SMALL_HOUSE, bindings: [{ x: 'x'.repeat(LIMITS.houseBytes) }] };
    await assert.rejects(book.put(blown, by), /bindings\[0\]/);
    assert.equal(runs(), 'Of the file');
  });
});

describe('a version of which a part is damaged', () => {
  it('has the last good house run, and says so', async () => {
    const lives = createLives();
    const { book } = await lives.start();
    await book.put(named('New'), by);
    await lives
      .kept()
      .store.commit([{ put: HOUSE_PIECES, key: '00000002-0000', value: '{"version":1}' }]);
    const next = await lives.start();
    assert.deepEqual([next.runs(), next.book.origin().trouble], ['New', 'broken']);
    assert.equal(nameOf(next.book.current()), 'New');
    assert.throws(() => next.book.find(2), /not found/);
    assert.equal(lives.kept().store.count(HOUSE_VERSIONS), 2);
    await next.book.restore(1, by);
    assert.deepEqual([next.runs(), next.book.origin().trouble], ['Of the file', undefined]);
  });
});

it('a fault says where, and quotes nothing that cannot be seen', () => {
  assert.equal(
    faultLine('house.json', { path: 'fcus[0]', message: 'no' }),
    'house.json: fcus[0]: no',
  );
  assert.equal(faultLine('house.json', { path: '', message: 'no' }), 'house.json: no');
  assert.doesNotMatch(faultLine('house.json', { path: '', message: 'a\u001b[2J' }), /\u001b/);
});
