/** The list of all tables: whatever is not in it is not verified, and not looked for in a damaged store. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { RECORD_NOUNS } from '../../src/domain/sentences/records.ts';
import { ALL_TABLES } from '../../src/hub/tables.ts';
import { openLmdb } from '../../src/store/lmdb.ts';
import { fixtures } from '../support/fixtures.ts';

const APP = join(import.meta.dirname, '..', '..', 'src', 'app');
const names = ALL_TABLES.map(({ name }) => name).sort();

describe('the list of tables', () => {
  it('has each once, and a word for each', () => {
    assert.deepEqual([...new Set(names)], names);
    assert.deepEqual(Object.keys(RECORD_NOUNS).sort(), names);
  });

  it('has every table that a file of app/ declares', () => {
    const declared = readdirSync(APP, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts'))
      .flatMap((path) => [
        ...readFileSync(join(APP, path), 'utf8').matchAll(
          /: Table<[^=]*> = \{\s*name: '(?<name>\w+)'/g,
        ),
      ])
      .map(({ groups }) => groups?.['name'] ?? '');
    assert.ok(declared.length > 25, String(declared.length));
    assert.deepEqual(
      declared.filter((name) => !names.includes(name)),
      [],
    );
  });

  it('knows every record that a hub has written', async () => {
    for (const fixture of fixtures()) {
      const texts = openLmdb(fixture.dataFolder());
      const tables = [...texts.range('')].map(([key]) => key.split('/', 1)[0] ?? '');
      await texts.close();
      const unknown = new Set(tables.filter((name) => name !== 'store' && !names.includes(name)));
      assert.deepEqual([...unknown], [], fixture.version);
    }
  });
});
