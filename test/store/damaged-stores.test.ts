import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { LIMITS } from '../../src/domain/limits.ts';
import { keepDamaged, placeForDamaged } from '../../src/store/damaged-stores.ts';
import { tempFolder } from '../support/temp-folder.ts';

let folder = tempFolder();
const file = () => join(folder.path, 'store.mdb');
beforeEach(() => (folder = tempFolder()));
afterEach(() => folder.remove());

describe('damaged stores', () => {
  it('are kept, but not more than a few', () => {
    for (let round = 1; round <= LIMITS.damagedStores + 2; round++) {
      writeFileSync(file(), String(round));
      const place = placeForDamaged(folder.path) ?? '';
      assert.equal(place, join(folder.path, 'damaged', `store-${round}.mdb`));
      keepDamaged(folder.path, place);
    }
    const kept = readdirSync(join(folder.path, 'damaged'));
    assert.equal(kept.length, LIMITS.damagedStores);
    const last = join(folder.path, 'damaged', `store-${LIMITS.damagedStores + 2}.mdb`);
    assert.equal(readFileSync(last, 'utf8'), String(LIMITS.damagedStores + 2));
  });
});
