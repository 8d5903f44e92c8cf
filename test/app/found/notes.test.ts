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
    notes.put('shelly', 'a', { id: 'a' }, { heardMs: 0 });
    notes.put('shelly', 'b', { id: 'b' }, { heardMs: 1 });
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

  it('are of no more devices than so, and say that there is room once one of those is gone', () => {
    const notes = createFoundNotes();
    const put = (key: string, deviceId: string) =>
      notes.put('home_assistant', key, { key }, { deviceId });
    const takeBack = (key: string) => notes.put('home_assistant', key, undefined);
    for (let n = 0; n < LIMITS.foundKeptDevices; n++) assert.ok(put(`${n}`, `d${n}`));
    assert.ok(put('0 again', 'd0'), 'another document of a device that is kept');
    assert.ok(!put('more', 'more'));
    assert.deepEqual([notes.leftOut(), notes.takeRoom()], [1, false]);
    assert.ok(takeBack('0'));
    assert.ok(!put('more', 'more'), 'the device has another document yet');
    assert.ok(takeBack('0 again'));
    assert.deepEqual([notes.takeRoom(), notes.takeRoom()], [true, false]);
    assert.ok(put('more', 'more'));
    assert.equal(notes.leftOut(), 0);
    takeBack('more');
    assert.ok(!notes.takeRoom(), 'nothing was left out');
  });

  it('that were left out are counted once, until they are taken back, and no further than so', () => {
    const notes = createFoundNotes();
    const long = { a: 'x'.repeat(LIMITS.foundNoteChars) };
    for (const key of ['a', 'a', 'b']) notes.put('shelly', key, long);
    assert.equal(notes.leftOut(), 2);
    notes.put('shelly', 'b', undefined);
    notes.put('tasmota', 'a', undefined);
    assert.equal(notes.leftOut(), 1);
    for (let n = 0; n < LIMITS.foundKeptDevices; n++)
      notes.put('zigbee2mqtt', `${n}`, {}, { deviceId: `${n}` });
    for (let n = 0; n <= LIMITS.foundLeftOut; n++)
      notes.put('shelly', `${n}`, {}, { deviceId: 'another' });
    assert.equal(notes.leftOut(), LIMITS.foundLeftOut);
    notes.clear();
    assert.deepEqual([notes.leftOut(), notes.takeRoom()], [0, false]);
  });
});
