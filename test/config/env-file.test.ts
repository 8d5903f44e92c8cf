import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseEnvFile } from '../../src/config/env-file.ts';
import { ENV_FILE_CASES } from '../support/env-file-cases.ts';

describe('a file of settings', () => {
  for (const [what, text, expected] of ENV_FILE_CASES)
    it(`is read as systemd reads it: ${what}`, () =>
      assert.deepEqual(parseEnvFile(text), expected));

  it('is read whole, with the last of what stands there twice', () => {
    const text = ENV_FILE_CASES.map(([, part]) => part).join('\n');
    assert.deepEqual(parseEnvFile(`${text}\nA=last`)['A'], 'last');
  });
});
