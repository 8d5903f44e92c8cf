import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createSecondFactorBook } from '../../../src/app/people/second-factor-book.ts';
import type { Step } from '../../../src/app/records/transaction.ts';
import type { UserRecord } from '../../../src/app/users/users.ts';
import { permissionsOf } from '../../../src/domain/account.ts';
import { createRecordStore } from '../../../src/store/records.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { createMemoryLog } from '../../support/log.ts';
import { createMemoryTexts } from '../../support/memory-texts.ts';

const OWNER = { id: 'usr_00000001', role: 'owner' } as UserRecord;
const RECORD = { sealedSecret: 's', sinceMs: 1, lastStep: 2, recoveryHashes: ['h'] };

function createRig() {
  const store = createRecordStore({
    texts: createMemoryTexts(),
    clock: createFakeClock(),
    log: createMemoryLog(),
  });
  const book = createSecondFactorBook(store);
  const done = async (step: Step) => {
    await store.commit(step.changes);
    step.apply();
  };
  return { store, book, done };
}

describe('second factors', () => {
  it('are kept, and removed, in steps that are nothing before they are done', async () => {
    const { store, book, done } = createRig();
    const saving = book.saving(OWNER.id, RECORD);
    assert.deepEqual([book.of(OWNER.id), book.version()], [undefined, 0]);
    await done(saving);
    assert.deepEqual([book.of(OWNER.id), book.version()], [RECORD, 1]);
    assert.deepEqual(createSecondFactorBook(store).of(OWNER.id), RECORD, 'over a restart');
    await done(book.removing(OWNER.id));
    assert.deepEqual([book.of(OWNER.id), book.version()], [undefined, 2]);
    assert.equal(createSecondFactorBook(store).of(OWNER.id), undefined);
  });

  it('that the house asks for leave who has none nothing but to set one up', async () => {
    const { store, book, done } = createRig();
    assert.deepEqual([book.isRequired(), book.grantOf(OWNER)], [false, permissionsOf('owner')]);
    await done(book.requiring(true, []));
    assert.equal(createSecondFactorBook(store).isRequired(), true, 'over a restart');
    assert.deepEqual([book.mustEnrol(OWNER), book.version()], [true, 1]);
    assert.deepEqual(book.grantOf(OWNER), permissionsOf('enrolling'));
    assert.deepEqual(book.grantOf(undefined), permissionsOf('panel'), 'a panel is nobody');
    await done(book.saving(OWNER.id, RECORD));
    assert.deepEqual(book.grantOf(OWNER), permissionsOf('owner'));
  });
});
