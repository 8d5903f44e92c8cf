/** Files take the place of others all together, wherever a power cut comes. */
import assert from 'node:assert/strict';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { abandonSwap, beginSwap, commitSwap, finishSwap, REPLACED } from '../../src/backup/swap.ts';
import { tempFolder } from '../support/temp-folder.ts';

describe('a swap', () => {
  let folder: ReturnType<typeof tempFolder>;
  const at = (...parts: string[]) => join(folder.path, ...parts);
  const put = (text: string, ...parts: string[]) => writeFileSync(at(...parts), text);
  const text = (...parts: string[]) => readFileSync(at(...parts), 'utf8');

  beforeEach(() => {
    folder = tempFolder();
    for (const name of ['store.mdb', 'store.json', 'keys.json', 'store.mdb-lock']) put('old', name);
  });
  afterEach(() => folder.remove());

  function prepare(): void {
    beginSwap(folder.path);
    for (const name of ['store.mdb', 'store.json', 'revocations.jsonl'])
      put('new', 'restored.new', name);
  }
  function assertDone(): void {
    for (const name of ['store.mdb', 'store.json', 'revocations.jsonl'])
      assert.equal(text(name), 'new', name);
    assert.equal(text('keys.json'), 'old', 'what has no successor stays');
    assert.equal(text(REPLACED, 'store.mdb'), 'old');
    assert.ok(!existsSync(at('restored')) && !existsSync(at('restored.new')));
    assert.ok(!existsSync(at('store.mdb-lock')));
  }

  it('puts all of them in place, and what was there aside', () => {
    prepare();
    commitSwap(folder.path);
    assertDone();
    finishSwap(folder.path);
    assertDone();
  });

  it('changes nothing before it is committed', () => {
    prepare();
    finishSwap(folder.path);
    assert.equal(text('store.mdb'), 'old');
    abandonSwap(folder.path);
    assert.deepEqual(readdirSync(folder.path).sort(), [
      'keys.json',
      'store.json',
      'store.mdb',
      'store.mdb-lock',
    ]);
  });

  it('begins anew after one that was cut short before', () => {
    prepare();
    put('half', 'restored.new', 'half');
    assert.deepEqual(readdirSync(beginSwap(folder.path)), []);
  });

  /** The steps that renaming takes, one after the other. */
  const steps: (() => void)[] = [
    () => renameSync(at('restored.new'), at('restored')),
    () => mkdirSync(at(REPLACED)),
    () => renameSync(at('store.mdb'), at(REPLACED, 'store.mdb')),
    () => renameSync(at('restored', 'store.mdb'), at('store.mdb')),
    () => renameSync(at('store.json'), at(REPLACED, 'store.json')),
    () => renameSync(at('restored', 'store.json'), at('store.json')),
    () => renameSync(at('restored', 'revocations.jsonl'), at('revocations.jsonl')),
  ];
  for (let done = 1; done <= steps.length; done++)
    it(`is gone on with where it was cut short after step ${done}`, () => {
      prepare();
      steps.slice(0, done).forEach((step) => step());
      finishSwap(folder.path);
      assertDone();
    });
});
