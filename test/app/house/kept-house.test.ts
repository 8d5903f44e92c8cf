/** The house that runs, and how it is kept. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { documentOf, type HouseDocument } from '../../../src/app/house/house-document.ts';
import { HOUSES } from '../../../src/app/house/house-file.ts';
import type { HouseSource } from '../../../src/app/house/house-source.ts';
import {
  createHouseVersions,
  HOUSE_PIECES,
  HOUSE_VERSIONS,
} from '../../../src/app/house/house-versions.ts';
import { createKeptHouse } from '../../../src/app/house/kept-house.ts';
import { NO_PROFILES } from '../../../src/app/house/profile.ts';
import { digest } from '../../../src/crypto/digest.ts';
import { SettingsError } from '../../../src/domain/errors.ts';
import {
  by,
  createLives,
  doer,
  named,
  nameOf,
  PROFILED,
  WITH_PROFILE,
} from '../../support/house-lives.ts';
import { createKept } from '../../support/kept.ts';

const SOURCE: HouseSource = {
  path: 'house.json',
  mqttBase: 'aris',
  profiles: NO_PROFILES,
  initCommand: 'init',
  timeZone: () => 'Europe/Rome',
  read: () => undefined,
};

function documentNamed(name: string): HouseDocument {
  const document = documentOf(named(name), SOURCE);
  assert.ok(!('faults' in document));
  return document;
}

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

describe('the house that runs', () => {
  function create(kept = createKept()) {
    const versions = createHouseVersions(kept.store, digest);
    const house = createKeptHouse({ ...kept, versions, source: SOURCE });
    const heard: string[] = [];
    house.onHouse((next) => heard.push(nameOf(next) ?? 'none'));
    const keep = async (name: string) => {
      const document = documentNamed(name);
      const { changes, version } = house.writing(document, { doer });
      await kept.store.commit(changes);
      house.runDocument(document, true);
      return version;
    };
    return { house, versions, heard, keep, kept, again: () => create(kept.again()) };
  }

  it('is told to all who follow it, until they do not', async () => {
    const { house, heard, keep } = create();
    assert.equal(house.running(), undefined);
    const late: unknown[] = [];
    const cancel = house.onHouse((next) => late.push(nameOf(next)));
    await keep('One');
    cancel();
    house.run(named('Two'));
    assert.deepEqual([heard, late], [['One', 'Two'], ['One']]);
    assert.equal(nameOf(house.running()), 'Two');
  });

  it('is one without a room, in the time of the machine, where there never was any', () => {
    const { house, heard } = create();
    house.runLastGoodOrNone();
    const unset = { version: 1, timeZone: 'Europe/Rome', zones: [], fcus: [], heatpumps: [] };
    assert.deepEqual([house.running(), house.current()], [unset, unset]);
    assert.deepEqual(heard, ['none']);
  });

  it('is the last good one where there was one, which is said', async () => {
    const lives = create();
    await lives.keep('One');
    const { house, heard, kept } = lives.again();
    house.runLastGoodOrNone();
    assert.deepEqual(heard, ['One']);
    assert.deepEqual(
      kept.log.lines.map(({ level, message, fields }) => [
        level,
        message,
        ...Object.values(fields),
      ]),
      [
        ['error', 'the house is not usable as it stands', 'house.json: there is no such file'],
        ['error', 'running on the last good house', 'house.json'],
      ],
    );
  });

  it('is the newest version where that of the last good house cannot be read', async () => {
    const lives = create();
    await lives.keep('One');
    await lives.kept.store.commit([{ remove: HOUSES, key: 'last' }]);
    const { house, heard } = lives.again();
    house.runLastGood([]);
    assert.deepEqual(heard, ['One']);
  });

  it('is never what is kept as a version and is no house', async () => {
    const { house, versions, kept } = create();
    const { version, changes } = versions.adding({ text: '5', by: doer.by, atMs: 0, changed: [] });
    await kept.store.commit(changes);
    assert.deepEqual([house.valueOf(version), house.current()], [undefined, {}]);
  });

  it('is none where nothing good was ever kept, and the faults say why', () => {
    const { house } = create();
    assert.throws(
      () => house.runLastGood(['a fault']),
      (error: unknown) => {
        assert.ok(error instanceof SettingsError);
        assert.deepEqual(error.lines, ['a fault', 'init writes a sample house to start from']);
        return true;
      },
    );
    assert.equal(house.running(), undefined);
  });

  it('is a new version where it is another, with the members that have changed', async () => {
    const { versions, keep, kept } = create();
    const first = await keep('One');
    assert.deepEqual([first?.version, first?.atMs], [1, kept.clock.nowMs()]);
    assert.deepEqual(
      first?.changed,
      ['version', 'timeZone', 'zones', 'fcus', 'hcu', 'heatpumps', 'dhw', 'tes'],
      'all that there is of a first one',
    );
    assert.deepEqual((await keep('Two'))?.changed, ['zones']);
    assert.equal(await keep('Two'), undefined);
    assert.equal(versions.list().length, 2);
  });

  it('is written no second time where it reads as before', async () => {
    const { house, keep } = create();
    await keep('One');
    assert.deepEqual(house.writing(documentNamed('One'), { doer }), { changes: [] });
  });

  it('is shown as it runs where the disk did not take it', async () => {
    const { house, keep } = create();
    await keep('One');
    house.runDocument(documentNamed('Two'), false);
    assert.deepEqual([nameOf(house.current()), house.isUnkept()], ['Two', true]);
    assert.equal(nameOf(house.running()), 'Two');
    await keep('Two');
    assert.equal(house.isUnkept(), false);
  });

  it('is the newest version at a start; one of which a part is gone leaves the last good', async () => {
    const lives = create();
    await lives.keep('One');
    await lives.keep('Two');
    const whole = lives.again();
    whole.house.runNewest();
    assert.deepEqual([whole.heard, whole.house.isBroken()], [['Two'], false]);
    await lives.kept.store.commit([{ remove: HOUSE_PIECES, key: '00000002-0000' }]);
    const { house, heard, kept, keep } = lives.again();
    house.runNewest();
    assert.deepEqual([heard, house.isBroken()], [['Two'], true]);
    assert.deepEqual(kept.log.lines[0]?.fields, {
      fault: 'version 2: a part of it cannot be read',
    });
    await keep('Three');
    assert.equal(house.isBroken(), false);
  });
});
