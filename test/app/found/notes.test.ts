import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createFoundNotes } from '../../../src/app/found/notes.ts';
import { LIMITS } from '../../../src/domain/limits.ts';

describe('notes of what devices say of themselves', () => {
  it('tell what is new, and forget what is gone', () => {
    const notes = createFoundNotes();
    assert.ok(notes.put('shelly', 'a', { id: 'a' }));
    assert.ok(!notes.put('shelly', 'a', { id: 'a' }));
    assert.ok(notes.put('shelly', 'a', { id: 'b' }));
    assert.deepEqual(notes.get('shelly', 'a'), { id: 'b' });
    assert.equal(notes.get('tasmota', 'a'), undefined);
    assert.ok(notes.put('shelly', 'a', undefined));
    assert.ok(!notes.put('shelly', 'a', undefined));
    assert.deepEqual(notes.all('shelly'), []);
    assert.equal(notes.count(), 0);
  });

  it('forget what was silent for long, and not what the broker keeps', () => {
    const notes = createFoundNotes();
    notes.put('shelly', 'a', { id: 'a' }, 0);
    notes.put('shelly', 'b', { id: 'b' }, 1);
    notes.put('home_assistant', 'c', {});
    assert.ok(notes.sweep(LIMITS.foundGoneMs));
    assert.deepEqual(notes.all('shelly'), [{ id: 'b' }]);
    assert.ok(!notes.sweep(LIMITS.foundGoneMs));
    assert.equal(notes.count(), 2);
  });

  it('are no more than so many', () => {
    const notes = createFoundNotes();
    for (let n = 0; n < LIMITS.foundDocuments; n++) notes.put('home_assistant', `${n}`, {});
    assert.equal(notes.leftOut(), 0);
    assert.ok(!notes.put('home_assistant', 'more', {}));
    assert.deepEqual([notes.count(), notes.leftOut()], [LIMITS.foundDocuments, 1]);
    // One that there is may say something else.
    assert.ok(notes.put('home_assistant', '0', { a: 1 }));
    notes.clear();
    assert.ok(notes.put('home_assistant', 'more', {}));
  });

  it('are no longer than so, each and all together', () => {
    const notes = createFoundNotes();
    const note = (chars: number) => ({ a: 'x'.repeat(chars - '{"a":""}'.length - 1) });
    assert.ok(!notes.put('shelly', 'x', note(LIMITS.foundNoteChars + 1)));
    const most = LIMITS.foundKeptChars / LIMITS.foundNoteChars;
    for (let n = 0; n < most; n++)
      assert.ok(notes.put('shelly', `${n}`, note(LIMITS.foundNoteChars)));
    assert.ok(!notes.put('shelly', 'y', {}));
    assert.equal(notes.leftOut(), 2);
    notes.put('shelly', '0', undefined);
    assert.ok(notes.put('shelly', 'y', {}));
  });
});
