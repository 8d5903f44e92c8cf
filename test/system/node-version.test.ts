/** What an old Node is told. A real one is in test/systemd/install-long.test.ts: Debian 12 has Node 18. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, it } from 'node:test';
import { nodeFault } from '../../src/system/node-version.ts';
import { run } from '../support/child.ts';
import { PROGRAM } from '../support/hub.ts';

const SENTENCE = 'this is Node 18.19.0, and Aris needs 20.19 or newer';

describe('a Node that is too old', () => {
  it('is one below the wanted version', () => {
    assert.equal(nodeFault('18.19.0', '>=20.19'), SENTENCE);
    for (const old of ['20.18.3', '19.9.0', '8.0.0']) assert.ok(nodeFault(old, '>=20.19'), old);
    for (const good of ['20.19.0', '20.20.2', '22.0.0', '100.1.0'])
      assert.equal(nodeFault(good, '>=20.19'), undefined, good);
  });

  it('is told so in one sentence, with exit code 2', async () => {
    const pretence = `Object.defineProperty(process, 'versions', { value: { node: '18.19.0' } })`;
    const { code, stdout, stderr } = await run(process.execPath, [
      '--import',
      `data:text/javascript,${encodeURIComponent(pretence)}`,
      PROGRAM,
      '--version',
    ]);
    assert.deepEqual([code, stdout, stderr], [2, '', `aris: ${SENTENCE}\n`]);
  });

  it('is told so before it has to read anything that it may not know', () => {
    const texts = new Map<string, string>();
    const readAll = (path: string): void => {
      if (texts.has(path)) return;
      const text = readFileSync(path, 'utf8');
      texts.set(path, text);
      const names = [...text.matchAll(/\b(?:import|from) ?["'](?<name>[^"']+)["']/g)];
      for (const { groups } of names) {
        const name = groups?.['name'] ?? '';
        if (name.startsWith('.')) readAll(join(dirname(path), name));
        else assert.equal(name, 'node:module', path);
      }
    };
    readAll(PROGRAM);
    // What Node 12 could not parse.
    for (const [path, text] of texts) {
      assert.ok(text.length < 4_000, path);
      assert.doesNotMatch(text, /\?\?|\?\.[a-z[(]|^\s*await\b|[;}]await\b/m, path);
    }
  });
});
