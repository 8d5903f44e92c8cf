import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { freeId, idFrom } from '../../src/domain/ids.ts';
import { LIMITS } from '../../src/domain/limits.ts';

describe('an id from a name', () => {
  it('has the letters of the name without their marks', () => {
    assert.equal(idFrom('Wohnzimmer Süd'), 'wohnzimmer_sud');
    assert.equal(idFrom('Straße Łódź Ærø Đ Œuvre'), 'strasse_lodz_aero_d_oeuvre');
    assert.equal(idFrom('--Hall / 2--'), 'hall_2');
  });

  it('is empty where there are none', () => {
    assert.deepEqual(['寝室', '!?'].map(idFrom), ['', '']);
  });

  it('leaves room for a number behind it', () => {
    assert.equal(idFrom('a'.repeat(200)).length, LIMITS.idChars - 4);
  });

  it('is one that nobody has', () => {
    const taken = new Set(['hall', 'hall_2', 'attic']);
    const ids = ['hall', 'bath', 'attic'].map((wanted) => freeId(wanted, taken));
    assert.deepEqual(ids, ['hall_3', 'bath', 'attic_2']);
    assert.equal(taken.size, 3, 'whoever uses it takes it');
  });
});
