/** What people are asked for with, and what follows from a change of one: rules without a memory. */
import * as v from 'valibot';
import { parseEmail, parseName, permissionsOf, ROLES, type Role } from '../../domain/account.ts';
import { isWithin } from '../../domain/access.ts';
import type { Doer } from '../../domain/doer.ts';
import { HubError, invalid } from '../../domain/errors.ts';
import { because } from '../../domain/refusals.ts';
import type { NewEvent } from '../../domain/event.ts';
import { LIMITS } from '../../domain/limits.ts';
import { doerOf, type Principal } from '../base/principal.ts';
import type { UserRecord } from '../users/users.ts';

// Rules that a person has to be told in words are the domain's; here is what no good client sends.
const EMAIL = v.pipe(v.string(), v.maxLength(2 * LIMITS.emailChars));
const NAME = v.pipe(v.string(), v.maxLength(2 * LIMITS.userNameChars));
export const PASSWORD = v.pipe(v.string(), v.maxLength(LIMITS.passwordMaxBytes));

/** The body of `POST /api/auth/register`. */
export const REGISTRATION = v.strictObject({
  email: EMAIL,
  password: PASSWORD,
  name: NAME,
  setup_code: v.optional(v.pipe(v.string(), v.maxLength(100))),
});
export type Registration = v.InferOutput<typeof REGISTRATION>;
/** The body of `POST /api/users`. */
export const USER_REQUEST = v.strictObject({
  email: EMAIL,
  password: PASSWORD,
  name: NAME,
  role: v.picklist(ROLES),
});
export type UserRequest = v.InferOutput<typeof USER_REQUEST>;
/** The body of `PATCH /api/users/{userId}`. */
export const USER_CHANGE = v.partial(USER_REQUEST);
export type UserChange = v.InferOutput<typeof USER_CHANGE>;

/**
 * Whoever gives a role, or touches who has it, must be able to do as much: it would be a way to it.
 * @throws HubError `forbidden`
 */
export function refuseBeyond(by: Principal, role: Role): void {
  if (isWithin(permissionsOf(role), by.permissions)) return;
  throw new HubError('forbidden', `this needs all permissions that the role ${role} has`, {
    field: 'role',
    ...because('role_beyond_own'),
  });
}

/** @throws HubError `invalid` */
export function changedUser(
  before: UserRecord,
  { email, name, role, password }: UserChange,
  passwordHash?: string,
): UserRecord {
  if ([email, name, role, password].every((value) => value === undefined))
    throw invalid('body', 'give at least one of email, name, role, password');
  return {
    ...before,
    ...(email !== undefined && { email: parseEmail(email) }),
    ...(name !== undefined && { name: parseName(name) }),
    ...(role !== undefined && { role }),
    ...(passwordHash !== undefined && {
      passwordHash,
      passwordVersion: before.passwordVersion + 1,
    }),
  };
}

/** What an event of a person has in any case. */
export const ofUser = ({ id }: UserRecord, doer: Doer) => ({
  severity: 'info' as const,
  objectId: id,
  ...doer,
});

export function changeEvents(before: UserRecord, after: UserRecord, by: Principal): NewEvent[] {
  const changed = (['email', 'name', 'role'] as const).filter(
    (field) => after[field] !== before[field],
  );
  const told = ofUser(after, doerOf(by));
  const { name, role } = after;
  const events: NewEvent[] = [];
  if (changed.length > 0)
    events.push({ ...told, type: 'user_changed', data: { name, changed, role } });
  if (after.passwordVersion !== before.passwordVersion)
    events.push({ ...told, type: 'password_changed', data: { name } });
  return events;
}
