import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createCurrentHouse } from '../../../src/app/house/current-house.ts';
import type { House } from '../../../src/domain/house.ts';
import { createTestApp } from '../../support/app.ts';
import { SMALL_HOUSE } from '../../support/house.ts';

const OTHER: House = { ...SMALL_HOUSE, zones: SMALL_HOUSE.zones.slice(0, 1), dhw: undefined };

describe('the current house', () => {
  it('is the first one until it is replaced, and then tells of it', () => {
    const house = createCurrentHouse(SMALL_HOUSE);
    assert.equal(house.get(), SMALL_HOUSE);
    const told: House[] = [];
    const cancel = house.onChange(() => told.push(house.get()));
    house.replace(OTHER);
    cancel();
    house.replace(SMALL_HOUSE);
    assert.deepEqual(told, [OTHER]);
  });

  it('has what follows from it made once for each house, with what was made before', () => {
    const house = createCurrentHouse(SMALL_HOUSE);
    const made: (number | undefined)[] = [];
    const zoneCount = house.derive<number>(({ zones }, before) => {
      made.push(before);
      return zones.length;
    });
    assert.deepEqual(made, [undefined]);
    assert.equal(zoneCount(), 2);
    house.replace(OTHER);
    assert.deepEqual([zoneCount(), zoneCount()], [1, 1]);
    assert.deepEqual(made, [undefined, 2]);
  });

  it('is the same for one who hears of it before what the other has follows', () => {
    const house = createCurrentHouse(SMALL_HOUSE);
    const seen: string[] = [];
    // Added first, and asks what is made of the house later.
    house.onChange(() => seen.push(names()));
    const zones = house.derive((now) => now.zones);
    const names = house.derive(() =>
      zones()
        .map(({ zoneId }) => zoneId)
        .join(),
    );
    house.replace(OTHER);
    assert.deepEqual(seen, ['living']);
  });
});

describe('a house that is replaced', () => {
  it('is all of it another for whoever hears of any change of it', () => {
    const app = createTestApp();
    const zones = () => [...app.plans.all()].map(({ zone }) => zone.zoneId);
    const seen = () => [
      zones(),
      app.zones.list().map(({ zoneId }) => zoneId),
      app.equipment.list('dhw').length,
      app.devices.get('dhw', 'dhw_main') === undefined,
    ];
    const heard: unknown[] = [];
    app.zones.onChange(() => heard.push(seen()));
    app.equipment.onChange(() => heard.push(seen()));
    app.faults.onChange(() => heard.push(seen()));
    app.takeHouse(OTHER);
    assert.ok(heard.length > 3);
    for (const one of heard) assert.deepEqual(one, [['living'], ['living'], 0, true]);
  });

  it('keeps what its devices said, and no more than those', () => {
    const app = createTestApp();
    app.report('sensor', 's1', { tempC: 21 });
    app.report('dhw', 'dhw_main', { tempTopC: 50 });
    app.takeHouse(OTHER);
    assert.equal(app.zones.get('living').tempC, 21);
    app.takeHouse(SMALL_HOUSE);
    assert.equal(app.zones.get('living').tempC, 21);
    assert.equal(app.devices.get('dhw', 'dhw_main')?.readings, undefined);
  });
});
