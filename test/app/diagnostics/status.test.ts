import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createDeviceRegistry } from '../../../src/app/devices/device-registry.ts';
import { createStatus } from '../../../src/app/diagnostics/status.ts';
import { createCurrentHouse } from '../../../src/app/house/current-house.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { SMALL_HOUSE } from '../../support/house.ts';
import { WELL } from '../../support/hub-status.ts';

describe('the status of the hub', () => {
  it('tells which devices are silent, and on which topics nobody ever spoke', () => {
    const clock = createFakeClock(Date.parse('2026-01-15T12:00:00Z'));
    const house = createCurrentHouse(SMALL_HOUSE);
    const devices = createDeviceRegistry({ house, clock });
    const [one, other] = [...devices.all()];
    assert.ok(one !== undefined && other !== undefined);
    devices.report(one, {});
    let isCertain = false;
    const status = createStatus({
      run: WELL,
      health: () => WELL.health,
      systemView: () => WELL.system,
      zones: { list: () => [...WELL.zones] },
      devices,
      unheard: {
        of: (device) =>
          device.key === other.key ? { topics: ['tele/x'], isAll: true, isCertain } : undefined,
      },
      brokerBook: { view: () => WELL.broker },
      faults: { list: () => [] },
      processUse: () => WELL.usage,
      nowMs: () => clock.nowMs(),
    });
    const first = status();
    assert.equal(first.startedTs, '2026-01-15T09:55:00Z');
    assert.equal(first.deviceCount, [...devices.all()].length);
    const keys = first.silent.map(({ kind, id }) => `${kind}/${id}`);
    assert.ok(keys.includes(other.key) && !keys.includes(one.key));
    assert.deepEqual(first.unheard, []);
    isCertain = true;
    assert.deepEqual(status().unheard, [{ ...other.ref, topics: ['tele/x'] }]);
  });
});
