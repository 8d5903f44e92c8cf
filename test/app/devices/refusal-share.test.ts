import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { createDeviceRegistry, type Device } from '../../../src/app/devices/device-registry.ts';
import { createRefusalShare } from '../../../src/app/devices/refusal-share.ts';
import { createCurrentHouse } from '../../../src/app/house/current-house.ts';
import { refusal } from '../../../src/domain/equipment/refused.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { BARE_HOUSE } from '../../support/house.ts';

const MANY = LIMITS.refusalShareMessages;

describe('a reading that can hardly ever be', () => {
  const start = () => {
    const clock = createFakeClock();
    const devices = createDeviceRegistry({ house: createCurrentHouse(BARE_HOUSE), clock });
    const share = createRefusalShare({ devices, bound: { said: () => undefined }, clock });
    const device: Device | undefined = devices.get('sensor', 's1');
    assert.ok(device);
    const hear = (times: number, good: number) => {
      for (let i = 0; i < times; i++) {
        clock.advance(1_000);
        if (i < good) devices.report(device, { tempC: 20 });
        else {
          const refused = [refusal('tempC', 85, 'no')];
          devices.report(device, {}, { refused });
          share.note(device, refused);
        }
      }
    };
    return { clock, devices, share, device, hear };
  };
  let of: ReturnType<typeof start>;
  beforeEach(() => (of = start()));
  const fields = () => of.share.of(of.device);

  it('is one that was refused often enough', () => {
    of.hear(MANY - 1, 0);
    assert.deepEqual(fields(), []);
    of.hear(1, 0);
    assert.deepEqual(fields(), ['tempC']);
  });

  it('is one by its share of all, to the message', () => {
    const least = Math.ceil(MANY * LIMITS.refusalShareLeast);
    of.hear(1, 0);
    of.hear(MANY - 1, MANY - least);
    assert.deepEqual(fields(), ['tempC']);
    of.hear(1, 1);
    assert.deepEqual(fields(), []);
  });

  it('is one no more when nothing was refused for long', () => {
    of.hear(MANY, 0);
    of.clock.advance(LIMITS.refusalShareMs - 1);
    assert.deepEqual(fields(), ['tempC']);
    of.clock.advance(1);
    assert.deepEqual(fields(), []);
  });

  it('has what is long ago count for less', () => {
    of.hear(2 * MANY, 0);
    of.hear(MANY / 2, MANY / 2);
    assert.deepEqual(fields(), [], 'a third of it all, and half of late');
  });

  it('is not counted twice where the registry tells of the device without a new report', () => {
    of.hear(1, 0);
    of.hear(MANY - 2, 0);
    of.hear(1, 1);
    for (let i = 0; i < MANY; i++) of.devices.refuse(of.device, []);
    assert.deepEqual(fields(), ['tempC']);
  });

  it('is of so many fields at most', () => {
    const refused = Array.from({ length: LIMITS.deviceRefused + 1 }, (_, i) =>
      refusal(`f${i}`, 0, 'no'),
    );
    for (let i = 0; i < MANY; i++) of.share.note(of.device, refused);
    assert.equal(fields().length, LIMITS.deviceRefused);
  });
});
