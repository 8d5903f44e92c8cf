import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { House } from '../../src/domain/house.ts';
import { MODULATING } from '../../src/simulator/heat-pump-map.ts';
import { placeHouse } from '../../src/simulator/layout.ts';
import { HOUSE } from './house.ts';

const { version, timeZone, zones: ZONES, fcus } = HOUSE;
/** Without a plant. */
const BARE: House = { version, timeZone, zones: ZONES, fcus, heatpumps: [] };

describe('a simulated house', () => {
  it('has a room for each zone, the same each time', () => {
    const { layout } = placeHouse(HOUSE);
    assert.equal(layout.rooms.length, HOUSE.zones.length);
    assert.deepEqual(placeHouse(HOUSE).layout, layout);
    const [first, second] = layout.rooms;
    assert.ok(first !== undefined && second !== undefined);
    assert.ok(second.volumeM3 > first.volumeM3 && second.heatLossWPerK > first.heatLossWPerK);
  });

  it('has as much heat for a zone, by however many emitters it comes', () => {
    const { emitters } = placeHouse(HOUSE).layout;
    const ua = (at: number) => emitters[at]?.uaWPerK ?? 0;
    const [one] = placeHouse({
      ...HOUSE,
      zones: HOUSE.zones.map((zone) => ({ ...zone, terminals: zone.terminals.slice(0, 1) })),
    }).layout.emitters;
    assert.equal(ua(0), ua(1));
    assert.equal(ua(0) + ua(1), one?.uaWPerK);
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
