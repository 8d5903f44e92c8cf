import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createFirstTouch } from '../../../../src/ui/pages/panel/first-touch.ts';

/** What comes through to a panel that is dim at first, of these events. */
function through(...events: readonly Parameters<ReturnType<typeof createFirstTouch>>[0][]) {
  let isDim = true;
  const isOfFirstTouch = createFirstTouch(
    () => isDim,
    () => (isDim = false),
  );
  const came = events.filter((event) => !isOfFirstTouch(event)).map(({ type }) => type);
  return { came, isDim };
}
const as = (...types: readonly string[]) => types.map((type) => ({ type }));
/** As a browser makes them of a finger on the glass. */
const TAP = as('pointerdown', 'pointerup', 'mousedown', 'mouseup', 'click');
const KEY = as('keydown', 'keypress', 'keyup', 'click');

describe('the first touch of a dim panel', () => {
  it('wakes it and does nothing else, to its last event; the second does what it is for', () => {
    assert.deepEqual(through(...TAP), { came: [], isDim: false });
    const all = TAP.map(({ type }) => type);
    assert.deepEqual(through(...TAP, ...TAP), { came: all, isDim: false });
  });

  it('may be a key, also one that is held down', () => {
    const held = { type: 'keydown', repeat: true };
    assert.deepEqual(through(...as('keydown'), held, held, ...as('keyup')).came, []);
    const all = KEY.map(({ type }) => type);
    assert.deepEqual(through(...KEY, ...KEY).came, all);
  });

  it('may be long, and with several fingers', () => {
    const second = { type: 'pointerdown', isPrimary: false };
    const first = [...as('pointerdown'), second, ...as('contextmenu', 'pointerup', 'pointerup')];
    assert.deepEqual(through(...first).came, []);
    assert.deepEqual(through(...first, ...as('keydown')).came, ['keydown']);
  });

  it('may be nothing but a click, as of a screen reader', () => {
    assert.deepEqual(through(...as('click')), { came: [], isDim: false });
    assert.deepEqual(through(...as('click', 'click')).came, ['click']);
  });
});
