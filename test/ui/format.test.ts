import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  amount,
  duration,
  fromNow,
  shortSetpoint,
  shownTemp,
  stepped,
  temperature,
  toCelsius,
} from '../../src/ui/format.ts';

describe('a temperature', () => {
  it('is shown in the unit of the house, Fahrenheit in whole degrees', () => {
    assert.equal(temperature(21.04, 'C'), '21.0°');
    assert.equal(temperature(20.2, 'F'), '68°');
    assert.equal(temperature(-0.04, 'C'), '0.0°');
    assert.equal(temperature(undefined, 'C'), '–');
  });

  it('that is asked for is shortened where it is whole', () => {
    assert.equal(shortSetpoint(18, 'C'), '18°');
    assert.equal(shortSetpoint(18.5, 'C'), '18.5°');
    assert.equal(shortSetpoint(18, 'F'), '64°');
    assert.equal(shortSetpoint(20.5, 'F'), '69°');
  });

  it('that is shown stands for one in tenths of a degree Celsius', () => {
    assert.equal(toCelsius(21.55, 'C'), 21.6);
    assert.equal(toCelsius(71, 'F'), 21.7);
  });

  it('is stepped to whole steps: half a degree Celsius, one Fahrenheit', () => {
    assert.equal(stepped(21, 1, 'C'), 21.5);
    assert.equal(stepped(21.3, -1, 'C'), 21);
    assert.equal(shownTemp(stepped(20, 1, 'F'), 'F'), '69');
    assert.equal(shownTemp(stepped(stepped(20, 1, 'F'), -1, 'F'), 'F'), '68');
  });
});

describe('a time', () => {
  const now = Date.parse('2026-03-01T12:00:00Z');
  const at = (offMs: number) => new Date(now + offMs).toISOString();

  it('is told from now, and by its date where that is long', () => {
    assert.equal(fromNow(at(-5 * 60_000), now), '5 minutes ago');
    assert.equal(fromNow(at(3 * 86_400_000), now), 'in 3 days');
    assert.equal(fromNow(at(-86_400_000), now), 'yesterday');
    assert.equal(fromNow(at(-1_000), now), 'this minute');
    assert.equal(fromNow(at(-100 * 86_400_000), now), '21 Nov 2025');
  });

  it('that lasts is told in what one counts it in', () => {
    assert.equal(duration(90_000), '2\u00a0min');
    assert.equal(duration(3_600_000), '1\u00a0h');
    assert.equal(duration(130 * 60_000), '2\u00a0h 10\u00a0min');
    assert.equal(duration(5 * 86_400_000), '5\u00a0days');
    assert.equal(duration(-1), '0\u00a0min');
  });
});

describe('an amount', () => {
  it('has as many decimals as tell something', () => {
    assert.equal(amount(0.8449, 'kWh'), '0.84\u00a0kWh');
    assert.equal(amount(12.34), '12.3');
    assert.equal(amount(4804.4, 'W'), '4,804\u00a0W');
  });
});
