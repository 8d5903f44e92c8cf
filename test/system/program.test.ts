import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { describe, it } from 'node:test';
import { programName, shellWord } from '../../src/system/program.ts';
import { run } from '../support/child.ts';

describe('how the program is called again', () => {
  it('is by whole paths, so that it works wherever it is typed', () => {
    assert.equal(
      programName('dist/main.js', '/opt/it’s/node'),
      `'/opt/it’s/node' ${resolve('dist/main.js')}`,
    );
  });

  it('is in words that a shell takes as they are', async () => {
    const words = ['plain', 'two words', "it's", '$HOME', '', '/srv/aris', 'a@b.c'];
    const { stdout } = await run('sh', ['-c', `printf '%s\\n' ${words.map(shellWord).join(' ')}`]);
    assert.deepEqual(stdout.split('\n').slice(0, -1), words);
  });
});
