import assert from 'node:assert/strict';
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { readPrivateSecretFile, readSecretFile, readSettingFile } from '../../src/system/files.ts';
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

  for (const mode of [0o640, 0o604, 0o620, 0o602, 0o644, 0o666, 0o601]) {
    it(`is refused as private where its rights are 0${mode.toString(8)}, without a word of the secret`, () => {
      const path = join(folder.path, 'private');
      writeFileSync(path, 'hunter2\n');
      chmodSync(path, mode);
      const read = (credentials?: string) =>
        readPrivateSecretFile(path, 'ARIS_SECRET_FILE', credentials);
      for (const credentials of [undefined, join(folder.path, 'other')]) {
        assert.throws(() => read(credentials), {
          name: 'SettingsError',
          message: /^ARIS_SECRET_FILE: others than its owner may use the file: chmod 600 it/,
        });
      }
      // systemd's own folder, where an access list shows as the rights of a group.
      assert.equal(read(folder.path), 'hunter2');
      chmodSync(path, 0o400);
      assert.equal(read(), 'hunter2');
    });
  }

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
