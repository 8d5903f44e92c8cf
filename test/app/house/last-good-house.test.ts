import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  faultLine,
  houseAtStart,
  readHouse,
  type HouseSource,
} from '../../../src/app/house/last-good-house.ts';
import { NO_PROFILES } from '../../../src/app/house/profile.ts';
import { SettingsError } from '../../../src/domain/errors.ts';
import { SMALL_HOUSE } from '../../support/house.ts';
import { createKept } from '../../support/kept.ts';

const source = (text: string | undefined): HouseSource => ({
  path: 'house.json',
  mqttBase: 'aris',
  profiles: NO_PROFILES,
  initCommand: 'aris house init',
  read: () => text,
});
const GOOD = source(JSON.stringify(SMALL_HOUSE));
const BROKEN = source('{');
const MISSING = source(undefined);
const zonesOf = ({ zones }: { zones: readonly { zoneId: string }[] }) =>
  zones.map(({ zoneId }) => zoneId);

describe('the house to start with', () => {
  it('is that of the file, else the last good one, which is said', async () => {
    for (const bad of [BROKEN, MISSING]) {
      const { store, log } = createKept();
      const house = await houseAtStart(GOOD, store, log);
      assert.deepEqual(zonesOf(house), zonesOf(SMALL_HOUSE));
      assert.equal(log.lines.length, 0);
      assert.deepEqual(zonesOf(await houseAtStart(bad, store, log)), zonesOf(SMALL_HOUSE));
      assert.equal(log.lines.at(-1)?.message, 'running on the last good house');
    }
  });

  it('is none where there never was one, and that says how to make one', async () => {
    const { store, log } = createKept();
    await assert.rejects(houseAtStart(MISSING, store, log), (error: unknown) => {
      assert.ok(error instanceof SettingsError);
      assert.deepEqual(error.lines, [
        'house.json: there is no such file',
        'aris house init writes a sample house to start from',
      ]);
      return true;
    });
  });

  it('is that of the file though it cannot be kept', async () => {
    const { texts, store, log } = createKept();
    texts.isFull = true;
    assert.deepEqual(zonesOf(await houseAtStart(GOOD, store, log)), zonesOf(SMALL_HOUSE));
    assert.equal(log.lines.at(-1)?.message, 'the house was not kept');
  });
});

describe('the house as it is read anew', () => {
  it('is kept once, and faults change nothing', async () => {
    const { store } = createKept();
    await readHouse(GOOD, store);
    await readHouse(GOOD, store);
    const result = await readHouse(BROKEN, store);
    assert.ok('faults' in result);
    assert.equal(store.stats().commits, 1);
  });

  it('is not taken where it cannot be kept', async () => {
    const { texts, store } = createKept();
    texts.isFull = true;
    await assert.rejects(readHouse(GOOD, store), /disk is full/);
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
