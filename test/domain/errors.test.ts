import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  HubError,
  invalid,
  isStoreTrouble,
  messageOf,
  SettingsError,
} from '../../src/domain/errors.ts';

describe('an error', () => {
  it('of a value names its field', () => {
    const error = invalid('until', 'until must not be past');
    assert.deepEqual(
      [error.code, error.message, error.context],
      ['invalid', 'until must not be past', { field: 'until' }],
    );
  });

  it('is the disk’s where nothing can be written now, and no other is', () => {
    const codes = ['storage_full', 'storage_unwritable', 'storage_damaged', 'conflict'] as const;
    assert.deepEqual(
      codes.map((code) => isStoreTrouble(new HubError(code, code))),
      [true, true, true, false],
    );
    assert.equal(isStoreTrouble({ code: 'storage_full' }), false);
  });

  it('of the settings has a line for each', () => {
    const { lines, message } = new SettingsError(['one', 'two']);
    assert.deepEqual([lines, message], [['one', 'two'], 'one\ntwo']);
  });

  it('has a text, whatever was thrown', () => {
    assert.deepEqual([new Error('broken'), 'broken', 7, undefined].map(messageOf), [
      'broken',
      'broken',
      '7',
      'undefined',
    ]);
  });
});
