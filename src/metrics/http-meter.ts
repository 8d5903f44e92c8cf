import type { RequestMeter } from '../app/base/ports/http.ts';
import { SECOND_MS } from '../domain/units.ts';
import { family, series } from './family.ts';
import { createHistogram } from './histogram.ts';
import type { Section } from './section.ts';

const BOUNDS_SECONDS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.1, 0.5, 2.5] as const;
const REQUESTS = family(
  'counter',
  'aris_http_requests_total',
  'Requests answered, by route and status code.',
  ['route', 'code'],
);
const DURATION = family(
  'histogram',
  'aris_http_request_duration_seconds',
  'Time from a request to its answer.',
);

export interface HttpMeter extends RequestMeter, Section {}

interface Cell {
  readonly head: string;
  count: number;
}

/** Requests by route and status, and how long they took. Routes are those of the table, so the series are few. */
export function createHttpMeter(): HttpMeter {
  const routes = new Map<string, Map<number, Cell>>();
  const durations = createHistogram(DURATION, BOUNDS_SECONDS);

  function cellOf(route: string, status: number): Cell {
    let statuses = routes.get(route);
    if (statuses === undefined) routes.set(route, (statuses = new Map<number, Cell>()));
    let cell = statuses.get(status);
    if (cell === undefined) {
      cell = { head: series(REQUESTS, route, String(status)), count: 0 };
      statuses.set(status, cell);
    }
    return cell;
  }

  return {
    families: [REQUESTS, DURATION],
    record(route, status, durationMs) {
      cellOf(route, status).count++;
      durations.observe(durationMs / SECOND_MS);
    },
    write(page) {
      page.begin(REQUESTS);
      for (const statuses of routes.values()) {
        for (const { head, count } of statuses.values()) page.sample(head, count);
      }
      durations.write(page);
    },
  };
}
