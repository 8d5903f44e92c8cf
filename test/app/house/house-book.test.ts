import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { HOUSE_PIECES } from '../../../src/app/house/house-versions.ts';
import { HubError } from '../../../src/domain/errors.ts';
import type { House } from '../../../src/domain/house.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import { SMALL_HOUSE } from '../../support/house.ts';
import { by, createLives, doer, named, nameOf, text } from '../../support/house-lives.ts';

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
