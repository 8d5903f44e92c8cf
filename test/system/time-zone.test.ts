import assert from 'node:assert/strict';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import fc from 'fast-check';
import { openTimeZone } from '../../src/system/time-zone.ts';
import { parseTzif } from '../../src/system/tzif.ts';
import { DAY_MS, HOUR_MS } from '../../src/domain/units.ts';
import { createMemoryLog } from '../support/log.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { ZONES, zoneOf } from '../support/time-zones.ts';

/** A file of one offset, no change, and a rule. */
function tzif(rule: string, version = '2'): Uint8Array {
  const header = Buffer.alloc(44);
  header.write(`TZif${version}`);
  header.writeUInt32BE(1, 36);
  header.writeUInt32BE(4, 40);
  const block = Buffer.concat([header, Buffer.alloc(6), Buffer.from('UTC\0')]);
  return Buffer.concat([block, block, Buffer.from(`\n${rule}\n`)]);
}
const at = (rule: string, instant: string) => parseTzif(tzif(rule))(Date.parse(instant)) / HOUR_MS;

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
