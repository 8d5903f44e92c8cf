/** Putting a running hub back to a backup, step by step. Who may, is in `http/routes/restore.test.ts`. */
import assert from 'node:assert/strict';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { RestoreState } from '../../src/app/backup/restoring.ts';
import { COMMAND_LINE, doerOf } from '../../src/app/base/principal.ts';
import { blocksBeside } from '../../src/backup/folder.ts';
import { draftOf, UPLOAD } from '../../src/backup/swap.ts';
import { createPassphraseKeys } from '../../src/crypto/scrypt.ts';
import { LIMITS } from '../../src/domain/limits.ts';
import { createRestoring, type RestoringDeps } from '../../src/hub/restoring.ts';
import { openTexts } from '../../src/store/open.ts';
import { bytesOf, codecWith, HEADER, inPieces, linesWith } from '../support/backup.ts';
import { lastingFolder } from '../support/child.ts';
import { createTestParts } from '../support/core.ts';
import { refusedAs } from '../support/refused.ts';
import { settled } from '../support/settled.ts';
import { mountSmallDisk, NEEDS_ROOT, type SmallDisk } from '../support/small-disk.ts';

const ADA = { id: 'usr_0000000a', name: 'Ada', email: 'ada@example.org', role: 'owner' };
const RECORDS = {
  [`users/${ADA.id}`]: JSON.stringify({ v: 1, d: ADA }),
  'tokens/00000001': '{"v":1,"d":{"id":"00000001","name":"HA","createdBy":"cli"}}',
  'serial/hub': JSON.stringify({ v: 1, d: HEADER.serial }),
};
const PASSPHRASE = 'a rather long passphrase of this test';
const by = { doer: doerOf(COMMAND_LINE), mayStill: () => true };
const CONFLICT = refusedAs('conflict');

describe('putting back a backup', () => {
  let folder: string;
  let parts: ReturnType<typeof createTestParts>;
  let replaceStore: (() => Promise<void>) | undefined;
  beforeEach(() => {
    folder = lastingFolder();
    parts = createTestParts();
    replaceStore = undefined;
  });

  const create = (more: Partial<RestoringDeps> = {}) =>
    createRestoring({
      folder,
      isVirtual: false,
      version: '0.2.0',
      hasHouse: true,
      serial: HEADER.serial ?? '',
      blocks: blocksBeside(join(folder, 'backups')),
      parts,
      restart: (replace) => void (replaceStore = replace),
      ...more,
    });
  const backup = async (header: object = {}, codec = codecWith()) =>
    bytesOf(codec.pack(linesWith(RECORDS, header)));
  async function sealed(): Promise<Buffer> {
    // At a cost that a test can pay.
    const cost = { ln: 10, r: 8, p: 1, salt: parts.random.bytes(16) };
    return backup({}, codecWith(await createPassphraseKeys(parts).derive(PASSPHRASE, cost)));
  }
  const lies = () => existsSync(join(folder, UPLOAD));
  /** Of the store that the hub would open next. */
  async function textsNext(): Promise<Map<string, string>> {
    await replaceStore?.();
    const { finishSwap } = await import('../../src/backup/swap.ts');
    finishSwap(folder);
    const texts = await openTexts(folder, { version: '0.2.0', log: parts.log });
    const all = new Map(texts.range(''));
    await texts.close();
    return all;
  }

  it('begins with nothing, and says how much there is room for', () => {
    const { state, roomBytes, ...more } = create().view();
    assert.deepEqual([state, more], ['none', {}]);
    assert.ok(roomBytes > 0 && roomBytes <= LIMITS.restoreUploadBytes);
  });

  it('takes a file, reads it, and shows what it holds', async () => {
    const restoring = create();
    const { state, contents, records } = await restoring.take(inPieces(await backup()));
    assert.deepEqual([state, records], ['ready', undefined]);
    assert.deepEqual(contents?.people, [ADA]);
    assert.deepEqual(restoring.view().contents, contents);
    assert.ok(lies());
  });

  it('tells how far it is while it is on its way, and takes no other meanwhile', async () => {
    const restoring = create();
    const bytes = await backup();
    const seen: unknown[] = [];
    async function* slowly() {
      yield bytes.subarray(0, 10);
      await settled();
      seen.push(restoring.view().state, restoring.view().bytes);
      await assert.rejects(restoring.take(inPieces(bytes)), CONFLICT);
      await assert.rejects(restoring.drop(), CONFLICT);
      yield bytes.subarray(10);
    }
    await restoring.take(slowly());
    assert.deepEqual(seen, ['receiving', 10]);
    assert.equal(restoring.view().bytes, undefined);
    await assert.rejects(restoring.take(inPieces(bytes)), CONFLICT);
  });

  it('leaves nothing of what is no backup, and says why until the next', async () => {
    const restoring = create();
    const bad = inPieces(Buffer.from('no backup at all'));
    await assert.rejects(restoring.take(bad), refusedAs('invalid'));
    const { state, failure, refusal } = restoring.view();
    assert.deepEqual([state, failure], ['none', 'this is no backup of an Aris hub']);
    assert.deepEqual(refusal, { code: 'backup_foreign' });
    assert.ok(!lies());
    assert.deepEqual(parts.log.lines.at(-1)?.fields, { reason: failure });
    await restoring.take(inPieces(await backup()));
    assert.deepEqual(Object.keys(restoring.view()), ['state', 'roomBytes', 'contents']);
  });

  it('gives up who falls silent', async () => {
    const restoring = create();
    async function* silent() {
      yield Buffer.from('x');
      await new Promise(() => undefined);
    }
    const taking = restoring.take(silent());
    await settled();
    parts.clock.advance(LIMITS.restoreStallMs);
    await assert.rejects(taking, /too slowly/);
    assert.deepEqual([restoring.view().state, lies()], ['none', false]);
  });

  it('waits for the passphrase of one that is sealed, which may be tried again', async () => {
    const restoring = create();
    await assert.rejects(restoring.open(PASSPHRASE), CONFLICT);
    const { state, contents } = await restoring.take(inPieces(await sealed()));
    assert.deepEqual([state, contents], ['sealed', undefined]);
    const wrong = restoring.open('another passphrase');
    await assert.rejects(wrong, refusedAs('invalid', { field: 'passphrase' }));
    assert.deepEqual([restoring.view().state, restoring.view().failure], ['sealed', undefined]);
    const opened = await restoring.open(PASSPHRASE);
    assert.deepEqual([opened.state, opened.contents?.people], ['ready', [ADA]]);
  });

  it('forgets what nobody decides on, sealed or not, passphrase and all', async () => {
    const restoring = create();
    for (const bytes of [await backup(), await sealed()]) {
      await restoring.take(inPieces(bytes));
      parts.clock.advance(LIMITS.restoreKeptMs - 1);
      assert.ok(lies());
      parts.clock.advance(1);
      assert.deepEqual([restoring.view().state, lies()], ['none', false]);
    }
    await restoring.take(inPieces(await sealed()));
    await restoring.open(PASSPHRASE);
    await restoring.drop();
    assert.deepEqual([restoring.view().state, lies()], ['none', false]);
    assert.equal((await restoring.take(inPieces(await sealed()))).state, 'sealed');
  });

  it('makes the store ready beside the old one, and has the hub start anew into it', async () => {
    const restoring = create();
    await assert.rejects(restoring.start({}, by), CONFLICT);
    await restoring.take(inPieces(await backup()));
    const { state } = await restoring.start({}, by);
    assert.equal(state, 'restarting');
    assert.ok(existsSync(draftOf(folder)) && !existsSync(join(folder, 'store.mdb')));
    parts.clock.advance(LIMITS.restoreKeptMs);
    assert.equal(restoring.view().state, 'restarting');
    await assert.rejects(restoring.drop(), CONFLICT);
    const texts = await textsNext();
    assert.match(texts.get('tokens/00000001') ?? '', /"name":"HA"/);
    assert.ok([...texts.values()].some((text) => text.includes('"backup_restored"')));
  });

  it('leaves out whom somebody does not want back', async () => {
    const restoring = create();
    await restoring.take(inPieces(await backup()));
    await restoring.start({ withoutUsers: [ADA.email], withoutTokens: ['tok_00000001'] }, by);
    const texts = await textsNext();
    assert.equal(texts.get(`users/${ADA.id}`), undefined);
    assert.match(texts.get('tokens/00000001') ?? '', /revokedAtMs/);
  });

  it('asks whose serial stays where there are two', async () => {
    for (const [serial, kept] of [
      ['own', 'another'],
      ['backup', HEADER.serial],
    ] as const) {
      folder = lastingFolder();
      const restoring = create({ serial: 'another' });
      await restoring.take(inPieces(await backup()));
      const unasked = refusedAs('invalid', { field: 'serial' });
      await assert.rejects(restoring.start({}, by), unasked);
      assert.equal(restoring.view().state, 'ready');
      await restoring.start({ serial }, by);
      assert.equal((await textsNext()).get('serial/hub'), JSON.stringify({ v: 1, d: kept }));
    }
  });

  it('is as it was where whoever asked may no longer, or it cannot be made ready', async () => {
    const restoring = create();
    await restoring.take(inPieces(await backup()));
    const states: RestoreState[] = [];
    const mayStill = () => {
      states.push(restoring.view().state);
      return false;
    };
    await assert.rejects(restoring.start({}, { ...by, mayStill }), refusedAs('forbidden'));
    assert.deepEqual(states, ['writing']);
    assert.deepEqual([restoring.view().state, existsSync(draftOf(folder))], ['ready', false]);
    writeFileSync(join(folder, UPLOAD), 'damaged meanwhile');
    await assert.rejects(restoring.start({}, by), refusedAs('invalid'));
    assert.deepEqual([restoring.view().state, existsSync(draftOf(folder))], ['ready', false]);
    assert.equal(replaceStore, undefined);
  });

  describe('on a disk with little room', NEEDS_ROOT, () => {
    let disk: SmallDisk;
    beforeEach(() => (disk = mountSmallDisk()));
    afterEach(() => disk.remove());

    it('leaves the house what it needs of it', async () => {
      const restoring = create({ folder: disk.path });
      const { roomBytes } = restoring.view();
      assert.ok(roomBytes > 0 && roomBytes < LIMITS.restoreUploadBytes / 10, String(roomBytes));
      await restoring.take(inPieces(await backup()));
      writeFileSync(join(disk.path, 'filler'), Buffer.alloc(roomBytes + 1_048_576));
      assert.equal(restoring.view().roomBytes, 0);
      await assert.rejects(restoring.start({}, by), refusedAs('storage_full'));
      assert.equal(restoring.view().state, 'ready');
      await restoring.drop();
      await assert.rejects(restoring.take(inPieces(await backup())), refusedAs('storage_full'));
      assert.ok(!existsSync(join(disk.path, UPLOAD)));
    });
  });
});
