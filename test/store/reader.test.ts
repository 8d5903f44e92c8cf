import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { openLmdb } from '../../src/store/lmdb.ts';
import { readDoubtful, type ReaderLine, type ReaderTask } from '../../src/store/reader.ts';
import { tempFolder } from '../support/temp-folder.ts';

const RECORDS = 2_500;
const key = (at: number) => `a/${String(at).padStart(4, '0')}`;

describe('the reader of a store that may be damaged', () => {
  const { path, remove } = tempFolder();
  after(remove);
  before(async () => {
    const texts = openLmdb(path);
    await texts.write([
      ...Array.from({ length: RECORDS }, (_, at) => [key(at), `{"v":1,"d":${at}}`] as const),
      ['b/1', '{"v":1,"d":"b"}'],
    ]);
    await texts.close();
  });
  function read(task: ReaderTask, folder = path): ReaderLine[] {
    const lines: ReaderLine[] = [];
    readDoubtful(folder, task, (line) => lines.push(line));
    return lines;
  }

  it('says how many records there are, how far it is, and that all is whole', () =>
    assert.deepEqual(read('check'), [
      { begun: true },
      { entries: RECORDS + 1 },
      { read: 1_000 },
      { read: 2_000 },
      { whole: RECORDS + 1 },
    ]));

  it('reads each part of its task, and says when it is over', () => {
    const parts = [
      { from: key(1), to: key(3) },
      { from: 'b/', to: 'c/' },
      { from: 'x/', to: 'y/' },
    ];
    assert.deepEqual(read(parts), [
      { begun: true },
      { entries: RECORDS + 1 },
      [key(1), '{"v":1,"d":1}'],
      [key(2), '{"v":1,"d":2}'],
      { part: 0 },
      ['b/1', '{"v":1,"d":"b"}'],
      { part: 1 },
      { part: 2 },
    ]);
  });

  it('reads a part from its end back', () => {
    const lines = read([{ from: key(1), to: key(4), newestFirst: true }]);
    assert.deepEqual(lines.at(-1), { part: 0 });
    assert.deepEqual(
      lines.slice(2, -1).map((line) => (line as readonly [string, string])[0]),
      [key(3), key(2), key(1)],
    );
  });

  it('says what is wrong with a folder that has none', () => {
    const [, line] = read('check', join(path, 'none'));
    assert.ok(line !== undefined && 'fault' in line);
  });
});
