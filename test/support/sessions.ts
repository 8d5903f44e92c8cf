/** People, their sessions, and what is said where one is not let in. */
import assert from 'node:assert/strict';
import type { AuthResult } from '../../src/app/base/credential-ports.ts';
import type { Principal } from '../../src/app/base/principal.ts';
import type { NewEvent } from '../../src/domain/event.ts';
import { createTestHousehold, LAN, OWNER_LOGIN, refusedAs } from './accounts.ts';

export const ORIGIN = { client: LAN, userAgent: 'test' };
export const PIN = '274916';
export const ended = refusedAs('unauthorized', 'Invalid or expired token');

export async function household() {
  const test = await createTestHousehold();
  const owner = await test.signIn.signIn(OWNER_LOGIN.email, OWNER_LOGIN.password, LAN);
  const member = await test.signIn.signIn('member@example.com', 'battery staple', LAN);
  return { ...test, provenOwner: owner, provenMember: member };
}

export function principalOf(verdict: AuthResult): Principal {
  assert.ok(!('refused' in verdict), JSON.stringify(verdict));
  return verdict.principal;
}
export const descriptionOf = (verdict: AuthResult) =>
  'refused' in verdict && verdict.refused === 'invalid' ? verdict.description : 'let in';

export const whyOf = (event: NewEvent | undefined) =>
  event?.type === 'session_ended' ? event.data.why : undefined;

export function use(principal: Principal, atMs: number, wasLetIn = true) {
  const what = { method: 'GET', path: '/api/zones', status: 200, address: LAN.address };
  principal.noteUse({ ...what, atMs, userAgent: undefined }, wasLetIn);
}
