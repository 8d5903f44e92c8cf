/** A session's record on disk, and the session in memory that is made of it. */
import * as v from 'valibot';
import type { Permission } from '../../domain/access.ts';
import { programOf } from '../../domain/agent.ts';
import { LIMITS } from '../../domain/limits.ts';
import { isoTime } from '../../domain/units.ts';
import type { ClockMove } from '../base/ports/clock.ts';
import type { Table } from '../base/ports/store.ts';
import type { Principal } from '../base/principal.ts';
import { recordValue, KEPT_TEXT } from '../base/schema.ts';
import type { UserRecord } from '../users/users.ts';

const RECORD = v.strictObject({
  id: v.string(),
  kind: v.picklist(['jwt', 'cookie']),
  userId: v.optional(v.string()),
  createdAtMs: v.number(),
  passwordAtMs: v.optional(v.number()),
  address: v.string(),
  userAgent: v.optional(KEPT_TEXT),
  expiresAtMs: v.number(),
  cookieHash: v.optional(v.string()),
  confirmedGeneration: v.optional(v.number()),
});
const USE = v.strictObject({ lastSeenAtMs: v.number() });

export interface SessionRecord {
  /** `ses_` and eight base62 characters. */
  readonly id: string;
  readonly kind: 'jwt' | 'cookie';
  /** Undefined for a panel's. */
  readonly userId?: string | undefined;
  readonly createdAtMs: number;
  /** When the password was last given; never for a panel. */
  readonly passwordAtMs?: number | undefined;
  /** Where it was opened from, and with what. */
  readonly address: string;
  readonly userAgent?: string | undefined;
  readonly expiresAtMs: number;
  /** Of a cookie: SHA-256 of id and secret, base64. */
  readonly cookieHash?: string | undefined;
  /** Of access and refresh tokens: the highest generation that a client has shown to hold. */
  readonly confirmedGeneration?: number | undefined;
}

export const SESSIONS: Table<SessionRecord> = {
  name: 'sessions',
  version: 1,
  parse: (value) => recordValue(RECORD, value),
};
/** Apart from the sessions: a late write of a use must never bring back a session that has ended. */
export const SESSION_USE: Table<v.InferOutput<typeof USE>> = {
  name: 'session_use',
  version: 1,
  parse: (value) => recordValue(USE, value),
};

/** A session as it is shown. */
export interface SessionView {
  readonly id: string;
  readonly kind: SessionRecord['kind'];
  /** `panel` where it was opened with the PIN. */
  readonly userId: string;
  readonly createdAt: string;
  readonly lastSeenAt: string;
  readonly expiresAt: string;
  readonly address: string;
  readonly userAgent?: string;
  /** `userAgent` in a few words. */
  readonly program?: string | undefined;
  /** Whether it is the asker's very own. */
  readonly current: boolean;
}

export class LiveSession {
  record: SessionRecord;
  lastSeenAtMs: number;
  isUseSaved = true;

  constructor(record: SessionRecord) {
    this.record = record;
    this.lastSeenAtMs = record.createdAtMs;
  }

  /** A cookie that nobody uses ends sooner. */
  get endsAtMs(): number {
    const { kind, expiresAtMs } = this.record;
    return kind === 'cookie'
      ? Math.min(expiresAtMs, this.lastSeenAtMs + LIMITS.cookieIdleMs)
      : expiresAtMs;
  }

  /** After the clock turned out wrong. @returns whether it is another then */
  moveAlong({ sinceMs, byMs }: ClockMove): boolean {
    const moved = (atMs: number) => (atMs > sinceMs ? atMs + byMs : atMs);
    const { createdAtMs, passwordAtMs, expiresAtMs } = this.record;
    const isSeen = this.lastSeenAtMs > sinceMs;
    if (isSeen) this.seen(moved(this.lastSeenAtMs));
    if (createdAtMs > sinceMs)
      this.record = {
        ...this.record,
        createdAtMs: createdAtMs + byMs,
        expiresAtMs: expiresAtMs + byMs,
      };
    if (passwordAtMs !== undefined)
      this.record = { ...this.record, passwordAtMs: moved(passwordAtMs) };
    return isSeen || createdAtMs > sinceMs || (passwordAtMs ?? -Infinity) > sinceMs;
  }

  seen(atMs: number): void {
    this.lastSeenAtMs = atMs;
    this.isUseSaved = false;
  }

  /** @param user undefined for a panel's session */
  principal(
    user: UserRecord | undefined,
    permissions: ReadonlySet<Permission>,
    expiresAtMs = this.endsAtMs,
  ): Principal {
    const { id, passwordAtMs } = this.record;
    return {
      id: user?.id ?? 'panel',
      kind: 'session',
      name: user?.name,
      permissions,
      isPanel: user === undefined,
      expiresAtMs,
      sessionId: id,
      passwordAtMs,
      noteUse: ({ atMs }, wasLetIn) => {
        if (wasLetIn) this.seen(atMs);
      },
    };
  }

  view(currentId: string | undefined): SessionView {
    const { id, kind, userId = 'panel', createdAtMs, address, userAgent } = this.record;
    return {
      id,
      kind,
      userId,
      createdAt: isoTime(createdAtMs),
      lastSeenAt: isoTime(this.lastSeenAtMs),
      expiresAt: isoTime(this.endsAtMs),
      address,
      ...(userAgent !== undefined && { userAgent, program: programOf(userAgent) }),
      current: id === currentId,
    };
  }
}
