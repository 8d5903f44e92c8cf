/** Commits that fail, as lmdb-js tells of them. Real disks that are full or damaged are in lmdb.test.ts. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { HubError, type ErrorCode } from '../../src/domain/errors.ts';
import { commitFault, isEchoOfCommitFailure, reading } from '../../src/store/commit-failure.ts';
import { lastingFolder } from '../support/child.ts';

/** As lmdb-js rejects a commit: the reason is the outcome of another promise. */
function ofCommit(code?: number): Error {
  const commitError = Promise.reject(Object.assign(new Error('the reason'), { code }));
  commitError.catch(() => undefined);
  return Object.assign(new Error('Commit failed'), { commitError });
}

const EIO = 5;
const MDB_CORRUPTED = -30_796;
const panic = new Error('MDB_PANIC: Update of meta page failed or environment had fatal error');

describe('a commit that has failed', () => {
  const roomy = lastingFolder();
  async function told(error: unknown, folder = roomy): Promise<HubError> {
    const fault = await commitFault(error, folder);
    assert.ok(fault instanceof HubError, String(fault));
    return fault;
  }
  const codeOf = async (error: unknown, folder?: string): Promise<ErrorCode> =>
    (await told(error, folder)).code;

  it('where there is room has met a disk that takes no writes, with the reason', async () => {
    const error = ofCommit(EIO);
    const fault = await told(error);
    assert.deepEqual([fault.code, fault.cause], ['storage_unwritable', error]);
    assert.equal(fault.message, 'nothing was changed, since the disk takes no writes (code 5)');
    assert.match((await told(ofCommit())).message, /\(code 0\)/);
  });

  it('has met damage by the codes of that, whichever way they are told', async () => {
    const error = ofCommit(MDB_CORRUPTED);
    const fault = await told(error);
    assert.deepEqual([fault.code, fault.cause], ['storage_damaged', error]);
    assert.match(fault.message, /\(code -30796\): the hub puts it right when it is started anew$/);
    for (const code of [-30_797, -30_787, -30_786, -30_782, -30_779])
      assert.equal(await codeOf(Object.assign(new Error(), { code })), 'storage_damaged');
  });

  it('of an environment that was given up is refused until the hub starts anew', async () => {
    const fault = await told(panic);
    assert.deepEqual([fault.code, fault.cause], ['storage_unwritable', panic]);
    assert.match(fault.message, /given it up until the hub is started anew/);
  });

  it('for what is no fault of the disk is told as it is', async () => {
    const error = new TypeError('a fault of ours');
    assert.equal(await commitFault(error, roomy), error);
    // As of a key that is too long.
    const other = Object.assign(new Error(), { code: -30_781 });
    assert.equal(await commitFault(other, roomy), other);
  });

  it('is not said to want room where the disk does not say how much there is', async () => {
    assert.equal(await codeOf(ofCommit(EIO), join(roomy, 'gone')), 'storage_unwritable');
  });

  it('for want of room is said to be so, whatever its code', async () => {
    // It has no room at all.
    for (const error of [ofCommit(EIO), ofCommit(MDB_CORRUPTED)])
      assert.equal(await codeOf(error, '/proc'), 'storage_full');
  });
});

describe('a store that is read', () => {
  it('says that it was given up; all else is told as it is', () => {
    assert.equal(
      reading(() => 'a text'),
      'a text',
    );
    assert.throws(
      () =>
        reading(() => {
          throw panic;
        }),
      (error: unknown) => error instanceof HubError && error.code === 'storage_unwritable',
    );
    const other = new Error('a fault of ours');
    assert.throws(
      () =>
        reading(() => {
          throw other;
        }),
      (error: unknown) => error === other,
    );
  });
});

describe('a rejection that nobody caught', () => {
  it('repeats a failed commit where lmdb-js has made it, and is a fault of the program else', () => {
    assert.ok(isEchoOfCommitFailure(ofCommit(EIO)));
    const from = (place: string) =>
      Object.assign(new Error('x'), { stack: `Error: x\n    at write (${place}:1:2)` });
    assert.ok(isEchoOfCommitFailure(from('/opt/aris/node_modules/lmdb/index.js')));
    assert.ok(isEchoOfCommitFailure(from('/opt/aris/dist/lmdb/write.js')));
    assert.ok(!isEchoOfCommitFailure(from('/opt/aris/dist/main.js')));
    assert.ok(!isEchoOfCommitFailure('no error at all'));
    assert.ok(!isEchoOfCommitFailure(undefined));
  });
});
