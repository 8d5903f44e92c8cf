import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import * as found from '../../../../../../src/domain/found/names.ts';
import { freeId, idFrom } from '../../../../../../src/ui/pages/settings/rooms/edits/ids.ts';

describe('the id of a room that somebody names', () => {
  it('is the one that the hub would make of the name', () => {
    for (const name of ['Wohnzimmer Süd', 'Straße/Łódź', 'æøđœ', '客厅', '_', 'a'.repeat(100)])
      assert.equal(idFrom(name), found.idFrom(name));
    const names = fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }));
    fc.assert(fc.property(names, (name) => assert.equal(idFrom(name), found.idFrom(name))));
  });

  it('is one that nobody has', () => {
    const taken = ['hall', 'hall_2'];
    assert.equal(freeId('hall', new Set(taken)), found.freeId('hall', new Set(taken)));
    assert.equal(freeId('bath', new Set(taken)), 'bath');
  });
});
