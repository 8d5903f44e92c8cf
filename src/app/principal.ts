/** Who asks, and what it may do. */
import type { Permission } from '../domain/access.ts';

export interface Principal {
  /** For records: `tok_…` of a token, `cli` of the command line. */
  readonly id: string;
  readonly permissions: ReadonlySet<Permission>;
  readonly expiresAtMs?: number | undefined;
  /** Counts a request that it was let in with. */
  noteUse(nowMs: number): void;
}
