import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  BackupWriter,
  openBackup,
  type BackupHeader,
  type BackupItem,
} from '../../../src/app/backup/format.ts';
import { refusedAs } from '../../support/refused.ts';

const HEADER: BackupHeader = {
  kind: 'manual',
  madeAtMs: 5,
  version: '0.2.0',
  storeFormat: 1,
  isVirtual: false,
  leftOut: ['history'],
};
const ITEMS: readonly BackupItem[] = [
  { record: 'tokens/a', text: '{}' },
  { record: 'tokens/b', text: '{}' },
  { file: 'house.json', text: '{}' },
  { firmware: 'esp/a.bin', bytes: 'AAAA' },
  { revocation: { token: 'abcdefgh', revokedAtMs: 1 } },
];

function linesOf(items: readonly BackupItem[] = ITEMS): string[] {
  const writer = new BackupWriter();
  return [writer.header(HEADER), ...items.map((item) => writer.item(item)), writer.end()];
}

/** All of a backup, in slices of so many lines. */
async function read(lines: readonly string[], sliceLines = 2) {
  async function* slices() {
    await Promise.resolve();
    yield [];
    for (let at = 0; at < lines.length; at += sliceLines) yield lines.slice(at, at + sliceLines);
  }
  const { header, items } = await openBackup(slices());
  const all: BackupItem[] = [];
  for await (const some of items) all.push(...some);
  return { header, items: all };
}
const damagedBy = (lines: readonly string[], how: string) =>
  assert.rejects(read(lines), { code: 'invalid', message: `the backup is damaged: ${how}` });

describe('a backup', () => {
  it('is read as it was written, in whatever slices it comes', async () => {
    for (const slice of [1, 2, 3, 100])
      assert.deepEqual(await read(linesOf(), slice), { header: HEADER, items: ITEMS });
  });

  it('counts each kind of what is in it', () => {
    const writer = new BackupWriter();
    for (const item of ITEMS) writer.item(item);
    assert.deepEqual(writer.counts, {
      record: 2,
      file: 1,
      firmware: 1,
      revocation: 1,
      block: 0,
    });
  });

  it('may have members in its header that a later program has added', async () => {
    const [first = '', ...rest] = linesOf();
    const later = JSON.stringify({ ...(JSON.parse(first) as object), added: 1 });
    assert.deepEqual((await read([later, ...rest])).header, HEADER);
  });
});

describe('a backup that is none', () => {
  const edited = (change: object) => {
    const [first = '', ...rest] = linesOf();
    return [JSON.stringify({ ...(JSON.parse(first) as object), ...change }), ...rest];
  };

  it('is refused at its first line', async () => {
    await damagedBy([], 'it is empty');
    await damagedBy(['x'], 'a line of it is no JSON object');
    await damagedBy(['null'], 'a line of it is no JSON object');
    const other = { message: 'this is no backup of an Aris hub' };
    await assert.rejects(read(edited({ what: 'x' })), other);
    await assert.rejects(read(edited({ kind: 'x' })), refusedAs('invalid', { field: 'kind' }));
  });

  it('is refused with the program that made it, where that was a later one', async () => {
    const later = (version: unknown, format: unknown = 2) => read(edited({ format, version }));
    await assert.rejects(later('9.0.0'), /^HubError: the backup was made by 9\.0\.0, in a form/);
    await assert.rejects(later(9), /made by a newer version/);
    await assert.rejects(later('9.0.0', 'x'), /made by 9\.0\.0/);
  });

  it('is refused at its end, where something is missing or too much', async () => {
    const lines = linesOf();
    await damagedBy(lines.slice(0, -1), 'its end is missing');
    await damagedBy([...lines.slice(0, 1), ...lines.slice(2)], 'a part is missing');
    await damagedBy([...lines, lines[1] ?? ''], 'it goes on after its end');
  });

  it('is refused where it has what no backup has, or what would lie elsewhere', async () => {
    const withLine = (line: object) => [...linesOf().slice(0, 2), JSON.stringify(line)];
    for (const line of [
      {},
      { record: 'a' },
      { record: 1, text: '' },
      { file: 'other.json', text: '' },
      { firmware: 'a' },
    ])
      await damagedBy(withLine(line), 'a line of it is nothing that a backup has');
    for (const firmware of ['../a', '/a', 'a/../b', '.hidden', ''])
      await damagedBy(
        withLine({ firmware, bytes: '' }),
        'it has a file that would lie outside its folder',
      );
    await assert.rejects(read(withLine({ revocation: { user: 'x' } })), refusedAs('invalid'));
  });
});
