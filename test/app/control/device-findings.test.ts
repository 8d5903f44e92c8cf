import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { deviceFindings } from '../../../src/app/control/device-findings.ts';
import type { Device } from '../../../src/app/devices/device-registry.ts';
import type { DeviceDoubts } from '../../../src/app/faults/device-doubts.ts';
import type { DeviceKind } from '../../../src/domain/equipment/catalogue.ts';

type Found = ReturnType<DeviceDoubts['of']>;
const GONE = { code: 'device_offline', isCertain: true } as const;

/** What is found of one device, that is as the test says. */
function foundOf({
  kind = 'fcu',
  isLive = true,
  isStuck = false,
  isCutOff = false,
  isDisputed = false,
  isHeard = true,
  doubts = [],
}: {
  kind?: DeviceKind;
  isLive?: boolean;
  isStuck?: boolean;
  isCutOff?: boolean;
  isDisputed?: boolean;
  isHeard?: boolean | undefined;
  doubts?: Found;
}) {
  const device = { ref: { kind, id: 'x' }, isLive, isStuck } as Device;
  const all = deviceFindings(
    { all: () => [device].values() },
    { isDisputed: () => isDisputed, isHeard: () => isHeard },
    { of: () => doubts, absence: () => GONE, isCutOff: () => isCutOff },
  );
  for (const { source, objectId } of all) assert.deepEqual([source, objectId], [kind, 'x']);
  return all.map(({ code, isCertain }) => `${code} ${String(isCertain)}`);
}

describe('what is wrong with a device', () => {
  it('is nothing where it is there and does as it is told', () => {
    assert.deepEqual(foundOf({}), []);
  });

  it('is a sensor that says the very same all day', () => {
    assert.deepEqual(foundOf({ kind: 'sensor', isStuck: true }), ['sensor_stuck true']);
    const silent = foundOf({ kind: 'sensor', isStuck: true, isLive: false });
    assert.deepEqual(silent, ['device_offline true']);
  });

  it('is that it is silent, save where the broker does not let the hub listen to it', () => {
    assert.deepEqual(foundOf({ isLive: false }), ['device_offline true']);
    const topic_silent = { code: 'topic_silent', isCertain: true } as const;
    const topic_refused = { code: 'topic_refused', isCertain: true } as const;
    assert.deepEqual(foundOf({ isLive: false, doubts: [topic_silent] }), [
      'topic_silent true',
      'device_offline true',
    ]);
    assert.deepEqual(foundOf({ isLive: false, doubts: [topic_refused] }), ['topic_refused true']);
  });

  it('is that it does otherwise than told: for certain while it is there, and nothing beside that', () => {
    const isDisputed = true;
    assert.deepEqual(foundOf({ isDisputed, isHeard: false }), ['device_disagrees true']);
    assert.deepEqual(foundOf({ isDisputed, isLive: false }), [
      'device_offline true',
      'device_disagrees false',
    ]);
  });

  it('is that it has not confirmed: for certain once its time is over', () => {
    assert.deepEqual(foundOf({ isHeard: false }), ['command_unconfirmed true']);
    assert.deepEqual(foundOf({ isHeard: undefined }), []);
  });

  it('is none of that where it is told nothing, or cannot hear it', () => {
    const ways = { isDisputed: true, isHeard: false };
    assert.deepEqual(foundOf({ ...ways, kind: 'sensor' }), []);
    assert.deepEqual(foundOf({ ...ways, isCutOff: true }), []);
  });
});
