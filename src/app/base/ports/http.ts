/** What the HTTP server counts. */

/** Counts what was answered. */
export interface RequestMeter {
  /** @param route the route's own path, not the one asked for */
  record(route: string, status: number, durationMs: number): void;
}

/**
 * Why the hub hangs up on a client: it has its share of connections (or there are as many as there can be), it is not
 * signed in where only those stay, it reads too slowly, it asks for more than it reads.
 */
export const HANG_UPS = ['too_many', 'not_signed_in', 'too_slow', 'too_much'] as const;

export type HangUp = (typeof HANG_UPS)[number];

export interface ConnectionStats {
  readonly open: number;
  readonly hungUp: Readonly<Record<HangUp, number>>;
}
