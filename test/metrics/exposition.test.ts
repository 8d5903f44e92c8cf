import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { describe, it } from 'node:test';
import { family, series, type MetricFormat } from '../../src/metrics/family.ts';
import { formatFor, MetricsPage } from '../../src/metrics/exposition.ts';

const THINGS = family('counter', 'aris_things_total', 'Things "seen".\nTwo \\ lines.', ['name']);
const HEAT = family('gauge', 'aris_heat_celsius', 'Heat.');
const WHAT = family('info', 'aris_what_info', 'What it is.', ['name']);
const WAIT = family('histogram', 'aris_wait_seconds', 'Waits.');

function sample(format: MetricFormat): string {
  const page = new MetricsPage(format)
    .begin(THINGS)
    .sample(series(THINGS, 'a "b" \\ c\nd'), 3)
    .single(HEAT, -1.5)
    .single(HEAT, undefined)
    .begin(WHAT)
    .lines(`${series(WHAT, 'it')}1\n`)
    .begin(WAIT)
    .histogram(WAIT, [0.5, 1], [2, 1, 1], 4.25)
    .end();
  return Buffer.from(page).toString();
}

describe('a metrics page', () => {
  it('is Prometheus text', () => {
    assert.equal(
      sample('text'),
      [
        '# HELP aris_things_total Things "seen".\\nTwo \\\\ lines.',
        '# TYPE aris_things_total counter',
        'aris_things_total{name="a \\"b\\" \\\\ c\\nd"} 3',
        '# HELP aris_heat_celsius Heat.',
        '# TYPE aris_heat_celsius gauge',
        'aris_heat_celsius -1.5',
        '# HELP aris_what_info What it is.',
        '# TYPE aris_what_info gauge',
        'aris_what_info{name="it"} 1',
        '# HELP aris_wait_seconds Waits.',
        '# TYPE aris_wait_seconds histogram',
        'aris_wait_seconds_bucket{le="0.5"} 2',
        'aris_wait_seconds_bucket{le="1.0"} 3',
        'aris_wait_seconds_bucket{le="+Inf"} 4',
        'aris_wait_seconds_sum 4.25',
        'aris_wait_seconds_count 4',
        '',
      ].join('\n'),
    );
  });

  it('is OpenMetrics for who asks: other names of counters and infos, escaped help, an end', () => {
    const page = sample('openmetrics');
    assert.ok(
      page.startsWith(
        '# TYPE aris_things counter\n# HELP aris_things Things \\"seen\\".\\nTwo \\\\ lines.\naris_things_total{',
      ),
    );
    assert.match(page, /^# TYPE aris_what info\n# HELP aris_what What it is.\naris_what_info\{/m);
    assert.ok(page.endsWith('aris_wait_seconds_count 4\n# EOF\n'));
  });

  it('is clean under promtool', () => {
    const { status, stdout, stderr } = spawnSync('promtool', ['check', 'metrics'], {
      input: sample('text'),
      encoding: 'utf8',
    });
    assert.deepEqual({ status, stdout, stderr }, { status: 0, stdout: '', stderr: '' });
  });

  const PROMETHEUS_2 =
    'application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1';
  const PROMETHEUS_3 =
    'application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.5,application/openmetrics-text;version=0.0.1;q=0.4,text/plain;version=1.0.0;q=0.3,text/plain;version=0.0.4;q=0.2,*/*;q=0.1';
  for (const [accept, format] of [
    [undefined, 'text'],
    ['*/*', 'text'],
    ['text/plain;version=0.0.4', 'text'],
    ['application/openmetrics-text', 'text'],
    ['application/openmetrics-text;version=0.0.1', 'text'],
    ['application/openmetrics-text; version=1.0.0; q=0, */*', 'text'],
    ['application/openmetrics-text;version=1.0.0;q=nonsense', 'text'],
    ['application/openmetrics-text;version=1.0.0;q=0.3, text/plain;q=0.9', 'text'],
    // As much of both: the newer. Of one that is named twice the best counts.
    ['application/openmetrics-text;version=1.0.0;q=0.5, text/plain;q=0.5', 'openmetrics'],
    ['application/openmetrics-text;version=1.0.0;q=0.5, text/plain;q=0.51', 'text'],
    [
      'application/openmetrics-text;version=1.0.0;q=0.9, text/plain;q=0.5, application/openmetrics-text;version=1.0.0;q=0.1',
      'openmetrics',
    ],
    [
      'text/plain;q=0.9, application/openmetrics-text;version=1.0.0;q=0.5, text/plain;q=0.1',
      'text',
    ],
    [PROMETHEUS_2, 'openmetrics'],
    [PROMETHEUS_3, 'openmetrics'],
    ['Application/OpenMetrics-Text; Version=1.0.0', 'openmetrics'],
  ] as const) {
    it(`is ${format} for ${String(accept)}`, () => assert.equal(formatFor(accept), format));
  }
});
