import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseTzif } from '../../src/system/tzif.ts';
import { HOUR_MS, SECOND_MS } from '../../src/domain/units.ts';
import { tzif } from '../support/tzif.ts';

const at = (rule: string, instant: string) => parseTzif(tzif(rule))(Date.parse(instant)) / HOUR_MS;

describe('a time zone file', () => {
  it('follow a rule of any form', () => {
    assert.equal(at('UTC0', '2026-07-01T00:00:00Z'), 0);
    assert.equal(at('<+0545>-5:45', '2026-07-01T00:00:00Z'), 5.75);
    assert.equal(at('EST5EDT,M3.2.0,M11.1.0', '2026-03-08T06:59:59Z'), -5);
    assert.equal(at('EST5EDT,M3.2.0,M11.1.0', '2026-03-08T07:00:00Z'), -4);
    // Julian days count no 29 February; plain ones count from 0, and it.
    assert.equal(at('A0B,J60/0,J300/0', '2028-02-29T23:59:59Z'), 0);
    assert.equal(at('A0B,J60/0,J300/0', '2028-03-01T00:00:00Z'), 1);
    assert.equal(at('A0B,J60/0,J300/0', '2026-03-01T00:00:00Z'), 1);
    assert.equal(at('A0B,J60/0,J300/0', '2026-02-28T23:59:59Z'), 0);
    assert.equal(at('A0B,59/0,300/0', '2028-02-29T00:00:00Z'), 1);
    assert.equal(at('A0B,59/0,300/0', '2026-02-28T23:59:59Z'), 0);
    // South of the equator, in half an hour, and at times of another day.
    assert.equal(at('<+1030>-10:30<+11>-11,M10.1.0,M4.1.0', '2026-01-01T00:00:00Z'), 11);
    assert.equal(at('<+1030>-10:30<+11>-11,M10.1.0,M4.1.0', '2026-07-01T00:00:00Z'), 10.5);
    assert.equal(at('<-02>2<-01>,M3.5.0/-1,M10.5.0/0', '2026-03-29T00:59:59Z'), -2);
    assert.equal(at('<-02>2<-01>,M3.5.0/-1,M10.5.0/0', '2026-03-29T01:00:00Z'), -1);
  });

  it('has its changes up to the last of them, and its rule from there on', () => {
    const changes = [
      [-1_000, 1],
      [1_000, 2],
    ] as const;
    const offsetOf = parseTzif(tzif('<+03>-3', '2', [0, 3_600, 7_200], changes));
    const hoursAt = (seconds: number) => offsetOf(seconds * SECOND_MS) / HOUR_MS;
    assert.deepEqual([-1_001, -1_000, 999, 1_000].map(hoursAt), [0, 1, 1, 3]);
    // Without a rule the last change stays.
    const ended = parseTzif(tzif('', '2', [0, 3_600, 7_200], changes));
    assert.deepEqual(
      [1_000, 1e9].map((seconds) => ended(seconds * SECOND_MS) / HOUR_MS),
      [2, 2],
    );
  });

  it('is refused where it is no such file, or of the form that ends in 2038', () => {
    assert.throws(() => parseTzif(Buffer.alloc(100)), /not a TZif file/);
    assert.throws(() => parseTzif(tzif('UTC0', '\0')), /version 1/);
    assert.throws(() => parseTzif(tzif('UTC', '2')), /no time zone rule/);
  });
});
