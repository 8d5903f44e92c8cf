import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { newBound, type Bound } from '../../../src/app/devices/bound-device.ts';
import { hearPart, type Heard, type HeardOf } from '../../../src/app/devices/bound-hearing.ts';
import { partsByTopic } from '../../../src/app/devices/bound-parts.ts';
import type { Device } from '../../../src/app/devices/device-registry.ts';
import type { DeviceBinding } from '../../../src/domain/binding/binding.ts';
import type { Fault } from '../../../src/domain/equipment/reading.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import { MINUTE_MS } from '../../../src/domain/units.ts';

const MACHINE: DeviceBinding = {
  kind: 'hcu',
  id: 'hcu_main',
  places: {
    watts: { topic: 'm', pointer: '/watts' },
    word: { topic: 'm', pointer: '/word' },
    gate: { topic: 'm', pointer: '/gate' },
    target: { topic: 'm', pointer: '/target' },
  },
  readings: [
    { field: 'supplyTempC', topic: 'm', pointer: '/supply', timePointer: '/at' },
    { field: 'state', topic: 'm', pointer: '/state' },
    { field: 'activeFaults', topic: 'm', pointer: '/fault' },
    { field: 'activeFaults', topic: 'm', pointer: '/warning' },
    { field: 'thermalPowerKw', sum: ['watts'], scale: 0.001 },
    { field: 'mode', cases: [{ if: { word: 'warm', gate: 'open' }, then: 'heat' }] },
  ],
  orders: { supplyTempC: { level: 'steer', echo: { place: 'target' } } },
};
const WALL_MS = Date.parse('2026-01-15T10:00:00Z');

function listening(): {
  bound: Bound;
  hear: (document: unknown, more?: Partial<Heard>) => HeardOf;
} {
  const bound = newBound(MACHINE, {} as Device, 0);
  const [part] = partsByTopic([bound]).get('m') ?? [];
  assert.ok(part);
  const heard: Heard = { document: {}, retained: false, nowMs: 0, wallMs: WALL_MS };
  return { bound, hear: (document, more) => hearPart(part, { ...heard, ...more, document }) };
}
const valuesOf = ({ said }: Bound) =>
  Object.fromEntries([...said].map(([field, { value }]) => [field, value]));
const RETAINED = { retained: true };

describe('a message of a bound device', () => {
  it('says of each reading what stands there, and nothing of the others', () => {
    const { bound, hear } = listening();
    assert.deepEqual(hear({ supply: 34, other: 1 }), {
      readings: [['supplyTempC', { value: 34 }]],
      names: [],
    });
    assert.deepEqual(valuesOf(bound), { supplyTempC: 34 });
  });

  it('has what follows from its places told anew with them, and not without', () => {
    const { bound, hear } = listening();
    assert.deepEqual(hear({ watts: 4200 }).names, ['watts']);
    assert.deepEqual(valuesOf(bound), { thermalPowerKw: 4.2 });
    assert.deepEqual(hear({ supply: 30 }).readings.length, 1);
    hear({ word: 'warm', gate: 'open' });
    assert.equal(valuesOf(bound)['mode'], 'heat');
    hear({ word: 'cold' });
    assert.ok(!('mode' in valuesOf(bound)));
  });

  it('does not have it followed from what is too old', () => {
    const { bound, hear } = listening();
    hear({ gate: 'open' });
    hear({ word: 'warm' }, { nowMs: LIMITS.readingFreshMs - 1 });
    assert.equal(valuesOf(bound)['mode'], 'heat');
    hear({ word: 'warm' }, { nowMs: LIMITS.readingFreshMs });
    assert.ok(!('mode' in valuesOf(bound)));
  });
});

describe('a message that the broker has kept', () => {
  it('says nothing of what is measured, and all of a state', () => {
    const { bound, hear } = listening();
    hear({ supply: 34, watts: 4200, state: 'running', word: 'warm', gate: 'open' }, RETAINED);
    assert.deepEqual(valuesOf(bound), { state: 'running', mode: 'heat' });
    assert.ok(!bound.places.has('watts'), 'a number is most likely a measurement');
  });

  it('says what it is, and how old, where it tells when that was', () => {
    const { bound, hear } = listening();
    hear({ supply: 34, at: '2026-01-15T09:59:00Z' }, { ...RETAINED, nowMs: MINUTE_MS });
    assert.deepEqual(bound.said.get('supplyTempC'), { value: 34, atMs: 0, everyMs: undefined });
    const doubted = listening();
    doubted.hear({ supply: 34, at: '2026-01-15T09:59:00Z' }, { ...RETAINED, wallMs: undefined });
    assert.equal(doubted.bound.said.size, 0, 'by no clock that may be wrong');
  });

  it('shows what the device was set to', () => {
    const { bound, hear } = listening();
    hear({ target: 35 }, RETAINED);
    assert.deepEqual(bound.places.get('target'), { value: 35, atMs: 0, isRetained: true });
  });

  it('has no measurement follow from what stands at its places', () => {
    const { bound, hear } = listening();
    hear({ watts: '4200' });
    assert.equal(valuesOf(bound)['thermalPowerKw'], 4.2);
    bound.places.set('watts', { value: 4200, atMs: 0, isRetained: true });
    const two = { ...MACHINE, readings: [{ field: 'thermalPowerKw', sum: ['watts', 'target'] }] };
    const [part] = partsByTopic([{ ...bound, binding: two }]).get('m') ?? [];
    assert.ok(part);
    hearPart(part, { document: { target: 1 }, retained: false, nowMs: 0, wallMs: WALL_MS });
    assert.ok(!('thermalPowerKw' in valuesOf(bound)));
  });
});

describe('faults of a bound device', () => {
  const codes = (bound: Bound) =>
    (bound.said.get('activeFaults')?.value as readonly Fault[]).map(({ code }) => code);

  it('are those of all its places', () => {
    const { bound, hear } = listening();
    hear({ fault: 'E1' });
    hear({ warning: 'W1' });
    assert.deepEqual(codes(bound), ['E1', 'W1']);
    hear({ fault: '' });
    assert.deepEqual(codes(bound), ['W1']);
    hear({ warning: null });
    assert.deepEqual(codes(bound), []);
  });
});
