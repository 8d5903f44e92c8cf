import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createDeviceRegistry } from '../../../src/app/devices/device-registry.ts';
import { createUnheardTopics } from '../../../src/app/devices/unheard-topics.ts';
import { createCurrentHouse } from '../../../src/app/house/current-house.ts';
import type { DeviceBinding } from '../../../src/domain/binding/binding.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import { MINUTE_MS } from '../../../src/domain/units.ts';
import { hallWith, THERMOMETER, VALVE } from '../../support/bound-house.ts';
import { createFakeClock } from '../../support/fake-clock.ts';

/** Speaks on two topics, and on one that a bridge has for many. */
function listening(binding: DeviceBinding = THERMOMETER) {
  const clock = createFakeClock();
  const house = createCurrentHouse(hallWith(binding));
  const devices = createDeviceRegistry({ house, clock });
  const broker = { isThere: true };
  const topics = createUnheardTopics({
    house,
    devices,
    bus: { isConnected: () => broker.isThere },
    clock,
  });
  return {
    clock,
    house,
    broker,
    topics,
    of: () => {
      const device = devices.get(binding.kind, binding.id);
      assert.ok(device);
      return topics.of(device);
    },
  };
}

describe('topics that nobody speaks on', () => {
  it('are all that it is bound to, until something is heard there', () => {
    const { topics, of } = listening();
    assert.deepEqual(of()?.isAll, true);
    const all = of()?.topics ?? [];
    assert.ok(all.includes('z/Hall') && all.includes('z/Hall humidity'));
    topics.heard('z/Hall');
    assert.deepEqual([of()?.isAll, of()?.topics.includes('z/Hall')], [false, false]);
    for (const topic of all) topics.heard(topic);
    assert.equal(of(), undefined);
  });

  it('are no fault of a device that speaks the own topics', () => {
    const { of } = listening({ ...THERMOMETER, id: 'attic' });
    assert.throws(of, 'it is not in the house');
    const clock = createFakeClock();
    const house = createCurrentHouse(hallWith());
    const devices = createDeviceRegistry({ house, clock });
    const topics = createUnheardTopics({ house, devices, bus: { isConnected: () => true }, clock });
    const device = devices.get('sensor', 'hall_air');
    assert.equal(device && topics.of(device), undefined);
  });

  it('are certain once they were listened to for long enough', () => {
    const { clock, topics, of } = listening();
    assert.equal(of()?.isCertain, false);
    clock.advance(LIMITS.readingFreshMs - 1);
    assert.equal(of()?.isCertain, false);
    clock.advance(1);
    assert.equal(of()?.isCertain, true);
    topics.heard('z/Hall');
    assert.equal(of()?.isCertain, false, 'one that speaks elsewhere has longer');
    clock.advance(LIMITS.topicSilentMs - LIMITS.readingFreshMs);
    assert.equal(of()?.isCertain, true);
  });

  it('have as long as what they say may be old', () => {
    const { clock, of } = listening({ ...THERMOMETER, staleAfterMinutes: 60 });
    of();
    clock.advance(60 * MINUTE_MS - 1);
    assert.equal(of()?.isCertain, false);
    clock.advance(1);
    assert.equal(of()?.isCertain, true);
  });

  it('have no longer than others where what they say stands', () => {
    const { clock, of } = listening({ ...THERMOMETER, standsWhileOnline: true });
    of();
    clock.advance(LIMITS.readingFreshMs);
    assert.equal(of()?.isCertain, true);
  });

  it('are listened to while the broker is there, anew each time', () => {
    const { clock, broker, of } = listening();
    of();
    clock.advance(LIMITS.readingFreshMs);
    broker.isThere = false;
    assert.equal(of()?.isCertain, false);
    broker.isThere = true;
    assert.equal(of()?.isCertain, false);
    clock.advance(LIMITS.readingFreshMs);
    assert.equal(of()?.isCertain, true);
  });

  it('that were heard stay so over a reload, and others are listened to as long as they were', () => {
    const { clock, house, topics, of } = listening();
    of();
    topics.heard('z/Hall');
    clock.advance(LIMITS.topicSilentMs);
    house.replace(hallWith(THERMOMETER, VALVE));
    assert.deepEqual([of()?.topics.includes('z/Hall'), of()?.isCertain], [false, true]);
  });
});
