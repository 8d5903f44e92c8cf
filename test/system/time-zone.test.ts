import assert from 'node:assert/strict';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import fc from 'fast-check';
import { openTimeZone } from '../../src/system/time-zone.ts';
import { DAY_MS, HOUR_MS } from '../../src/domain/units.ts';
import { createMemoryLog } from '../support/log.ts';
import { tzif } from '../support/tzif.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { ZONES, zoneOf } from '../support/time-zones.ts';

const skip = existsSync('/usr/share/zoneinfo/Europe/Berlin') ? false : 'no time zone files here';

describe('the clocks of a time zone', () => {
  const log = createMemoryLog();
  const { path: folder, remove } = tempFolder();
  after(remove);

  it('are what the language says, in every zone and for a hundred years', { skip }, () => {
    const opened = new Map(ZONES.map((zone) => [zone, openTimeZone(zone, log)]));
    assert.deepEqual(log.lines, []);
    for (const [zone, offsetOf] of opened) {
      for (let ms = Date.UTC(1990, 0, 1); ms < Date.UTC(2090, 0, 1); ms += 17 * DAY_MS)
        assert.equal(offsetOf(ms), zoneOf(zone)(ms), `${zone} ${new Date(ms).toISOString()}`);
    }
    const seconds = { min: Date.UTC(1990, 0, 1) / 1_000, max: Date.UTC(2100, 0, 1) / 1_000 };
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), fc.integer(seconds), (zone, second) => {
        assert.equal(opened.get(zone)?.(second * 1_000), zoneOf(zone)(second * 1_000));
      }),
      { numRuns: 2_000 },
    );
  });

  it('stand in for a file that is missing or broken, and the log says so', () => {
    mkdirSync(join(folder, 'Europe'));
    writeFileSync(
      join(folder, 'Europe/Paris'),
      'not a file of this kind, though it is long enough',
    );
    writeFileSync(join(folder, 'Europe/Rome'), tzif('CET-1CEST,M3.5.0,M10.5.0/3', '\0'));
    writeFileSync(join(folder, 'Europe/Madrid'), 'TZif2');
    writeFileSync(join(folder, 'Europe/Vienna'), tzif('nonsense'));
    const summer = Date.UTC(2026, 6, 1);
    const cases = { Berlin: 1, Paris: 2, Rome: 2, Madrid: 2, Vienna: 2 };
    for (const [name, lines] of Object.entries(cases)) {
      const before = log.lines.length;
      assert.equal(openTimeZone(`Europe/${name}`, log, [folder])(summer), 2 * HOUR_MS, name);
      assert.equal(log.lines.length - before, lines, name);
    }
  });

  it('never lead out of the folder', () => {
    mkdirSync(join(folder, 'zoneinfo'));
    writeFileSync(join(folder, 'secret'), tzif('UTC0'));
    assert.throws(() => openTimeZone('../secret', log, [join(folder, 'zoneinfo')]), RangeError);
  });
});
