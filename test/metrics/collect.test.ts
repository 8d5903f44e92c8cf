import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { bearer, createTestApp, OWNER } from '../support/app.ts';

describe('the page of metrics', () => {
  const page = async (accept?: string) => {
    const app = createTestApp();
    app.report('sensor', 's1', { tempC: 20.5 });
    const { token } = await app.tokens.create(OWNER, { name: 'x', permissions: ['metrics:read'] });
    const headers: [string, string][] = accept === undefined ? [] : [['Accept', accept]];
    return app.ask({ target: '/prometheus/metrics', headers: [bearer(token), ...headers] });
  };
  const OPEN = 'application/openmetrics-text;version=1.0.0';

  it('has a part of each matter, in one order', async () => {
    const { text } = await page();
    const places = [
      'aris_build_info{',
      'aris_zone_temperature_celsius{',
      'aris_device_up{',
      'aris_mqtt_connected ',
      'aris_storage_commits_total ',
      'aris_journal_events_total{',
      'aris_tokens{',
      'process_cpu_seconds_total ',
    ].map((name) => text.indexOf(`\n${name}`));
    assert.ok(
      places.every((at) => at !== -1),
      places.join(),
    );
    assert.deepEqual(
      places,
      places.toSorted((one, other) => one - other),
    );
  });

  it('has each family once, and each series', async () => {
    const { text } = await page();
    const lines = text.split('\n').filter((line) => line !== '');
    const types = lines
      .filter((line) => line.startsWith('# TYPE'))
      .map((line) => line.split(' ')[2]);
    assert.equal(new Set(types).size, types.length);
    const names = lines
      .filter((line) => !line.startsWith('#'))
      .map((line) => line.replace(/ \S+$/, ''));
    assert.equal(new Set(names).size, names.length);
  });

  it('is in the form that is asked for', async () => {
    const [plain, open] = [await page(), await page(OPEN)];
    assert.ok(open.text.endsWith('# EOF\n'));
    assert.ok(!plain.text.includes('# EOF'));
  });
});
