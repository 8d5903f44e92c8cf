/** What meters have counted, over a restart of the hub. */
import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import type { DeviceBinding } from '../../../src/domain/binding/binding.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import { createTestApp, type TestApp } from '../../support/app.ts';
import { METER, plantWith } from '../../support/bound-house.ts';
import { createMemoryTexts } from '../../support/memory-texts.ts';

describe('a meter over a restart', () => {
  let texts: ReturnType<typeof createMemoryTexts>;
  let app: TestApp;
  beforeEach(() => {
    texts = createMemoryTexts();
  });

  const begin = (meter: DeviceBinding = METER) => {
    app = createTestApp({ texts, house: plantWith(meter) });
  };
  const say = (kWh: number, topic = 'shelly/status/em1data:0') =>
    app.messageRouter.accept({
      topic,
      payload: Buffer.from(JSON.stringify({ total_act_energy: kWh * 1_000 })),
      retained: false,
    });
  const countedKwh = () => app.devices.get('meter', 'grid')?.readings?.energyKwh;

  it('that begins with 0 or an old number goes on where it was', async () => {
    begin();
    say(5_060);
    await app.lazyBatch.flush();
    for (const first of [0, 3, 4_900]) {
      begin();
      say(first);
      assert.equal(countedKwh(), 5_060, `after ${first}`);
      say(5_060.5);
      assert.equal(countedKwh(), 5_060.5);
    }
  });

  it('that stays set back counts from there', async () => {
    begin();
    say(5_060);
    await app.lazyBatch.flush();
    begin();
    for (let times = 0; times < LIMITS.meterResetTimes; times++) {
      say(3 + times);
      app.clock.advance(LIMITS.meterResetMs / (LIMITS.meterResetTimes - 1));
    }
    assert.equal(countedKwh(), 2 + LIMITS.meterResetTimes);
    await app.lazyBatch.flush();
    begin();
    say(6);
    assert.equal(countedKwh(), 6);
  });

  it('that is another one begins anew, and one that the house knows no more is forgotten', async () => {
    begin();
    say(5_060);
    await app.lazyBatch.flush();
    const [power, energy] = METER.readings;
    assert.ok(power && energy);
    begin({ ...METER, readings: [power, { ...energy, topic: 'other' }] });
    say(3, 'other');
    assert.equal(countedKwh(), 3);
    app.takeHouse(plantWith());
    app.takeHouse({ ...plantWith(), meters: [] });
    await app.lazyBatch.flush();
    begin();
    say(3);
    assert.equal(countedKwh(), 3);
  });
});
