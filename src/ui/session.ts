/** Who is signed in on this page. */
import { signal } from '@preact/signals';
import type { SelfView } from '../app/people/who-am-i.ts';
import type { Permission } from '../domain/access.ts';
import type { Installation } from '../domain/installation.ts';
import { ApiError, call } from './api.ts';

/** What may be done to get in. */
export interface Door {
  readonly ownerExists: boolean;
  readonly pinEnabled: boolean;
  /** Whether the first owner has to know the setup code from here. */
  readonly setupCodeRequired: boolean;
  /** What helps at the machine of the hub goes by that. */
  readonly installation: Installation;
}

export type Session =
  | { readonly is: 'unknown' }
  /** The hub does not answer. */
  | { readonly is: 'unreachable' }
  | { readonly is: 'out'; readonly door: Door }
  | { readonly is: 'in'; readonly self: SelfView };

export const session = signal<Session>({ is: 'unknown' });

export async function loadSession(): Promise<void> {
  try {
    session.value = { is: 'in', self: await call<SelfView>('GET', '/api/auth/session') };
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) await standAtDoor();
    // Who is in stays in while the hub is away, with all that is being worked on.
    else if (session.value.is !== 'in') session.value = { is: 'unreachable' };
  }
}

/** Nobody is signed in any more. */
export async function standAtDoor(): Promise<void> {
  try {
    session.value = { is: 'out', door: await call<Door>('GET', '/api/auth/status') };
  } catch {
    session.value = { is: 'unreachable' };
  }
}

/** @throws ApiError */
export async function signIn(
  proof: { email: string; password: string; otp?: string } | { pin: string },
): Promise<void> {
  session.value = { is: 'in', self: await call<SelfView>('POST', '/api/auth/session', proof) };
}

/** @throws ApiError */
export async function signOut(): Promise<void> {
  await call('DELETE', '/api/auth/session');
  await standAtDoor();
}

export const self = (): SelfView | undefined =>
  session.value.is === 'in' ? session.value.self : undefined;

/** Whether who is signed in may do that. A panel on the wall commands zones without a right of its own. */
export function may(permission: Permission): boolean {
  const asker = self();
  if (asker === undefined) return false;
  return asker.permissions.includes(permission);
}

/** Whether zones and hot water may be set from here. */
export const mayCommand = (): boolean => may('zones:full') || self()?.role === 'panel';

/** Whether nothing is open to who is signed in but setting up a second step. */
export const mustEnrol = (): boolean => self()?.mustEnrol === true;
