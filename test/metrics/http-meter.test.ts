import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createHttpMeter } from '../../src/metrics/http-meter.ts';
import { MetricsPage } from '../../src/metrics/exposition.ts';
import type { Section } from '../../src/metrics/section.ts';

function written(section: Section): string {
  const page = new MetricsPage('text');
  section.write(page);
  return Buffer.from(page.end()).toString();
}

describe('the meter of requests', () => {
  it('counts by route and status, and puts a time into the bucket that it just reaches', () => {
    const meter = createHttpMeter();
    meter.record('/api/zones', 200, 1);
    meter.record('/api/zones', 200, 30_000);
    meter.record('/api/zones', 401, 0.2);
    const page = written(meter);
    assert.match(page, /^aris_http_requests_total\{route="\/api\/zones",code="200"\} 2$/m);
    assert.match(page, /^aris_http_requests_total\{route="\/api\/zones",code="401"\} 1$/m);
    assert.match(page, /_bucket\{le="0\.0005"\} 1$/m);
    assert.match(page, /_bucket\{le="0\.001"\} 2$/m);
    assert.match(page, /_bucket\{le="2\.5"\} 2$/m);
    assert.match(page, /_bucket\{le="\+Inf"\} 3$/m);
  });
});
