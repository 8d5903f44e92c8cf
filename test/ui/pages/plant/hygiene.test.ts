import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { hygieneText } from '../../../../src/ui/pages/plant/hygiene.ts';

const NOW_MS = Date.parse('2026-01-15T10:00:00Z');

describe('words on hygiene', () => {
  it('say where disinfection stands', () => {
    const at = (days: number) => new Date(NOW_MS + days * 86_400_000).toISOString();
    const text = (hygiene: object) => hygieneText({ overdue: false, ...hygiene }, NOW_MS);
    assert.deepEqual(text({ lastSuccess: at(-3), nextDue: at(4) }), [
      'Last done 3 days ago (12 Jan 2026).',
      'Next in 4 days.',
    ]);
    assert.match(text({ nextDue: at(1) })[0] ?? '', /^Not done yet/);
    assert.match(text({ lastSuccess: at(-7), nextDue: at(-0.1) })[1] ?? '', /^Due now/);
    assert.match(text({ nextDue: at(-2), overdue: true })[0] ?? '', /^Overdue.*2 days ago/);
    assert.match(text({ nextDue: at(-2), overdue: true, running: true })[0] ?? '', /Going on now/);
  });
});
