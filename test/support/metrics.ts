/** Reading one number off a page of metrics. */
import type { Family } from '../../src/metrics/family.ts';
import { curl } from './curl.ts';
import type { TestHub } from './hub.ts';

/**
 * The value of a series, such as `aris_mqtt_connected` or `a_total{reason="x"}`.
 * @throws Error where the page has no such series
 */
export async function metric(hub: TestHub, token: string, series: string): Promise<number> {
  const { status, body } = await curl(`${hub.url}/prometheus/metrics`, { token });
  const line = body.split('\n').find((text) => text.startsWith(`${series} `));
  if (status !== 200 || line === undefined) throw new Error(`${status}: no series ${series}`);
  return Number(line.slice(series.length + 1));
}

/** The table of src/metrics/README.md. */
export function tableOf(families: readonly Family[]): string {
  const rows = families.map(({ name, type, labels, help }) => {
    const names = labels.map((label) => `\`${label}\``).join(', ');
    return `| \`${name}\` | ${type} | ${names} | ${help} |`;
  });
  return ['| name | type | labels | |', '|---|---|---|---|', ...rows, ''].join('\n');
}
