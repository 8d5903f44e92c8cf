/**
 * What Home Assistant's recorder keeps of a day of the sample house at rest, in the gate of its first hours: a database on
 * a flash card, too.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type { House } from '../../../src/domain/house.ts';
import { HOUR_MS } from '../../../src/domain/units.ts';
import { createHomeAssistant } from '../../support/home-assistant/home-assistant.ts';
import { createRecorder } from '../../support/home-assistant/recorder.ts';
import { createLivingHouse } from '../../support/living-house.ts';

const SAMPLE = join(import.meta.dirname, '../../../src/simulator/sample-house.json');
const ROWS_A_DAY = 20_000;
/** Of a morning there is more than of the hours after it. */
const [HOURS, ROWS_MAX] =
  process.env['ARIS_TEST_LONG'] === '1' ? [24, ROWS_A_DAY] : [3, ROWS_A_DAY * 0.14];
/** A day in May: nobody is heated, and nobody cooled. */
const STARTS_MS = Date.UTC(2026, 4, 15);

describe('the recorder of Home Assistant', () => {
  it('writes no more than 20,000 rows a day of the sample house at rest', async (t) => {
    const house = JSON.parse(readFileSync(SAMPLE, 'utf8')) as House;
    const ha = createHomeAssistant();
    const recorder = createRecorder(ha);
    const living = await createLivingHouse({
      house,
      startMs: STARTS_MS,
      discoveryPrefix: 'homeassistant',
    });
    living.broker.connect().start({
      filters: ['#'],
      onMessage: ({ topic, payload }) => recorder.hear({ topic, payload: payload.toString() }),
      onConnection: () => undefined,
    });
    await living.live(HOUR_MS);
    assert.ok(recorder.taken().size > 100, 'what there is, once each');
    await living.live(HOURS * HOUR_MS);
    const rows = [...recorder.taken()].sort(([, a], [, b]) => b - a);
    await living.stop();
    const sum = rows.reduce((total, [, count]) => total + count, 0);
    t.diagnostic(`${sum} rows`);
    for (const [name, count] of rows.slice(0, 12)) t.diagnostic(`${name}: ${count}`);
    assert.ok(rows.some(([name, count]) => name.endsWith('climate') && count > 4 * HOURS));
    assert.ok(sum < ROWS_MAX, `${sum} rows in ${HOURS} h`);
    assert.deepEqual(ha.warnings, []);
  });
});
