import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { describe, it } from 'node:test';
import { formatFor, labels, MetricsPage, type MetricFormat } from '../../src/metrics/page.ts';

function sample(format: MetricFormat): string {
  return new MetricsPage(format)
    .family('aris_things_total', 'counter', 'Things "seen".\nTwo \\ lines.')
    .sample(3, labels({ name: 'a "b" \\ c\nd' }))
    .family('aris_heat_celsius', 'gauge', 'Heat.')
    .sample(-1.5)
    .family('aris_wait_seconds', 'histogram', 'Waits.')
    .histogram([0.5, 1], [2, 1, 1], 4.25)
    .end();
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

  it('is OpenMetrics for who asks: other names of counters, escaped help, an end', () => {
    const page = sample('openmetrics');
    assert.ok(
      page.startsWith(
        '# TYPE aris_things counter\n# HELP aris_things Things \\"seen\\".\\nTwo \\\\ lines.\naris_things_total{',
      ),
    );
    assert.ok(page.endsWith('aris_wait_seconds_count 4\n# EOF\n'));
  });

  it('is clean under promtool', () => {
    const { status, stdout, stderr } = spawnSync('promtool', ['check', 'metrics'], {
      input: sample('text'),
      encoding: 'utf8',
    });
    assert.deepEqual({ status, stdout, stderr }, { status: 0, stdout: '', stderr: '' });
  });

  for (const [accept, format] of [
    [undefined, 'text'],
    ['*/*', 'text'],
    ['text/plain;version=0.0.4', 'text'],
    ['application/openmetrics-text;version=0.0.1', 'text'],
    [
      'application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.5,text/plain;q=0.3',
      'openmetrics',
    ],
    ['application/openmetrics-text; version=1.0.0', 'openmetrics'],
  ] as const) {
    it(`is ${format} for ${String(accept)}`, () => assert.equal(formatFor(accept), format));
  }
});
