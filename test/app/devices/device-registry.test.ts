import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import {
  createDeviceRegistry,
  deviceKey,
  isRefused,
  refusedView,
  reportedFaults,
  type Device,
} from '../../../src/app/devices/device-registry.ts';
import { createCurrentHouse } from '../../../src/app/house/current-house.ts';
import { refusal } from '../../../src/domain/equipment/refused.ts';
import type { House } from '../../../src/domain/house.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import { isoTime } from '../../../src/domain/units.ts';
import { hallWith, RELAY } from '../../support/bound-house.ts';
import { createFakeClock, type FakeClock } from '../../support/fake-clock.ts';
import { FULL_HOUSE } from '../../support/house.ts';

const FRESH_MS = LIMITS.readingFreshMs;
let clock: FakeClock;
let house: ReturnType<typeof createCurrentHouse>;
let devices: ReturnType<typeof createDeviceRegistry>;
let told: string[];

function start(of: House): void {
  clock = createFakeClock();
  house = createCurrentHouse(of);
  devices = createDeviceRegistry({ house, clock });
  told = [];
  devices.onChange(({ key, isLive }) => void told.push(`${key} ${isLive ? 'live' : 'gone'}`));
}
function sensor(id = 's1'): Device<'sensor'> {
  const device = devices.get('sensor', id);
  assert.ok(device);
  return device;
}
beforeEach(() => start(FULL_HOUSE));

describe('a device', () => {
  it('is known by kind and id, and by nothing else', () => {
    assert.equal(sensor().key, deviceKey('sensor', 's1'));
    assert.equal(devices.get('fcu', 's1'), undefined);
    assert.deepEqual(
      [sensor().isLive, sensor().readings, sensor().heardMs],
      [false, undefined, -Infinity],
    );
  });

  it('is live while its report is fresh, and told of when that changes', () => {
    devices.report(sensor(), { tempC: 20 });
    clock.advance(FRESH_MS - 1);
    devices.sweep();
    assert.equal(sensor().isLive, true);
    clock.advance(1);
    devices.sweep();
    devices.sweep();
    assert.deepEqual(told, ['sensor/s1 live', 'sensor/s1 gone']);
    assert.deepEqual(devices.liveReadings('sensor', ['s1', 's2', 'none']), []);
  });

  it('keeps fresh though the clock is set', () => {
    devices.report(sensor(), { tempC: 20 });
    clock.jumpWall(100 * FRESH_MS);
    devices.sweep();
    assert.deepEqual(devices.liveReadings('sensor', ['s1']), [{ tempC: 20 }]);
  });

  it('shows how often it reports, once it has twice', () => {
    devices.report(sensor(), { tempC: 20 });
    assert.equal(sensor().everyMs, undefined);
    clock.advance(10_000);
    devices.report(sensor(), { tempC: 20 });
    assert.equal(sensor().everyMs, 10_000);
  });

  it('was seen when it spoke, where that was earlier', () => {
    clock.advance(5_000);
    devices.report(sensor(), { tempC: 20 }, { atMs: 1_000 });
    assert.deepEqual([sensor().heardMs, sensor().lastSeenMs], [1_000, clock.nowMs() - 4_000]);
  });
});

describe('what a device says of being there', () => {
  it('counts beside its reports: a farewell ends them', () => {
    devices.report(sensor(), { tempC: 20 });
    devices.setPresence(sensor(), 'offline');
    assert.equal(sensor().isLive, false);
    devices.report(sensor(), { tempC: 20 });
    assert.equal(sensor().isLive, false, 'until it says otherwise');
    devices.setPresence(sensor(), 'online');
    assert.equal(sensor().isLive, true);
  });

  it('is no farewell where the broker had kept it, and the device reports', () => {
    devices.report(sensor(), { tempC: 20 });
    devices.setPresence(sensor(), 'offline', true);
    assert.deepEqual([sensor().isLive, sensor().presence], [true, undefined]);
  });

  it('is a kept farewell until it reports', () => {
    devices.setPresence(sensor(), 'offline', true);
    assert.equal(sensor().presence, 'offline');
    devices.report(sensor(), { tempC: 20 });
    assert.deepEqual([sensor().isLive, sensor().presence], [true, undefined]);
  });

  it('is a kept farewell of what is known of an earlier life alone', () => {
    devices.report(sensor(), { tempC: 20 }, { isRestored: true });
    devices.setPresence(sensor(), 'offline', true);
    assert.equal(sensor().isLive, false);
    devices.report(sensor(), { tempC: 20 }, { isRestored: true });
    assert.equal(sensor().presence, 'offline', 'what was kept is no report');
  });

  it('is all there is to go by, where it tells changes alone', () => {
    start(hallWith({ ...RELAY, standsWhileOnline: true, availability: [{ topic: 'a' }] }));
    const device = devices.get('fcu', 'hall_valve');
    assert.ok(device);
    devices.report(device, {});
    assert.equal(device.isLive, false);
    devices.setPresence(device, 'online');
    clock.advance(100 * FRESH_MS);
    devices.sweep();
    assert.equal(device.isLive, true);
  });
});

describe('what a device says that cannot be', () => {
  const refused = [refusal('tempC', 85, 'no')];

  it('is shown with its time, and what it measured before counts on for a while', () => {
    devices.report(sensor(), { tempC: 20, rhPercent: 40 });
    clock.advance(1_000);
    const sinceTs = isoTime(clock.nowMs());
    devices.report(sensor(), { rhPercent: 41 }, { refused });
    assert.deepEqual(sensor().readings, { rhPercent: 41, tempC: 20 });
    assert.deepEqual(refusedView(sensor()), { refused: [{ ...refused[0], sinceTs }] });
    assert.deepEqual(
      [isRefused(sensor(), 'tempC'), isRefused(sensor(), 'rhPercent')],
      [true, false],
    );
    clock.advance(FRESH_MS - 1_000);
    devices.report(sensor(), { rhPercent: 41 }, { refused });
    assert.deepEqual(sensor().readings, { rhPercent: 41 }, 'as old as it is');
    devices.report(sensor(), { tempC: 21 });
    assert.deepEqual(refusedView(sensor()), {});
  });

  it('may be all that it says', () => {
    devices.refuse(sensor(), refused);
    assert.deepEqual([sensor().refused.length, sensor().readings], [1, undefined]);
    assert.equal(told.length, 1);
  });
});

describe('what was kept of an earlier life', () => {
  it('counts, and is as old as it turns out to be', () => {
    devices.report(sensor(), { tempC: 20 }, { isRestored: true });
    assert.deepEqual([sensor().isLive, sensor().isRestored], [true, true]);
    devices.age(sensor(), FRESH_MS);
    assert.deepEqual([sensor().isLive, sensor().lastSeenMs], [false, clock.nowMs() - FRESH_MS]);
    clock.advance(10);
    devices.report(sensor(), { tempC: 21 });
    assert.deepEqual([sensor().isRestored, sensor().everyMs], [false, undefined]);
  });
});

describe('over a reload of the house', () => {
  it('a device that is the same keeps what it said, one that is bound otherwise is another', () => {
    start(hallWith(RELAY));
    const said = devices.get('fcu', 'hall_valve');
    assert.ok(said);
    devices.report(said, { mode: 'heat' });
    house.replace(hallWith(structuredClone(RELAY)));
    assert.equal(devices.get('fcu', 'hall_valve'), said);
    house.replace(hallWith({ ...RELAY, level: 'nudge' }));
    assert.equal(devices.get('fcu', 'hall_valve'), said, 'the hub may tell it more');
    assert.deepEqual([said.readings, said.binding?.level], [{ mode: 'heat' }, 'nudge']);
    house.replace(hallWith({ ...RELAY, staleAfterMinutes: 5 }));
    assert.equal(devices.get('fcu', 'hall_valve')?.readings, undefined);
  });
});

describe('a meter', () => {
  it('that runs backwards is held, and shown as refused', () => {
    const grid = devices.get('meter', 'grid');
    assert.ok(grid);
    devices.report(grid, { energyKwh: 100 });
    clock.advance(10_000);
    devices.report(grid, { energyKwh: 50 });
    assert.equal(grid.readings?.energyKwh, 100);
    assert.ok(isRefused(grid, 'energyKwh'));
  });
});

describe('the faults of a device', () => {
  it('are those that it reports', () => {
    const hcu = devices.get('hcu', 'hcu_main');
    assert.ok(hcu);
    assert.deepEqual(reportedFaults(hcu), []);
    const fault = { code: 'E1', severity: 'warning', message: 'E1' } as const;
    devices.report(hcu, { activeFaults: [fault] });
    assert.deepEqual(reportedFaults(hcu), [fault]);
    assert.deepEqual(reportedFaults(sensor()), []);
  });
});
