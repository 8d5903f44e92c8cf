import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { LiveSession, type SessionRecord } from '../../../src/app/people/live-session.ts';
import type { UserRecord } from '../../../src/app/users/users.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import { isoTime } from '../../../src/domain/units.ts';
import { use } from '../../support/sessions.ts';

const MADE_MS = Date.parse('2026-01-15T10:00:00Z');
const RECORD: SessionRecord = {
  id: 'ses_00000001',
  kind: 'cookie',
  userId: 'usr_00000001',
  createdAtMs: MADE_MS,
  passwordAtMs: MADE_MS,
  address: '192.168.1.20',
  expiresAtMs: MADE_MS + LIMITS.cookieMs,
};

describe('a session', () => {
  it('of a cookie ends when nobody uses it, and in the end however much it is used', () => {
    const session = new LiveSession(RECORD);
    assert.equal(session.endsAtMs, MADE_MS + LIMITS.cookieIdleMs);
    session.seen(RECORD.expiresAtMs - 1);
    assert.equal(session.endsAtMs, RECORD.expiresAtMs);
  });

  it('of tokens ends when they do', () => {
    const session = new LiveSession({ ...RECORD, kind: 'jwt' });
    assert.equal(session.endsAtMs, RECORD.expiresAtMs);
  });

  it('is kept alive by what was let in, and by nothing else', () => {
    const session = new LiveSession(RECORD);
    const principal = session.principal(undefined, new Set());
    use(principal, MADE_MS + 5_000, false);
    assert.deepEqual([session.lastSeenAtMs, session.isUseSaved], [MADE_MS, true]);
    use(principal, MADE_MS + 5_000);
    assert.deepEqual([session.lastSeenAtMs, session.isUseSaved], [MADE_MS + 5_000, false]);
  });

  it('without a person is a panel’s', () => {
    const panels = { ...RECORD, userId: undefined };
    const { id, isPanel } = new LiveSession(panels).principal(undefined, new Set());
    assert.deepEqual([id, isPanel], ['panel', true]);
    assert.equal(new LiveSession(panels).view(undefined).userId, 'panel');
  });

  it('is a principal with the name, the rights and the end of who opened it', () => {
    const user = { id: 'usr_00000001', name: 'Ada' } as UserRecord;
    const permissions = new Set(['zones:read'] as const);
    const principal = new LiveSession(RECORD).principal(user, permissions);
    // Its function is no part of what is compared.
    assert.deepEqual(JSON.parse(JSON.stringify({ ...principal, permissions: [...permissions] })), {
      id: 'usr_00000001',
      kind: 'session',
      name: 'Ada',
      permissions: ['zones:read'],
      isPanel: false,
      expiresAtMs: MADE_MS + LIMITS.cookieIdleMs,
      sessionId: RECORD.id,
      passwordAtMs: MADE_MS,
    });
  });

  it('is shown with all that its owner knows it by', () => {
    assert.deepEqual(new LiveSession({ ...RECORD, userAgent: 'curl/8.5.0' }).view(undefined), {
      id: RECORD.id,
      kind: 'cookie',
      userId: 'usr_00000001',
      createdAt: '2026-01-15T10:00:00Z',
      lastSeenAt: '2026-01-15T10:00:00Z',
      expiresAt: isoTime(MADE_MS + LIMITS.cookieIdleMs),
      address: '192.168.1.20',
      userAgent: 'curl/8.5.0',
      program: 'curl',
      current: false,
    });
  });

  it('shows whether it is the asker’s own, and its program in words', () => {
    const view = new LiveSession({ ...RECORD, userAgent: 'curl/8.5.0' }).view(RECORD.id);
    assert.deepEqual(
      [view.current, view.program, view.expiresAt],
      [true, 'curl', isoTime(MADE_MS + LIMITS.cookieIdleMs)],
    );
    const other = new LiveSession(RECORD).view('ses_00000002');
    assert.deepEqual([other.current, 'program' in other], [false, false]);
  });
});

describe('a session, after the clock turned out wrong', () => {
  const BY_MS = -1_000_000;
  const moved = (sinceMs: number, record: SessionRecord = RECORD) => {
    const session = new LiveSession(record);
    const isMoved = session.moveAlong({ sinceMs, byMs: BY_MS });
    return { session, isMoved };
  };

  it('that was made by the wrong one lasts as long as it was to', () => {
    const { session, isMoved } = moved(MADE_MS - 1);
    assert.equal(isMoved, true);
    const { createdAtMs, passwordAtMs, expiresAtMs } = session.record;
    assert.deepEqual(
      [createdAtMs, passwordAtMs, expiresAtMs, session.lastSeenAtMs],
      [MADE_MS, MADE_MS, RECORD.expiresAtMs, MADE_MS].map((atMs) => atMs + BY_MS),
    );
    assert.equal(session.isUseSaved, false);
  });

  it('that is older stays as it was, but for what happened since', () => {
    const { session, isMoved } = moved(MADE_MS);
    assert.deepEqual([isMoved, session.record], [false, RECORD]);
    const later = moved(MADE_MS, { ...RECORD, passwordAtMs: MADE_MS + 1 });
    assert.deepEqual(
      [later.isMoved, later.session.record],
      [true, { ...RECORD, passwordAtMs: MADE_MS + 1 + BY_MS }],
    );
  });

  const PANELS = { ...RECORD, userId: undefined, passwordAtMs: undefined };

  it('that is older and was used since has its last use moved alone', () => {
    const session = new LiveSession(PANELS);
    session.seen(MADE_MS + 2_000);
    session.isUseSaved = true;
    assert.equal(session.moveAlong({ sinceMs: MADE_MS + 1_999, byMs: BY_MS }), true);
    assert.deepEqual(
      [session.record, session.lastSeenAtMs, session.isUseSaved],
      [PANELS, MADE_MS + 2_000 + BY_MS, false],
    );
  });

  it('that nobody used since has no use to be written', () => {
    const { session, isMoved } = moved(MADE_MS, PANELS);
    assert.deepEqual(
      [isMoved, session.record, session.lastSeenAtMs, session.isUseSaved],
      [false, PANELS, MADE_MS, true],
    );
  });

  it('that was made since, though its last use was moved before then, moves by itself', () => {
    const session = new LiveSession(PANELS);
    session.seen(MADE_MS + 2_000);
    session.moveAlong({ sinceMs: MADE_MS + 1_000, byMs: BY_MS });
    const { lastSeenAtMs } = session;
    assert.equal(session.moveAlong({ sinceMs: MADE_MS - 1, byMs: 5_000 }), true);
    assert.deepEqual(session.record, {
      ...PANELS,
      createdAtMs: MADE_MS + 5_000,
      expiresAtMs: RECORD.expiresAtMs + 5_000,
    });
    assert.equal(session.lastSeenAtMs, lastSeenAtMs);
  });
});
