/** Nobody outside can make the page grow. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { SECOND_MS } from '../../src/domain/units.ts';
import { COMMAND_LINE } from '../../src/app/base/principal.ts';
import { createTestApp } from '../support/app.ts';
import { samplesIn } from '../support/metric-samples.ts';

type App = ReturnType<typeof createTestApp>;

const samplesOf = ({ metrics }: App) => samplesIn(metrics.page('text'));
const value = (app: App, series: string) => samplesOf(app).get(series);
const namesOf = (app: App) => [...samplesOf(app).keys()].sort();

describe('the series', () => {
  it('are no more for ten thousand paths and as many unknown devices', async () => {
    const app = createTestApp();
    const { token } = await app.tokens.create(COMMAND_LINE, { name: 'test' });
    const headers = [['Authorization', `Bearer ${token}`]] as const;
    const hostile = async (count: number) => {
      for (let n = 0; n < count; n++) {
        // A stranger that asks too often would wait for the answers.
        app.clock.advance(SECOND_MS);
        await app.replyTo({ target: `/api/nothing/${n}`, headers });
        await app.replyTo({ target: `/prometheus/x${n}` });
        await app.replyTo({ target: `/api/zones/z${n}`, headers });
        await app.replyTo({ target: '/api/zones', method: `M${n}`, headers });
        app.report('fcu', `made_up_${n}`, { mode: 'heat' });
        app.report(`kind_${n}`, 'x', {});
      }
    };
    await hostile(1);
    const before = namesOf(app);
    await hostile(10_000);
    assert.deepEqual(namesOf(app), before);
    assert.equal(value(app, 'aris_mqtt_messages_refused_total{reason="unknown"}'), 20_002);
    assert.equal(value(app, 'aris_http_requests_total{route="unknown",code="404"}'), 10_001);
  });
});
