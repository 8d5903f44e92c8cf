import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { LOG_LEVELS } from '../../../../src/domain/log-level.ts';
import { atLeast } from '../../../../src/ui/pages/settings/log-levels.ts';

describe('the lines of the log that are shown', () => {
  const entries = LOG_LEVELS.map((level) => ({ level, message: level, timestamp: '' }));
  for (const [least, shown] of [
    ['debug', ['debug', 'info', 'warn', 'error']],
    ['warn', ['warn', 'error']],
    ['error', ['error']],
  ] as const)
    it(`are from ${least} on`, () => {
      assert.deepEqual(
        atLeast(entries, least).map(({ level }) => level),
        shown,
      );
    });
});
