import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { readSecretFile, readSettingFile } from '../../src/system/files.ts';
import { tempFolder } from '../support/temp-folder.ts';

describe('the file that a setting names', () => {
  const folder = tempFolder();
  after(folder.remove);

  it('has a secret on its first line', () => {
    const path = join(folder.path, 'secret');
    for (const text of ['hunter2', 'hunter2\n', 'hunter2\r\nmore\n']) {
      writeFileSync(path, text);
      assert.equal(readSecretFile(path, 'ARIS_SECRET_FILE'), 'hunter2');
    }
  });

  const NOT_THERE = 'ARIS_SECRET_FILE: there is no such file';
  const faults = [
    ['missing', NOT_THERE],
    ['', 'ARIS_SECRET_FILE: the file cannot be read (EISDIR)'],
    ['missing'.repeat(100), 'ARIS_SECRET_FILE: the file cannot be read (ENAMETOOLONG)'],
  ] as const;
  for (const [name, message] of faults) {
    it(`is not named where it should have a secret and is ${message.slice(18)}`, () => {
      const path = join(folder.path, name);
      assert.throws(() => readSecretFile(path, 'ARIS_SECRET_FILE'), {
        name: 'SettingsError',
        lines: [message],
      });
      assert.throws(() => readSettingFile(path, 'ARIS_SECRET_FILE'), {
        lines: [`${message}: ${path}`],
      });
    });
  }
});
