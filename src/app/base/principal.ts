/** Who asks, what it may do, and what is kept of its asking. */
import { PERMISSIONS, type Permission } from '../../domain/access.ts';
import type { Doer, Origin } from '../../domain/doer.ts';
import type { RateState } from './rate-limit.ts';

/** One request, as it is kept with the token that made it. */
export interface TokenUse {
  readonly atMs: number;
  readonly method: string;
  /** As asked for, without the query, which may hold a credential. */
  readonly path: string;
  readonly status: number;
  readonly address: string;
  readonly userAgent: string | undefined;
}

export interface Principal {
  /** For records: `tok_…` of a token, `usr_…` of a person, `panel` of a PIN, `admin@ADDRESS` of the secret, `cli` of the command line. */
  readonly id: string;
  readonly kind: 'token' | 'session' | 'admin' | 'cli';
  /** What people call it: a token's or a person's name. */
  readonly name?: string | undefined;
  /** From where it asks this time, where that is known. */
  readonly from?: Origin | undefined;
  readonly permissions: ReadonlySet<Permission>;
  /** Whether it is a panel on the wall, known by the PIN. */
  readonly isPanel?: boolean | undefined;
  /** Where it is given, the only zones that there are for this principal (exact ids). */
  readonly zones?: ReadonlySet<string> | undefined;
  readonly expiresAtMs?: number | undefined;
  /** Of a session: `ses_…`. */
  readonly sessionId?: string | undefined;
  /** Of a session: when the password was last given, on the hub's clock; undefined where it never was (a PIN). */
  readonly passwordAtMs?: number | undefined;
  /** Takes one of the requests that it may make per minute, where that is limited. */
  readonly pace?: (() => RateState) | undefined;
  /** Keeps what a request with it came to; also one that it was refused. */
  noteUse(use: TokenUse, wasLetIn: boolean): void;
}

/** Whoever may open the data folder owns the hub. */
export const COMMAND_LINE: Principal = {
  id: 'cli',
  kind: 'cli',
  permissions: new Set(PERMISSIONS),
  noteUse: () => undefined,
};

/** Who it is, and from where, as records say it. */
export function doerOf({ kind, id, name, isPanel = false, from }: Principal): Doer {
  const person = isPanel ? 'panel' : 'person';
  return {
    by: { kind: kind === 'session' ? person : kind, id, ...(name !== undefined && { name }) },
    ...(from !== undefined && { from }),
  };
}
