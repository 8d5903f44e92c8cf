import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { programOf } from '../../src/domain/agent.ts';

const CHROME = 'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/126 Safari/537.36';
const IPHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Version/17 Safari/604.1';

describe('what a client is', () => {
  const cases: [userAgent: string | undefined, program: string | undefined][] = [
    [CHROME, 'Chrome on Android'],
    [`${CHROME} Edg/126`, 'Edge on Android'],
    [IPHONE, 'Safari on iPhone'],
    ['curl/8.5.0', 'curl'],
    ['Mozilla/5.0 (Windows NT 10.0)', 'Windows'],
    ['python-requests/2.31', 'python-requests'],
    ['x', 'x'],
    ['', undefined],
    [undefined, undefined],
    // What could be more than a name is not passed on.
    ['\u001b[31mred/1', undefined],
    [`${'a'.repeat(41)}/1`, undefined],
    ['<b>/1', undefined],
  ];
  for (const [userAgent, program] of cases)
    it(`${String(userAgent).slice(0, 30)} is ${program}`, () =>
      assert.equal(programOf(userAgent), program));
});
