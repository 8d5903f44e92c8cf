/** This program as a child: what it is told of its parent's surroundings. */
import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { createOwnProcess } from '../../src/system/own-process.ts';

const SAY_ENVIRONMENT = `
  require('node:fs').writeSync(3, Object.keys(process.env).sort().join() + '\\n')
  require('node:fs').writeSync(3, process.env.LMDB_RESTORE + '\\n')`;
const PATIENCE_MS = 20_000;

describe('an own process', () => {
  const before = process.env['LMDB_RESTORE'];
  beforeEach(() => {
    process.env['LMDB_RESTORE'] = 'safe';
    process.env['ARIS_ADMIN_SECRET'] = 'secret';
  });
  afterEach(() => {
    delete process.env['ARIS_ADMIN_SECRET'];
    if (before === undefined) delete process.env['LMDB_RESTORE'];
    else process.env['LMDB_RESTORE'] = before;
  });

  it('opens a store as its parent does, and knows none of its settings', async () => {
    const { lines, end } = createOwnProcess(['-e'])([SAY_ENVIRONMENT], PATIENCE_MS);
    const said: string[] = [];
    for await (const line of lines) said.push(line);
    assert.equal((await end).code, 0);
    assert.deepEqual(said, ['LMDB_RESTORE,PATH', 'safe']);
  });

  it('is ended where it goes round in circles, and not where it waits', async () => {
    const run = createOwnProcess(['-e']);
    const looping = await run(['for (;;);'], 300).end;
    assert.deepEqual([looping.isHung, looping.signal], [true, 'SIGKILL']);
    const waiting = await run(['setTimeout(() => {}, 1_500)'], 1_000).end;
    assert.deepEqual([waiting.isHung, waiting.code], [false, 0]);
    const stuck = await run(['setTimeout(() => {}, 60_000)'], 200).end;
    assert.deepEqual([stuck.isHung, stuck.signal], [true, 'SIGKILL']);
  });
});
