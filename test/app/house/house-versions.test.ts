/** The versions of the house that are kept: their numbers, their pieces, and which go. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import {
  createHouseVersions,
  HOUSE_PIECES,
  HOUSE_VERSIONS,
  type NewVersion,
} from '../../../src/app/house/house-versions.ts';
import { digest } from '../../../src/crypto/digest.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import { createKept } from '../../support/kept.ts';

const PIECE = LIMITS.housePieceChars;
const by = { kind: 'cli', id: 'cli' } as const;
const added = (text: string, more: Partial<NewVersion> = {}): NewVersion => ({
  text,
  by,
  atMs: 5,
  changed: ['zones'],
  ...more,
});

function create(kept = createKept()) {
  const { store } = kept;
  const versions = createHouseVersions(store, digest);
  async function add(...args: Parameters<typeof added>) {
    const { version, changes } = versions.adding(added(...args));
    await store.commit(changes);
    return version;
  }
  return { versions, store, add, again: () => create(kept.again()).versions };
}

describe('the versions of the house', () => {
  it('are counted from 1, and there again at the next start with all that is said of them', async () => {
    const { versions, add, again } = create();
    assert.deepEqual([versions.newest(), versions.list()], [undefined, []]);
    const first = await add('{"a":"é"}', { path: 'house.json' });
    assert.deepEqual(first, {
      version: 1,
      by,
      atMs: 5,
      changed: ['zones'],
      path: 'house.json',
      sha256: createHash('sha256').update('{"a":"é"}').digest('hex'),
      bytes: 10,
      pieces: 1,
    });
    const second = await add('{"a":2}', { restored: 1 });
    assert.deepEqual([second.version, second.restored], [2, 1]);
    assert.deepEqual(versions.list(), [second, first]);
    assert.deepEqual(versions.newest(), second);
    assert.deepEqual(again().list(), [second, first]);
  });

  it('are found by their number', async () => {
    const { versions, add } = create();
    const first = await add('1');
    assert.deepEqual(versions.find(1), first);
    assert.deepEqual([versions.find(0), versions.find(2)], [undefined, undefined]);
  });

  it('go on in order past the ninth', async () => {
    const { versions, add } = create();
    for (let made = 1; made <= 11; made++) await add(String(made));
    assert.deepEqual(
      versions.list().map(({ version }) => version),
      [11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1],
    );
  });

  it(`are ${LIMITS.houseVersions} at most: the oldest goes with all of its pieces`, async () => {
    const { versions, store, add } = create();
    await add('x'.repeat(PIECE + 1));
    for (let made = 2; made <= LIMITS.houseVersions; made++) await add(String(made));
    assert.equal(versions.list().length, LIMITS.houseVersions);
    assert.equal(store.count(HOUSE_PIECES), LIMITS.houseVersions + 1);
    await add('one more');
    assert.deepEqual(versions.find(1), undefined);
    assert.equal(store.count(HOUSE_VERSIONS), LIMITS.houseVersions);
    assert.equal(store.count(HOUSE_PIECES), LIMITS.houseVersions);
    assert.equal(versions.textOf(versions.find(2) ?? (await add(''))), '2');
  });
});

describe('the text of a version', () => {
  it('is kept in pieces that are no longer than one may be', async () => {
    const { versions, store, add } = create();
    for (const [chars, pieces] of [
      [PIECE - 1, 1],
      [PIECE, 1],
      [PIECE + 1, 2],
      [12 * PIECE, 12],
    ] as const) {
      const text = Array.from({ length: chars }, (_, at) => String(at % 10)).join('');
      const before = store.count(HOUSE_PIECES);
      const version = await add(text);
      assert.deepEqual([version.pieces, store.count(HOUSE_PIECES) - before], [pieces, pieces]);
      assert.equal(versions.textOf(version), text);
    }
  });

  it('is none where a piece is gone, or is another', async () => {
    const { versions, store, add } = create();
    const version = await add('x'.repeat(2 * PIECE));
    const key = '00000001-0001';
    await store.commit([{ put: HOUSE_PIECES, key, value: 'y'.repeat(PIECE) }]);
    assert.equal(versions.textOf(version), undefined);
    await store.commit([{ remove: HOUSE_PIECES, key }]);
    assert.equal(versions.textOf(version), undefined);
    // As if it had been empty: the hash is that of the whole.
    const empty = await add('');
    assert.deepEqual([empty.pieces, versions.textOf(empty)], [0, '']);
  });

  it('is known by a hash that says whether two are the same', () => {
    const { versions } = create();
    assert.equal(versions.hashOf('a'), createHash('sha256').update('a').digest('hex'));
  });
});
