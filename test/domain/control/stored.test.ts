import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { CompressorMemory } from '../../../src/domain/control/compressor.ts';
import type { Demand } from '../../../src/domain/control/demand.ts';
import type { HcuSnapshot } from '../../../src/domain/control/snapshot.ts';
import { suffices } from '../../../src/domain/control/stored.ts';
import type { Direction } from '../../../src/domain/control/thermostat.ts';
import { snapshot } from './house.ts';

const STANDS: CompressorMemory = { work: 'none', startsMs: [] };
const CALLING: Pick<Demand, 'votes' | 'lackK'> = {
  votes: { heat: 1, cool: 0, frost: 0, needK: { heat: 0.1, cool: 0 } },
  lackK: { heat: 0.1, cool: 0 },
};
const COOL = {
  votes: { heat: 0, cool: 1, frost: 0, needK: { heat: 0, cool: 0.1 } },
  lackK: { heat: 0, cool: 0.1 },
};
const FROST = { ...CALLING, votes: { ...CALLING.votes, frost: 1 } };
const COLD = { ...CALLING, lackK: { heat: 0.3, cool: 0 } };

// [what, demand, water, seen running, direction, whether]
const CASES = [
  ['where the water is warm still', CALLING, 31.1, false, 'heat', true],
  ['not once it has cooled down', CALLING, 31, false, 'heat', false],
  ['where it is cold still', COOL, 38.9, false, 'cool', true],
  ['not once it has warmed up', COOL, 39, false, 'cool', false],
  ['not where a room lacks much', COLD, 34, false, 'heat', false],
  ['not against frost', FROST, 34, false, 'heat', false],
  ['not for rooms that call the other way', CALLING, 34, false, 'cool', false],
  ['not where nobody knows the water', CALLING, undefined, false, 'heat', false],
  ['not where nobody sees the source', CALLING, 34, undefined, 'heat', false],
  ['not while it runs', CALLING, 34, true, 'heat', false],
] as const;
for (const [what, demand, supplyTempC, isRunning, direction, whether] of CASES)
  it(`what is stored suffices ${what}`, () => {
    const hcu: HcuSnapshot = { hasCompressor: true, isRunning, supplyTempC };
    const is = (of: CompressorMemory, way: Direction) =>
      suffices(snapshot({ hcu }), demand, of, { tempC: 35 }, way);
    assert.equal(is(STANDS, direction), whether);
    assert.equal(is({ ...STANDS, work: 'heat' }, direction), false, 'it has leave already');
  });
