import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { createMachine } from '../../src/system/machine.ts';
import { tempFolder } from '../support/temp-folder.ts';

const machine = createMachine();

describe('this machine', () => {
  it('tells of files and folders, and of what is not there', () => {
    const { path, remove } = tempFolder();
    const file = join(path, 'keys.json');
    writeFileSync(file, 'text');
    chmodSync(file, 0o640);
    assert.equal(machine.read(file), 'text');
    assert.deepEqual(machine.list(path), ['keys.json']);
    const own = { userId: process.geteuid?.() ?? -1 };
    assert.deepEqual(machine.facts(file), { isFolder: false, mode: 0o640, ...own });
    assert.equal(machine.facts(path)?.isFolder, true);
    const { free = 0, size = 0 } = machine.room(path) ?? {};
    assert.ok(free > 0 && size >= free);
    remove();
    assert.deepEqual(
      [machine.read(file), machine.list(path), machine.facts(file), machine.room(file)],
      [undefined, [], undefined, undefined],
    );
  });

  it('runs programs in English, and takes it that one is not there', async () => {
    assert.deepEqual(await machine.run('sh', ['-c', 'echo $LC_ALL; exit 3']), {
      code: 3,
      out: 'C\n',
    });
    assert.deepEqual(await machine.run('/nowhere/at-all', []), { code: undefined, out: '' });
    assert.equal(await machine.show('sh', ['-c', 'exit 4']), 4);
    assert.equal(await machine.show('/nowhere/at-all', []), undefined);
  });

  it('asks for names and pages', async () => {
    assert.ok((await machine.addressesOf('localhost')).length > 0);
    assert.deepEqual(await machine.addressesOf('no.such.invalid'), []);
    const server = createServer((_, response) => response.writeHead(503).end('not yet'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    assert.deepEqual(await machine.get(url), { status: 503, text: 'not yet' });
    await new Promise((resolve) => server.close(resolve));
    assert.equal(await machine.get(url), undefined);
  });
});
