import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createStrangerPace } from '../../../src/app/people/stranger-pace.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import { SECOND_MS } from '../../../src/domain/units.ts';
import { createFakeClock } from '../../support/fake-clock.ts';

const { perSecond, togetherPerSecond, burst } = LIMITS.strangers;
const addressOf = (index: number) => `fd00::${index.toString(16)}`;

function createRig() {
  const clock = createFakeClock();
  return { clock, pace: createStrangerPace(clock) };
}

describe('the pace of strangers', () => {
  it('has an address wait for its turn past a burst, each longer than the one before', () => {
    const { pace } = createRig();
    for (let asked = 0; asked < burst; asked++) assert.equal(pace('192.168.1.66'), 0);
    for (const turn of [1, 2, 3])
      assert.equal(Math.round(pace('192.168.1.66')), (turn * SECOND_MS) / perSecond);
  });

  it('has nobody else wait with it, however much it asks', () => {
    const { clock, pace } = createRig();
    for (let asked = 0; asked < 10 * togetherPerSecond; asked++) pace('192.168.1.66');
    clock.advance(SECOND_MS / togetherPerSecond);
    assert.equal(pace('192.168.1.67'), 0);
  });

  it('has all wait past a burst together, whatever their addresses', () => {
    const { clock, pace } = createRig();
    for (let asked = 0; asked < burst; asked++) assert.equal(pace(addressOf(asked)), 0);
    for (let turn = 1; turn <= 100; turn++)
      assert.equal(pace(addressOf(burst + turn)), (turn * SECOND_MS) / togetherPerSecond);
    clock.advance(SECOND_MS);
    assert.equal(pace('192.168.1.67'), 0);
  });

  it('remembers so many addresses, and forgets who asked longest ago', () => {
    const { clock, pace } = createRig();
    for (let asked = 0; asked < 2 * burst; asked++) pace('192.168.1.66');
    assert.ok(pace('192.168.1.66') > 0);
    for (let index = 0; index < LIMITS.rateLimitedAddresses; index++) {
      clock.advance(1);
      pace(addressOf(index));
    }
    clock.advance(SECOND_MS);
    for (let asked = 0; asked < burst; asked++) assert.equal(pace('192.168.1.66'), 0);
  });
});
