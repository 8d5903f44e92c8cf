import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CaseReading } from '../../../src/domain/binding/binding.ts';
import type { Fault } from '../../../src/domain/equipment/reading.ts';
import { derive, type Known } from '../../../src/domain/binding/derived-reading.ts';

const at = (known: Readonly<Record<string, Known>>) => (name: string) => known[name];
const known = (value: Known['value'], ageMs = 0): Known => ({ value, ageMs });

describe('a sum', () => {
  const sum = { field: 'thermalPowerKw', sum: ['heat', 'cool', 'dhw'], scale: 0.001 };

  it('is that of all, as old as the oldest', () =>
    assert.deepEqual(
      derive('hcu', sum, at({ heat: known(4200, 10), cool: known(0, 5_000), dhw: known(800) })),
      { value: 5, ageMs: 5_000 },
    ));

  it('has no value while one is missing, or is no number', () => {
    const all = { heat: known(4200), cool: known(0) };
    assert.deepEqual(derive('hcu', sum, at(all)), { value: null });
    assert.deepEqual(derive('hcu', sum, at({ ...all, dhw: known('off') })), { value: null });
  });

  it('is refused where it cannot be', () => {
    const value = derive('hcu', { ...sum, sum: ['heat'] }, at({ heat: known(1e9) }));
    assert.match('refused' in value ? value.refused.reason : '', /^must be from/);
  });
});

describe('a case', () => {
  const mode: CaseReading = {
    field: 'mode',
    cases: [
      { if: { hz: 0 }, then: 'idle' },
      { if: { hz: { above: 0 }, valve: 'dhw' }, then: 'dhw_charge' },
      { if: { hz: { above: 0 } }, then: 'heat' },
      { if: { off: true }, then: null },
    ],
  };

  it('is the first that stands, as old as what it stands by', () => {
    const now = { hz: known(40, 100), valve: known('dhw', 7_000) };
    assert.deepEqual(derive('hcu', mode, at(now)), { value: 'dhw_charge', ageMs: 7_000 });
    const room = { hz: known(40, 100), valve: known('room', 7_000) };
    assert.deepEqual(derive('hcu', mode, at(room)), { value: 'heat', ageMs: 100 });
    assert.deepEqual(derive('hcu', mode, at({ ...now, hz: known(0) })), {
      value: 'idle',
      ageMs: 0,
    });
  });

  it('has no value where none does, or that one says so', () => {
    assert.deepEqual(derive('hcu', mode, at({ valve: known('dhw') })), { value: null });
    const off = derive('hcu', mode, at({ off: known(true, 50) }));
    assert.deepEqual(off, { value: null, ageMs: 50 });
  });

  it('may be a fault', () => {
    const fault: CaseReading = {
      field: 'activeFaults',
      cases: [
        { if: { bad: true }, then: 'E1' },
        { if: { bad: false }, then: '' },
      ],
    };
    const codes = (bad: boolean) => {
      const value = derive('hcu', fault, at({ bad: known(bad) }));
      return 'value' in value && (value.value as readonly Fault[]).map(({ code }) => code);
    };
    assert.deepEqual([codes(true), codes(false)], [['E1'], []]);
  });
});
