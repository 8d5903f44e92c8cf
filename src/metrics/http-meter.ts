import type { RequestMeter } from '../app/ports.ts';
import { labels, type MetricsPage } from './page.ts';

const BOUNDS_SECONDS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.1, 0.5, 2.5] as const;

export interface HttpMeter extends RequestMeter {
  write(page: MetricsPage): void;
}

interface Cell {
  readonly labels: string;
  count: number;
}

/** Requests by route and status, and how long they took. Routes are those of the table, so the series are few. */
export function createHttpMeter(): HttpMeter {
  const routes = new Map<string, Map<number, Cell>>();
  const buckets = new Array<number>(BOUNDS_SECONDS.length + 1).fill(0);
  let sumSeconds = 0;

  function cellOf(route: string, status: number): Cell {
    let statuses = routes.get(route);
    if (statuses === undefined) routes.set(route, (statuses = new Map<number, Cell>()));
    let cell = statuses.get(status);
    if (cell === undefined) {
      cell = { labels: labels({ route, code: String(status) }), count: 0 };
      statuses.set(status, cell);
    }
    return cell;
  }

  return {
    record(route, status, durationMs) {
      cellOf(route, status).count++;
      const seconds = durationMs / 1_000;
      let index = 0;
      while (seconds > (BOUNDS_SECONDS[index] ?? Infinity)) index++;
      buckets[index] = (buckets[index] ?? 0) + 1;
      sumSeconds += seconds;
    },
    write(page) {
      page.family(
        'aris_http_requests_total',
        'counter',
        'Requests answered, by route and status code.',
      );
      for (const statuses of routes.values()) {
        for (const cell of statuses.values()) page.sample(cell.count, cell.labels);
      }
      page
        .family(
          'aris_http_request_duration_seconds',
          'histogram',
          'Time from a request to its answer.',
        )
        .histogram(BOUNDS_SECONDS, buckets, sumSeconds);
    },
  };
}
