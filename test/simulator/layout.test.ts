import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { House } from '../../src/domain/house.ts';
import { KIND, LOSS_W_PER_K, ORDINARY } from '../../src/simulator/building.ts';
import { MODULATING } from '../../src/simulator/heat-pump-map.ts';
import { placeHouse, type EmitterSpec } from '../../src/simulator/layout.ts';
import { airLossWPerK } from '../../src/simulator/room.ts';
import { HOUSE } from './house.ts';

const { version, timeZone, zones: ZONES, fcus } = HOUSE;
/** Without a plant. */
const BARE: House = { version, timeZone, zones: ZONES, fcus, heatpumps: [] };

const uaOf = (emitter: EmitterSpec | undefined) =>
  emitter?.body.kind === 'fan_coil' ? emitter.body.uaWPerK : 0;

describe('a simulated house', () => {
  it('has a room for each zone, the same each time', () => {
    const { layout } = placeHouse(HOUSE);
    assert.equal(layout.rooms.length, HOUSE.zones.length);
    assert.deepEqual(placeHouse(HOUSE).layout, layout);
    const [first, second] = layout.rooms;
    assert.ok(first !== undefined && second !== undefined);
    assert.ok(second.volumeM3 > first.volumeM3 && second.airJPerK > first.airJPerK);
  });

  it('has as much heat for a zone, by however many emitters it comes', () => {
    const { emitters } = placeHouse(HOUSE).layout;
    const ua = (at: number) => uaOf(emitters[at]);
    const [one] = placeHouse({
      ...HOUSE,
      zones: HOUSE.zones.map((zone) => ({ ...zone, terminals: zone.terminals.slice(0, 1) })),
    }).layout.emitters;
    assert.equal(ua(0), ua(1));
    assert.equal(ua(0) + ua(1), uaOf(one));
  });

  it('has emitters of the kinds of its building, one after another, each for its share of the room', () => {
    const { emitters } = placeHouse(HOUSE, { ...ORDINARY, emitters: ['floor', 'radiator'] }).layout;
    assert.deepEqual(
      emitters.map(({ body }) => body.kind),
      ['floor', 'radiator', 'floor', 'radiator', 'floor'],
    );
    const watts = emitters.map(({ body }) =>
      body.kind === 'fan_coil' ? 0 : Math.round(body.store.nominalW),
    );
    assert.deepEqual(watts, [80, 1_600, 200, 4_800, 280]);
  });

  it('loses as much heat through walls, windows and leaks, however it is built', () => {
    for (const building of [KIND, ORDINARY])
      for (const [index, spec] of placeHouse(HOUSE, building).layout.rooms.entries()) {
        const lossWPerK = spec.wallLossWPerK + spec.windowLossWPerK + airLossWPerK(spec, false);
        assert.ok(Math.abs(lossWPerK - LOSS_W_PER_K * (0.8 + 0.2 * index)) < 1e-9);
      }
  });

  it('has rooms in a row, and each knows those beside it', () => {
    const { rooms } = placeHouse(HOUSE).layout;
    assert.deepEqual(
      rooms.map(({ neighbours }) => neighbours.map(({ roomIndex }) => roomIndex)),
      [[1], [0, 2], [1, 3], [2]],
    );
    assert.ok(placeHouse(HOUSE, KIND).layout.rooms.every((room) => room.neighbours.length === 0));
  });

  it('has its emitters begin with what the hub takes for a new zone, and what the zone can', () => {
    const { emitters } = placeHouse(HOUSE).layout;
    assert.deepEqual(emitters[0]?.settings, { mode: 'auto', tempHeatSetC: 21, tempCoolSetC: 24 });
    assert.deepEqual(emitters[4]?.settings, { mode: 'heat', tempHeatSetC: 21 });
  });

  it('gives each coil that no zone names a room of its own', () => {
    const zones = HOUSE.zones.slice(0, 1);
    const { layout } = placeHouse({ ...HOUSE, zones });
    assert.deepEqual(
      layout.emitters.map(({ roomIndex }) => roomIndex),
      [0, 0, 1, 2, 3],
    );
    assert.equal(layout.rooms.length, 4);
  });

  it('has a sensor that two zones share hang in the first', () => {
    const zones = HOUSE.zones.map((zone) => ({ ...zone, sensors: ['shared'] }));
    assert.deepEqual([...placeHouse({ ...HOUSE, zones }).roomOfSensor], [['shared', 0]]);
  });

  it('has the plant that the house has, as strong as its rooms need', () => {
    const whole = placeHouse(HOUSE).layout;
    assert.deepEqual([whole.hasTank, whole.buffer], [true, 'parallel']);
    assert.deepEqual(whole.source, {
      unitCount: 1,
      nominalW: 8_000,
      map: MODULATING,
    });
    assert.equal(whole.circuitLiters, 20 + 12 * 5);
    const bare = placeHouse(BARE).layout;
    assert.deepEqual([bare.hasTank, bare.buffer, bare.source], [false, undefined, undefined]);
    const small = placeHouse({ ...HOUSE, zones: HOUSE.zones.slice(0, 1), fcus: [] }).layout;
    assert.equal(small.source?.nominalW, 6_000, 'no heat pump is smaller');
  });
});
