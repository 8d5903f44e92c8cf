import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  clockShape,
  houseClock,
  instantAt,
  isClockOff,
  wallTime,
} from '../../src/ui/house-time.ts';
import { houseZone, hubNowMs, setHubTime } from '../../src/ui/now.ts';

const BERLIN = 'Europe/Berlin';

const NOW = Date.parse('2026-01-15T12:00:00Z');

describe('the house’s clocks', () => {
  it('go there and back, in summer and winter', () => {
    for (const iso of ['2026-01-15T12:00:00Z', '2026-07-15T12:34:00Z'])
      for (const zone of [BERLIN, 'America/New_York', 'Asia/Kathmandu', 'UTC'])
        assert.equal(instantAt(wallTime(Date.parse(iso), zone), zone), Date.parse(iso));
    assert.equal(wallTime(NOW, BERLIN), '2026-01-15T13:00');
  });
  it('take the first of a doubled time, and leap over a skipped one', () => {
    assert.equal(instantAt('2026-10-25T02:30', BERLIN), Date.parse('2026-10-25T00:30:00Z'));
    assert.equal(instantAt('2026-03-29T02:30', BERLIN), Date.parse('2026-03-29T01:30:00Z'));
    assert.ok(Number.isNaN(instantAt('', BERLIN)));
  });
  it('name the day where it is another', () => {
    assert.equal(houseClock('2026-01-15T22:59:00Z', BERLIN, NOW), '23:59');
    assert.equal(houseClock('2026-01-15T23:30:00Z', BERLIN, NOW), 'Fri 00:30');
    assert.equal(houseClock('2026-02-15T17:00:00Z', BERLIN, NOW), '15 Feb, 18:00');
    assert.equal(houseClock('2026-02-15T05:05:00Z', BERLIN, NOW), '15 Feb, 06:05');
  });
  it('are written as in the reader’s place, with a date as well', () => {
    const shown = (tag: string) =>
      new Intl.DateTimeFormat(tag, { timeZone: BERLIN, day: 'numeric', ...clockShape(tag) })
        .format(Date.parse('2026-02-15T05:05:00Z'))
        .replaceAll(/\s/g, ' ');
    assert.match(shown('de-DE'), /06:05$/);
    assert.match(shown('en-US'), / 6:05 AM$/);
  });
  it('are other than the browser’s where it is elsewhere, or wrong', () => {
    const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
    const elsewhere = here === 'Asia/Kathmandu' ? BERLIN : 'Asia/Kathmandu';
    const zones = [here, elsewhere].map((zone) => {
      houseZone.value = zone;
      return isClockOff(hubNowMs());
    });
    assert.deepEqual(zones, [false, true]);
    houseZone.value = here;
    const off = [-30_000, -300_000, 0].map((offMs) => {
      setHubTime(Date.now() + offMs);
      return isClockOff(NOW);
    });
    assert.deepEqual(off, [false, true, false]);
  });
  it('show the year where it is another', () => {
    assert.equal(houseClock('2025-12-24T17:00:00Z', BERLIN, NOW), '24 Dec 2025, 18:00');
  });
});
