import type { ConnectionStats } from '../../src/app/base/ports/http.ts';

/** Where no server brings the requests. */
export const NO_CONNECTIONS: ConnectionStats = {
  open: 0,
  hungUp: { too_many: 0, not_signed_in: 0, too_slow: 0, too_much: 0 },
};
