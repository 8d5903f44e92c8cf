import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it, mock } from 'node:test';
import { dismiss, endUndo, holdToast, releaseToast, tell, toasts } from '../../src/ui/toasts.ts';

const texts = () => toasts.value.map(({ text }) => text);
const undo = () => undefined;

describe('short messages', () => {
  beforeEach(() => {
    mock.timers.enable({ apis: ['setTimeout'] });
    toasts.value = [];
  });
  afterEach(() => mock.timers.reset());

  it('go by themselves, later where there is something to decide', () => {
    tell('done');
    tell('changed', { of: 'living', undo });
    mock.timers.tick(7_000);
    assert.deepEqual(texts(), ['changed']);
    mock.timers.tick(5_000);
    assert.deepEqual(texts(), []);
  });

  it('stay while somebody is at them', () => {
    tell('changed', { of: 'living', undo });
    const [toast] = toasts.value;
    assert.ok(toast);
    holdToast(toast.id);
    mock.timers.tick(60_000);
    assert.deepEqual(texts(), ['changed']);
    releaseToast(toast);
    mock.timers.tick(11_999);
    assert.deepEqual(texts(), ['changed']);
    mock.timers.tick(1);
    assert.deepEqual(texts(), []);
  });

  it('are three at most, of which one alone takes back a change of the same thing', () => {
    tell('living 1', { of: 'living', undo });
    tell('bath', { of: 'bath', undo });
    tell('living 2', { of: 'living', undo });
    assert.deepEqual(texts(), ['bath', 'living 2']);
    endUndo('living');
    assert.deepEqual(texts(), ['bath']);
    ['a', 'b', 'c'].forEach((text) => tell(text));
    assert.deepEqual(texts(), ['a', 'b', 'c']);
    dismiss(toasts.value[0]?.id ?? 0);
    assert.deepEqual(texts(), ['b', 'c']);
  });
});
