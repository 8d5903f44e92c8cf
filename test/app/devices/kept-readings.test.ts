/** What rooms were last measured at, over a restart of the hub, with the clocks that machines have. */
import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import type { DeviceBinding } from '../../../src/domain/binding/binding.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../../src/domain/units.ts';
import { createTestApp, type TestApp } from '../../support/app.ts';
import { hallWith, RELAY, THERMOMETER } from '../../support/bound-house.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { createMemoryTexts } from '../../support/memory-texts.ts';
import { settled } from '../../support/settled.ts';

const START = Date.parse('2026-01-15T10:00:00Z');
/** Reports once an hour, and is given two. */
const HOURLY: DeviceBinding = { ...THERMOMETER, availability: undefined, staleAfterMinutes: 120 };
const HOUSE = hallWith(HOURLY, RELAY);

describe('readings over a restart', () => {
  let texts = createMemoryTexts();
  let app: TestApp;
  /** What the relay was told since the last start. */
  let told: string[];
  let wallMs: number;

  function begin(options: { house?: typeof HOUSE; isProvisional?: () => boolean } = {}): void {
    const { house = HOUSE, isProvisional } = options;
    const clock = createFakeClock(wallMs);
    app = createTestApp({
      texts,
      house,
      clock: { ...clock, ...(isProvisional && { isProvisional }) },
    });
    told = [];
    app.broker.connect().start({
      filters: ['cmnd/POWER'],
      onMessage: ({ payload }) => void told.push(payload.toString()),
      onConnection: () => undefined,
    });
    app.mqttSession.start();
    app.controlLoop.start();
    app.clock.every(5 * SECOND_MS, () => app.sweep());
  }

  /** Lets time pass as it does, and the batch be written as it is. */
  async function pass(ms: number): Promise<void> {
    for (let left = ms; left > 0; left -= 30_000) {
      app.clock.advance(Math.min(left, 30_000));
      await settled();
    }
    wallMs += ms;
  }

  const say = (topic: string, payload: unknown) =>
    app.messageRouter.accept({
      topic,
      payload: Buffer.from(JSON.stringify(payload)),
      retained: false,
    });
  const hall = () => app.zones.get('hall');
  const tempC = () => app.zones.get('hall').tempC;

  /** A stop, `offMs` without a hub, and a start. */
  async function restart(offMs: number, how: 'clean' | 'crash' = 'clean', options = {}) {
    if (how === 'clean') await app.lazyBatch.flush();
    wallMs += offMs;
    begin(options);
    await settled();
  }

  beforeEach(async () => {
    texts = createMemoryTexts();
    wallMs = START;
    begin();
    say('stat/RESULT', { POWER: 'OFF' });
    say('z/Hall', { temperature: 17.4 });
    await pass(5 * MINUTE_MS);
  });

  it('go on to count: a cold room is heated all along, and nothing is switched off', async () => {
    assert.deepEqual(told.slice(-1), ['ON']);
    say('stat/RESULT', { POWER: 'ON' });
    await restart(MINUTE_MS);
    assert.equal(tempC(), 17.4);
    await pass(10 * MINUTE_MS);
    assert.equal(tempC(), 17.4);
    assert.notEqual(hall().reason?.code, 'sensor_lost');
    assert.deepEqual(
      told.filter((word) => word === 'OFF'),
      [],
    );
    assert.ok(told.includes('ON'));
  });

  it('are as old as they were, and the time that the hub was off', async () => {
    await restart(20 * MINUTE_MS);
    // 120 minutes in all: 5 before, 20 without a hub.
    await pass(94 * MINUTE_MS);
    assert.equal(tempC(), 17.4);
    const sensor = app.devices.get('sensor', 'hall_air');
    assert.equal(sensor?.lastSeenMs, START);
    await pass(2 * MINUTE_MS);
    assert.equal(tempC(), undefined);
    assert.equal(hall().reason?.code, 'sensor_lost');
  });

  it('that are older than their own limit are lost', async () => {
    await restart(115 * MINUTE_MS);
    assert.equal(tempC(), undefined);
  });

  it('are on the disk a minute after the first, so that a crash costs none', async () => {
    await restart(MINUTE_MS, 'crash');
    assert.equal(tempC(), 17.4);
  });

  it('yield to what is said anew, and are kept anew', async () => {
    await restart(MINUTE_MS);
    say('z/Hall', { temperature: 18.1 });
    assert.equal(tempC(), 18.1);
    await restart(MINUTE_MS);
    assert.equal(tempC(), 18.1);
  });

  it('outlive a second restart with their age', async () => {
    await restart(30 * MINUTE_MS);
    await pass(10 * MINUTE_MS);
    await restart(30 * MINUTE_MS);
    assert.equal(tempC(), 17.4);
    await pass(46 * MINUTE_MS);
    assert.equal(tempC(), undefined);
  });

  it('of a device that is bound otherwise now are another device’s', async () => {
    const house = hallWith({ ...HOURLY, staleAfterMinutes: 60 }, RELAY);
    await restart(MINUTE_MS, 'clean', { house });
    assert.equal(tempC(), undefined);
  });

  it('of a device that the house has no more are let go', async () => {
    const kept = () => texts.count('last_readings/');
    await app.lazyBatch.flush();
    assert.ok(kept() > 0);
    const plain = { ...HOUSE, bindings: [] };
    const zones = plain.zones.map((zone) => ({
      ...zone,
      sensors: ['other'],
      terminals: ['valve'],
    }));
    const fcus = [{ fcuId: 'valve', friendlyName: 'Valve' }];
    await restart(MINUTE_MS, 'clean', { house: { ...plain, zones, fcus } });
    await app.lazyBatch.flush();
    assert.equal(kept(), 0);
  });

  describe('while nobody can trust the clock', () => {
    it('are as old as they were when they were kept, for one limit more at most', async () => {
      // Off for three days on a board whose clock then says anything.
      await restart(3 * DAY_MS, 'clean', { isProvisional: () => true });
      assert.equal(tempC(), 17.4);
      await pass(114 * MINUTE_MS);
      assert.equal(tempC(), 17.4);
      await pass(2 * MINUTE_MS);
      assert.equal(tempC(), undefined);
    });

    it('are as old as they are once it can be trusted', async () => {
      let isProvisional = true;
      await restart(3 * DAY_MS, 'clean', { isProvisional: () => isProvisional });
      assert.equal(tempC(), 17.4);
      isProvisional = false;
      await pass(10 * SECOND_MS);
      assert.equal(tempC(), undefined);
    });

    it('are as old as they are once a clock that stood still is set', async () => {
      await restart(0);
      await pass(MINUTE_MS);
      assert.equal(tempC(), 17.4);
      app.clock.jumpWall(6 * HOUR_MS);
      await pass(10 * SECOND_MS);
      assert.equal(tempC(), undefined);
    });

    it('that were said since the start do not grow old by a clock that is set', async () => {
      await restart(0);
      say('z/Hall', { temperature: 18.1 });
      app.clock.jumpWall(6 * HOUR_MS);
      await pass(10 * SECOND_MS);
      assert.equal(tempC(), 18.1);
    });
  });

  it('of devices that report often are not written with each batch', async () => {
    const house = hallWith(RELAY);
    texts = createMemoryTexts();
    begin({ house });
    const record = () => texts.get('last_readings/sensor/hall_air');
    for (let seconds = 0; seconds < 1_200; seconds += 10) {
      app.report('sensor', 'hall_air', { tempC: 20 + (seconds % 60) / 100 });
      app.clock.advance(10 * SECOND_MS);
      await settled();
      if (seconds % 600 === 0) await app.lazyBatch.flush();
    }
    await app.lazyBatch.flush();
    assert.equal(record(), undefined);
    // One that then falls silent is kept as it was last.
    app.clock.advance(LIMITS.controlSettleMs + 1);
    app.report('sensor', 'hall_air', { tempC: 21 });
    await app.lazyBatch.flush();
    assert.match(record() ?? '', /"tempC":\[21,/);
  });
});
