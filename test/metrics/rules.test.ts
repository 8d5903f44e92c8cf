/** The shipped rules and the example configuration, by promtool: each alert fires when it has to, and not before. */
import assert from 'node:assert/strict';
import { copyFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { parse } from 'yaml';
import { FINDINGS } from '../../src/domain/control/findings.ts';
import { lastingFolder, run } from '../support/child.ts';
import { createTestApp } from '../support/app.ts';
import { ALERT_CASES, RECORDED, type AlertCase } from './rule-cases.ts';

const FOLDER = join(import.meta.dirname, '../../systemd/prometheus');
const ALERTS = 'aris.alerts.yml';
const RULES = 'aris.rules.yml';

interface Rule {
  readonly alert?: string;
  readonly record?: string;
  readonly expr: string;
  readonly for?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}
const rulesOf = (file: string) =>
  (
    parse(readFileSync(join(FOLDER, file), 'utf8')) as { groups: readonly { rules: Rule[] }[] }
  ).groups.flatMap(({ rules }) => rules);

const alerts = new Map(rulesOf(ALERTS).map((rule) => [rule.alert ?? '', rule]));

/** What Prometheus makes of an annotation. */
function filled(template: string, labels: Readonly<Record<string, string>>, value: string): string {
  return template
    .replaceAll(/\{\{ \$labels\.(\w+) \}\}/g, (_, name: string) => {
      const label = labels[name];
      assert.ok(label !== undefined, `the alert has no label ${name}: ${template}`);
      return label;
    })
    .replaceAll(/\{\{[^}]*\$value[^}]*\}\}/g, value);
}

const toSeries = (series: Readonly<Record<string, string>>) =>
  Object.entries(series).map(([name, values]) => ({ series: name, values }));

/** Two tests: one in which the alert fires, one in which it keeps quiet. */
function testsOf({ alert, fires, quiet, at, labels, value = '' }: AlertCase): object[] {
  const rule = alerts.get(alert);
  const all = { job: 'aris', instance: 'aris.local:80', ...labels, ...rule?.labels };
  const annotations = Object.entries(rule?.annotations ?? {}).map(([name, template]) => [
    name,
    filled(template, all, value),
  ]);
  const expected = { exp_labels: all, exp_annotations: Object.fromEntries(annotations) as object };
  const test = (series: AlertCase['fires'], exp_alerts: object[]) => ({
    interval: '1m',
    input_series: toSeries(series),
    alert_rule_test: [{ eval_time: at, alertname: alert, exp_alerts }],
  });
  return [test(fires, [expected]), ...quiet.map((series) => test(series, []))];
}

async function promtool(...args: string[]) {
  const { code, stdout, stderr } = await run('promtool', args);
  assert.equal(code, 0, `${stdout}\n${stderr}`);
  return stdout;
}

/** A folder with the shipped files. */
function shipped(): string {
  const folder = lastingFolder();
  for (const name of readdirSync(FOLDER)) copyFileSync(join(FOLDER, name), join(folder, name));
  return folder;
}

/** JSON is YAML. */
function write(folder: string, name: string, value: object): string {
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify(value));
  return path;
}

/** Files for `promtool test rules`, one for each alert with that rule alone: all of them for each test take a minute. */
function alertTests(cases: readonly AlertCase[]): string[] {
  const folder = lastingFolder();
  return cases.map((one, index) => {
    const rules = [alerts.get(one.alert)];
    const name = `${index}.rules.yml`;
    write(folder, name, { groups: [{ name: 'alerts', rules }] });
    return write(folder, `${index}.yml`, {
      rule_files: [name],
      evaluation_interval: '1m',
      tests: testsOf(one),
    });
  });
}

describe('the rules for Prometheus', () => {
  it('are sound', async () => {
    await promtool('check', 'rules', join(FOLDER, ALERTS), join(FOLDER, RULES));
  });

  it('ask for nothing that the hub does not have', () => {
    const { metrics } = createTestApp();
    const names = new Set(
      metrics.families.flatMap(({ name, type }) =>
        type === 'histogram' ? [`${name}_bucket`, `${name}_count`, `${name}_sum`] : [name],
      ),
    );
    const asked = [...rulesOf(ALERTS), ...rulesOf(RULES)].flatMap(
      ({ expr }) => expr.match(/\b(?<!:)(?:aris|process|nodejs)_\w+\b(?!:)/g) ?? [],
    );
    assert.ok(asked.length > 30);
    assert.deepEqual(
      [...new Set(asked)].filter((name) => !names.has(name)),
      [],
    );
  });

  it('leave out no fault but those that there are', () => {
    const leftOut = [...alerts.values()].flatMap(
      ({ expr }) => /code!~"([^"]+)"/.exec(expr)?.[1]?.split('|') ?? [],
    );
    assert.ok(leftOut.length > 5);
    const codes = Object.keys(FINDINGS);
    const unknown = leftOut.filter(
      (pattern) => !codes.some((code) => new RegExp(`^${pattern}$`).test(code)),
    );
    assert.deepEqual(unknown, []);
  });

  it('say in each alert how bad it is and what to do', () => {
    for (const [name, { labels, annotations }] of alerts) {
      assert.match(labels?.['severity'] ?? '', /^(?:info|warning|critical)$/, name);
      assert.match(annotations?.['summary'] ?? '', /^[A-Z].{9,}[^.]$/, name);
      assert.match(annotations?.['description'] ?? '', /^.{19,}\.$/s, name);
    }
  });

  it('fire when they have to, and not before', async () => {
    const tried = new Set(ALERT_CASES.map(({ alert }) => alert));
    assert.deepEqual([...tried].sort(), [...alerts.keys()].sort());
    const said = await promtool('test', 'rules', ...alertTests(ALERT_CASES));
    assert.equal(said.match(/SUCCESS/g)?.length, ALERT_CASES.length);
  });

  it('record the energy and COP of a day and a month', async () => {
    const folder = shipped();
    const tests = [
      {
        interval: RECORDED.interval,
        input_series: toSeries(RECORDED.series),
        promql_expr_test: RECORDED.expected.map(([expr, labels, value]) => ({
          expr,
          eval_time: RECORDED.at,
          exp_samples: [{ labels, value }],
        })),
      },
    ];
    const path = write(folder, 'test.yml', {
      rule_files: [RULES],
      evaluation_interval: '12h',
      tests,
    });
    assert.match(await promtool('test', 'rules', path), /SUCCESS/);
    const recorded = new Set(rulesOf(RULES).map(({ record }) => record));
    const tested = RECORDED.expected.map(([expr]) => /^[\w:]+/.exec(expr)?.[0]);
    assert.deepEqual([...new Set(tested)].sort(), [...recorded].sort());
  });

  it('fail their tests where a rule is wrong', async () => {
    const [first] = ALERT_CASES;
    assert.ok(first);
    const paths = alertTests([{ ...first, fires: first.quiet[0] ?? {} }]);
    const { code } = await run('promtool', ['test', 'rules', ...paths]);
    assert.equal(code, 1);
  });
});

describe('the example configuration of Prometheus', () => {
  it('is sound, with its rules beside it', async () => {
    const folder = shipped();
    const path = join(folder, 'prometheus.yml');
    const text = readFileSync(path, 'utf8');
    const token = '/etc/prometheus/aris.token';
    assert.ok(text.includes(token));
    writeFileSync(join(folder, 'token'), 'aris_tok_example');
    writeFileSync(path, text.replaceAll(token, join(folder, 'token')));
    const said = await promtool('check', 'config', path);
    assert.match(said, /2 rule files found/);
  });
});
