/** What becomes of the house's file: which house runs at a start, taking the file in, and writing it. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { HOUSE_VERSIONS } from '../../../src/app/house/house-versions.ts';
import { HubError, SettingsError } from '../../../src/domain/errors.ts';
import {
  by,
  createLives,
  doer,
  named,
  nameOf,
  PROFILED,
  text,
  WITH_PROFILE,
} from '../../support/house-lives.ts';
import { refusedAs } from '../../support/refused.ts';

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

  it('is written no second time where neither was changed', async () => {
    const lives = createLives();
    await lives.start();
    lives.kept().texts.isFull = true;
    const { log } = await lives.start();
    assert.deepEqual(log.lines, []);
  });

  it('is that of the file, where it alone was changed', async () => {
    const { lives, runs, book } = await afterChanging({ isFile: true, isPage: false });
    assert.equal(runs(), 'Of the file, edited');
    assert.deepEqual(book.origin(), { inCharge: 'file', path: 'house.json' });
    assert.deepEqual(lives.told(), ['house_reloaded']);
    const [newest] = book.versions();
    assert.deepEqual([newest?.path, newest?.changed], ['house.json', ['zones']]);
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
    const [warning] = lives.kept().log.lines;
    assert.equal(warning?.level, 'warn');
    assert.match(warning.message, /were both changed: the kept one runs/);
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
    const { level, message } = log.lines.at(-1) ?? {};
    assert.deepEqual([level, message], ['error', 'the house was not kept']);
    lives.kept().texts.isFull = false;
    await book.reload(doer);
    assert.equal(book.version(), 1);
  });

  it('is shown as it runs where the disk did not take it, whatever was kept before', async () => {
    const lives = createLives();
    await lives.start();
    lives.write(text(named('Edited')));
    lives.kept().texts.isFull = true;
    const { book, runs } = await lives.start();
    assert.deepEqual([runs(), nameOf(book.current()), book.version()], ['Edited', 'Edited', 1]);
  });

  it('is the kept one where the file says the same, though nothing can be written', async () => {
    const lives = createLives();
    await (await lives.start()).book.put(named('Same'), by);
    lives.write(JSON.stringify(named('Same')));
    lives.kept().texts.isFull = true;
    const { runs, book } = await lives.start();
    assert.deepEqual([runs(), book.origin().trouble], ['Same', undefined]);
  });

  it('is the kept one where both were changed and the file is broken, whose faults are told', async () => {
    const lives = createLives();
    await (await lives.start()).book.put(named('Of the page'), by);
    lives.write('{');
    const { runs, book, log } = await lives.start();
    assert.deepEqual([runs(), book.origin().trouble], ['Of the page', 'conflict']);
    const [fault] = log.lines;
    assert.deepEqual(
      [fault?.level, fault?.message],
      ['error', 'the house is not usable as it stands'],
    );
    assert.match(JSON.stringify(fault?.fields), /not JSON/);
  });

  it('is none where the first file cannot be read, which is said', async () => {
    const lives = createLives();
    const read = () => {
      throw new Error('EACCES');
    };
    lives.with({ read });
    await assert.rejects(lives.start(), /house\.json: it cannot be read: EACCES/);
  });

  it('is always that of the file which a setting names', async () => {
    const lives = createLives();
    const { book } = await lives.start();
    await book.put(named('Of the page'), by);
    lives.with({ setting: 'ARIS_HOUSE' });
    const next = await lives.start();
    assert.equal(next.runs(), 'Of the file');
    const setting = 'ARIS_HOUSE';
    assert.deepEqual(next.book.origin(), { inCharge: 'file', path: 'house.json', setting });
    await next.book.reload(doer);
    await assert.rejects(next.book.exportFile(), refusedAs('conflict', { setting }));
    lives.write('{');
    assert.equal((await lives.start()).book.origin().inCharge, 'file');
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

  it('is taken in where no version is kept any more', async () => {
    const lives = createLives();
    const { book } = await lives.start();
    await lives.kept().store.commit([{ remove: HOUSE_VERSIONS, key: '00000001' }]);
    assert.equal(await book.reload(doer), 'file');
    assert.equal(book.version(), 1);
  });

  it('that is not new has what is kept read anew: a profile of it may be back', async () => {
    const lives = createLives();
    let isThere = true;
    lives.with({
      profiles: {
        names: () => (isThere ? WITH_PROFILE.names() : []),
        read: () => (isThere ? WITH_PROFILE.read() : undefined),
      },
    });
    await (await lives.start()).book.put(PROFILED, by);
    isThere = false;
    const { book, runs } = await lives.start();
    assert.equal(book.origin().trouble, 'broken');
    isThere = true;
    assert.equal(await book.reload(doer), 'store');
    assert.deepEqual([runs(), book.origin().trouble], ['Of the page', undefined]);
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
