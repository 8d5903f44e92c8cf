/** Reading one number off a page of metrics. */
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
