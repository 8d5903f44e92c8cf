/** Who asks, and what it may do. */
import type { Permission } from '../domain/access.ts';

export interface Principal {
  /** For records: `tok_…` of a token, `cli` of the command line. */
  readonly id: string;
  may(permission: Permission): boolean;
  /** Its permissions; undefined for one that has no list of its own. */
  readonly permissions?: readonly Permission[] | undefined;
  readonly expiresAtMs?: number | undefined;
}
