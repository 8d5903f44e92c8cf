import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { canDisinfect, hygieneText } from '../../../../src/ui/pages/plant/hygiene.ts';

const NOW_MS = Date.parse('2026-01-15T10:00:00Z');

describe('words on hygiene', () => {
  it('offer what a tank can be told, and no more', () => {
    const at = (level: string, ...orders: readonly string[]) =>
      canDisinfect({ control: { level, orders: orders.map((order) => ({ order })) } });
    assert.equal(canDisinfect({}), true);
    assert.equal(canDisinfect({ control: { level: 'watch', chosen: 'watch' } }), false);
    assert.deepEqual(
      [at('nudge', 'targetTempC'), at('nudge', 'sanitize'), at('steer', 'targetTempC')],
      [false, true, true],
    );
  });

  it('promise nothing where the tank sees to it by itself', () => {
    const nextDue = new Date(NOW_MS - 1).toISOString();
    assert.equal(hygieneText({ nextDue }, NOW_MS).length, 2);
    assert.equal(hygieneText({ nextDue }, NOW_MS, true).length, 1);
  });

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
