import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readAvailability, readBound, valueOf } from '../../../src/domain/binding/bound-reading.ts';
import type { ReadPlace } from '../../../src/domain/binding/place.ts';
import type { Fault } from '../../../src/domain/equipment/reading.ts';

const AT = { topic: 't' };

describe('what a message says of a reading', () => {
  const NOW_MS = Date.parse('2026-01-15T10:00:00Z');
  const reading = { field: 'tempC', ...AT, pointer: '/t', timePointer: '/at' };
  const read = (document: unknown, nowMs: number | undefined = NOW_MS) =>
    readBound('sensor', reading, document, nowMs);

  it('is nothing where it lacks it', () => {
    assert.equal(read({ x: 1 }), undefined);
  });

  it('is refused in a message that is words, where it is to be a member', () => {
    assert.deepEqual(read('text'), {
      refused: { field: 'tempC', value: '"text"', reason: 'is no JSON object' },
    });
  });

  it('is a value, as old as it says', () => {
    const at = '2026-01-15T09:59:00Z';
    assert.deepEqual(read({ t: 20.5, at }), { value: 20.5, ageMs: 60_000 });
    assert.deepEqual(read({ t: 20.5 }), { value: 20.5 });
    assert.deepEqual(readBound('sensor', reading, { t: 20.5, at }, undefined), { value: 20.5 });
    assert.deepEqual(read({ t: null, at }), { value: null, ageMs: 60_000 });
  });

  it('is refused with what was said, where it or its time cannot be', () => {
    assert.deepEqual(read({ t: 'warm', at: 'soon' }), {
      refused: { field: 'tempC', value: '"warm"', reason: 'must be a number' },
    });
    assert.deepEqual(read({ t: 20, at: 'soon' }), {
      refused: {
        field: 'tempC',
        value: '"soon"',
        reason: 'has no time at /at: ISO 8601 with a zone, ms or s',
      },
    });
    const inF = readBound('sensor', { field: 'tempC', ...AT }, '68 °F', NOW_MS);
    assert.deepEqual(inF, {
      refused: { field: 'tempC', value: '"68 °F"', reason: 'is in °F, not °C: say its scale' },
    });
  });

  it('shows what was said, not what was made of it', () => {
    const far = { ...reading, scale: 1000 };
    assert.deepEqual(readBound('sensor', far, { t: 7 }, NOW_MS), {
      refused: { field: 'tempC', value: '7', reason: 'must be from -40 to 60 °C' },
    });
    const refused = valueOf('sensor', 'tempC', 7000);
    assert.equal('refused' in refused && refused.refused.value, '7000');
  });
});

describe('what a message says of being there', () => {
  const values = { 1: 'online', 0: 'offline', true: 'online' } as const;

  it('is one of two words, by default in plain English', () => {
    assert.equal(readAvailability(AT, 'online'), 'online');
    assert.equal(readAvailability(AT, 'offline'), 'offline');
    assert.equal(readAvailability({ ...AT, values }, 0), 'offline');
    assert.equal(readAvailability({ ...AT, values }, true), 'online');
  });

  it('is nothing where it is null, or elsewhere', () => {
    assert.equal(readAvailability(AT, null), undefined);
    assert.equal(readAvailability({ ...AT, pointer: '/state' }, { x: 1 }), undefined);
  });

  it('is refused where it is another word', () => {
    assert.deepEqual(readAvailability(AT, 'Online'), {
      field: 'availability',
      value: '"Online"',
      reason: 'must be one of online, offline',
    });
    assert.deepEqual(readAvailability(AT, { state: 'online' }), {
      field: 'availability',
      value: '{"state":"online"}',
      reason: 'must be one of online, offline',
    });
  });
});

describe('what a place says of faults', () => {
  const read = (document: unknown, place: Partial<ReadPlace> = {}) => {
    const reading = { field: 'activeFaults', ...AT, ...place };
    const value = readBound('hcu', reading, document, undefined);
    assert.ok(value);
    if ('refused' in value) return value.refused.reason;
    return value.value && (value.value as readonly Fault[]).map(({ code }) => code);
  };
  const none = ['No error', 'Normal', 0];

  it('is a code, or none', () => {
    assert.deepEqual(read('H74', { none }), ['H74']);
    assert.deepEqual(read(203, { none }), ['203']);
    assert.deepEqual(read({ code: 'E1', severity: 'critical' }), ['E1']);
    for (const word of ['No error', 'Normal', '0', 0, '', false, []])
      assert.deepEqual(read(word, { none }), [], JSON.stringify(word));
    assert.deepEqual(read('0H', { values: { '0H': null, A11: 'A11 sensor' } }), []);
    assert.deepEqual(read('A11', { values: { '0H': null, A11: 'A11 sensor' } }), ['A11 sensor']);
    assert.deepEqual(read('B22', { values: { '0H': null } }), ['B22']);
  });

  it('is a list of them', () => {
    assert.deepEqual(read(['E1', 0, 'E2', ''], { none }), ['E1', 'E2']);
    assert.deepEqual(read({ errors: [{ code: 'E1' }] }, { pointer: '/errors' }), ['E1']);
  });

  it('is no value, or refused', () => {
    assert.equal(read(null), null);
    for (const said of [true, { fault: 'E1' }])
      assert.match(JSON.stringify(read(said)), /^"each must be a code/);
  });
});

describe('what a reading has none of', () => {
  const read = (document: unknown, none: readonly (string | number)[]) =>
    readBound('hcu', { field: 'outdoorTempC', ...AT, none }, document, undefined);

  it('is no value, and nothing is refused', () => {
    for (const [document, none] of [
      [-8000, [-8000]],
      ['-127.0 °C', [-127]],
      ['None', ['nan', 'None']],
      ['---', ['---']],
    ] as const)
      assert.deepEqual(read(document, none), { value: null });
    assert.deepEqual(read(12, [-8000]), { value: 12 });
    assert.ok('refused' in (read('n/a', ['nan']) ?? {}));
  });
});
