import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { demandOf } from '../../../../src/domain/control/plant/demand.ts';
import { dewPointC } from '../../../../src/domain/control/zones/dew-point.ts';
import { leaveOf } from '../../../../src/domain/control/grid/leave.ts';
import type { ControlMemory } from '../../../../src/domain/control/cycle/memory.ts';
import type { ControlSnapshot } from '../../../../src/domain/control/cycle/snapshot.ts';
import type { SurplusLevel } from '../../../../src/domain/control/grid/surplus.ts';
import { HOUR_MS, MINUTE_MS } from '../../../../src/domain/units.ts';
import { NOW_MS, rested, snapshot, zone } from '../house.ts';

const of = (
  zones: ControlSnapshot['zones'],
  level: SurplusLevel = 2,
  memory: ControlMemory = rested(),
) => demandOf(snapshot({ zones }), memory, leaveOf(level, { memory: undefined }), NOW_MS);
const dew = (tempC: number, rhPercent: number) => dewPointC(tempC, rhPercent) ?? NaN;

describe('what the zones demand together', () => {
  it('is counted by the way that they call for, with what the coldest lacks', () => {
    const demand = of([
      zone('cold', { tempC: 20 }),
      zone('colder', { tempC: 19.5 }),
      zone('hot', { tempC: 26, rhPercent: 40 }),
      zone('content'),
    ]);
    assert.deepEqual(demand.votes, { heat: 2, cool: 1, frost: 0, needK: { heat: 1.5, cool: 2 } });
    assert.deepEqual(demand.lackK, { heat: 1.5, cool: 2 });
    assert.deepEqual(
      demand.zones.map(({ call }) => call.memory.call),
      ['heat', 'heat', 'cool', 'none'],
    );
  });

  it('tells what water is of use to a room that calls', () => {
    const useful = (...zones: ControlSnapshot['zones']) => of(zones).usefulC;
    const [cold, colder] = [zone('cold', { tempC: 20 }), zone('colder', { tempC: 19.5 })];
    const hot = zone('hot', { tempC: 26, rhPercent: 40 });
    const hotter = zone('hotter', { tempC: 27, rhPercent: 40 });
    assert.deepEqual(useful(cold, colder, hot, hotter), { heat: 23.5, cool: 23 });
    const valve = zone('valve', { tempC: 19.5, hasFans: false });
    assert.deepEqual(useful(cold, valve), { heat: 19.5, cool: -Infinity });
    assert.deepEqual(useful(zone('content')), { heat: Infinity, cool: -Infinity });
  });

  it('goes on for the room that called last while the source has only just started', () => {
    const called = { living: { call: 'heat', sinceMs: NOW_MS - 10 * MINUTE_MS } } as const;
    const running = (minutes: number): ControlMemory => ({
      ...rested({ circuit: { direction: 'heat' }, zones: called }),
      compressor: {
        work: 'heat',
        isRunning: true,
        runningMs: NOW_MS - minutes * MINUTE_MS,
        startsMs: [],
      },
    });
    const votes = (memory: ControlMemory, ...zones: ControlSnapshot['zones']) =>
      of(zones, 2, memory).votes.heat;
    const warm = zone('living', { tempC: 21.3 });
    assert.equal(votes(running(14), warm), 1);
    assert.equal(votes(running(15), warm), 0, 'no longer');
    const other = zone('study', { tempC: 20 });
    assert.equal(votes(running(14), warm, other), 1, 'another calls');
    const stands = { ...running(14), compressor: { ...running(14).compressor, isRunning: false } };
    assert.equal(votes(stands, warm), 0, 'it stands');
  });

  it('has rooms near freezing among those that call for warmth', () => {
    assert.deepEqual(of([zone('cellar', { mode: 'off', tempC: 6 })]).votes, {
      heat: 1,
      cool: 0,
      frost: 1,
      needK: { heat: 1, cool: 0 },
    });
  });

  it('has a room need more of the circuit the longer it waits for it', () => {
    const waiting = rested({
      circuit: { direction: 'cool' },
      zones: { nursery: { call: 'heat', sinceMs: NOW_MS - HOUR_MS } },
    });
    const { needK } = of([zone('nursery', { tempC: 20.6 })], 2, waiting).votes;
    assert.deepEqual(needK, { heat: 0.9, cool: 0 });
  });

  it('goes by the dew point of the rooms that are cooled, else of those that could be', () => {
    const damp = zone('damp', { tempC: 22, rhPercent: 60 });
    const drained = zone('drained', { tempC: 22, rhPercent: 90, hasDrains: true });
    const heated = zone('heated', { tempC: 22, rhPercent: 90, supportsCool: false });
    const cooled = zone('cooled', { tempC: 26, rhPercent: 40 });
    assert.equal(of([damp, drained, heated, cooled]).wettestDewC, dew(26, 40));
    assert.equal(of([damp, drained, heated]).wettestDewC, dew(22, 60));
  });

  it('moves with energy to spare, the way that the circuit works', () => {
    const request = (level: SurplusLevel, memory?: ControlMemory) =>
      of([zone('living')], level, memory).zones[0]?.request;
    const cooling = rested({ circuit: { direction: 'cool' } });
    assert.equal(request(2)?.heatSet, 210);
    assert.equal(request(3)?.heatSet, 215);
    assert.equal(request(4, cooling)?.heatSet, 210);
    assert.equal(request(4, cooling)?.coolSet, 232);
  });

  it('waits while the grid asks to, save for frost', () => {
    const { votes } = of([zone('cold', { tempC: 18 }), zone('cellar', { tempC: 5 })], 1);
    assert.deepEqual(votes, { heat: 1, cool: 0, frost: 1, needK: { heat: 2, cool: 0 } });
  });

  it('has no water raised for a room that does not feel it, which is heated all the same', () => {
    const memory = rested({ zones: { dead: { call: 'heat', effect: { noEffectMs: NOW_MS } } } });
    const demand = of([zone('dead', { tempC: 17 }), zone('cold', { tempC: 20.5 })], 2, memory);
    assert.equal(demand.lackK.heat, 0.5);
    assert.equal(demand.votes.heat, 2);
    assert.equal(demand.votes.needK.heat, 0.5, 'it holds the circuit');
  });

  it('goes by the dew point of a room whose valve does not close, too', () => {
    const leaking = rested({ zones: { open: { call: 'none', effect: { isLeaking: true } } } });
    const zones = [
      zone('open', { tempC: 22, rhPercent: 70 }),
      zone('cooled', { tempC: 26, rhPercent: 40 }),
    ];
    assert.equal(of(zones).wettestDewC, dew(26, 40));
    assert.equal(of(zones, 2, leaking).wettestDewC, dew(22, 70));
  });

  it('knows a zone that is named as what every object has', () => {
    const [first] = of([zone('constructor')]).zones;
    assert.deepEqual(first?.call.memory, { call: 'none' });
  });
});
