import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createFaultBook, faultTable } from '../../../src/app/faults/fault-book.ts';
import { createCurrentHouse } from '../../../src/app/house/current-house.ts';
import type { StandingFault } from '../../../src/domain/equipment/standing-faults.ts';
import { SMALL_HOUSE } from '../../support/house.ts';
import { createKept } from '../../support/kept.ts';

const fault = (code: string, message = code): StandingFault => ({
  code,
  severity: 'warning',
  message,
  sinceTs: '2026-01-15T10:00:00Z',
});
const table = faultTable('faults');
const KEY = 'dhw/dhw_main';

function begin(kept = createKept()) {
  const house = createCurrentHouse(SMALL_HOUSE);
  const ownersIn = ({ dhw }: { dhw?: { dhwId: string } | undefined }) =>
    dhw === undefined ? [] : [`dhw/${dhw.dhwId}`];
  const book = createFaultBook({ house, store: kept.store, table, ownersIn });
  const write = async () => {
    await kept.store.commit(book.gather());
    book.settle(true);
  };
  return { kept, house, book, write };
}

describe('standing faults', () => {
  it('are kept over a restart', async () => {
    const { kept, book, write } = begin();
    book.set(KEY, [fault('a')]);
    await write();
    assert.deepEqual(begin(kept.again()).book.of(KEY), [fault('a')]);
    book.set(KEY, []);
    await write();
    assert.deepEqual([...begin(kept.again()).book.entries()], []);
  });

  it('are written where they are others, not where a message counts up', async () => {
    const { book, write } = begin();
    book.set(KEY, [fault('a', 'once')]);
    await write();
    book.set(KEY, [fault('a', 'twice')]);
    assert.deepEqual([book.gather(), book.of(KEY)[0]?.message], [[], 'twice']);
  });

  it('are written again where they could not be, or changed meanwhile', () => {
    const { book } = begin();
    book.set(KEY, [fault('a')]);
    book.gather();
    book.settle(false);
    assert.equal(book.gather().length, 1);
    book.set(KEY, [fault('b')]);
    book.settle(true);
    assert.equal(book.gather().length, 1);
  });

  it('are nobody’s whom the house does not know', () => {
    const { book } = begin();
    book.set('dhw/another', [fault('a')]);
    assert.deepEqual([book.of('dhw/another'), book.gather()], [[], []]);
  });

  it('are back with a house that is put right, until the disk has let go of them', async () => {
    const { house, book, write } = begin();
    book.set(KEY, [fault('a')]);
    await write();
    house.replace({ ...SMALL_HOUSE, dhw: undefined });
    assert.deepEqual(book.of(KEY), []);
    house.replace(SMALL_HOUSE);
    assert.equal(book.of(KEY).length, 1);
    house.replace({ ...SMALL_HOUSE, dhw: undefined });
    await write();
    house.replace(SMALL_HOUSE);
    assert.deepEqual(book.of(KEY), []);
  });

  it('that may have changed are told of, with another house, too', () => {
    const { house, book } = begin();
    let told = 0;
    book.onChange(() => told++);
    book.set(KEY, [fault('a')]);
    house.replace(SMALL_HOUSE);
    assert.equal(told, 2);
  });
});
