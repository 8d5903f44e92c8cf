import assert from 'node:assert/strict';
import { utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { isTimeSynchronised } from '../../src/system/time-sync.ts';
import { tempFolder } from '../support/temp-folder.ts';

describe('the clock of the machine', () => {
  const folder = tempFolder();
  const path = join(folder.path, 'synchronized');
  after(() => folder.remove());
  const touchedAgo = (seconds: number) => {
    writeFileSync(path, '');
    const atS = Date.now() / 1_000 - seconds;
    utimesSync(path, atS, atS);
  };

  it('is not synchronised where nothing says so', () => assert.ok(!isTimeSynchronised(path)));

  for (const [what, seconds, expected] of [
    ['a moment ago', 1, true],
    ['half an hour ago', 1_800, true],
    ['two hours ago, by a clock that was set ahead since', 7_200, false],
    ['a year ago', 365 * 86_400, false],
    ['in a year, by a clock that was set back since', -365 * 86_400, false],
  ] as const)
    it(`is ${expected ? '' : 'not '}where that was said ${what}`, () => {
      touchedAgo(seconds);
      assert.equal(isTimeSynchronised(path), expected);
    });
});
