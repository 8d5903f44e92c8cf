/** The people of the house: what their roles let them do, and the rules for their names. */
import { effectivePermissions, PERMISSIONS, type Permission } from './access.ts';
import { invalid } from './errors.ts';
import { because } from './refusals.ts';
import { LIMITS } from './limits.ts';
import { nameFault } from './text.ts';

export const ROLES = ['owner', 'member'] as const;
export type Role = (typeof ROLES)[number];

/**
 * `panel` is whoever stands before a tablet on the wall and knows the PIN: it must not be a way to lasting access.
 * `enrolling` is who has to set up a second factor first.
 */
type Standing = Role | 'panel' | 'enrolling';

const GRANTS: Readonly<Record<Standing, ReadonlySet<Permission>>> = {
  owner: effectivePermissions(PERMISSIONS),
  member: effectivePermissions(undefined),
  panel: effectivePermissions([
    // What it may command says so itself (`isForPanel` of a route): zones and hot water, and no schedule.
    'zones:read',
    'equipment:read',
    'events:read',
    'history:read',
    'system:read',
  ]),
  enrolling: effectivePermissions([]),
};

export function permissionsOf(role: Standing): ReadonlySet<Permission> {
  return GRANTS[role];
}

/** One part, an @, another part: whether mail arrives there is not this hub's to know. */
const EMAIL = /^[^\s@<>()[\]\\,;:"\p{C}]+@[^\s@<>()[\]\\,;:"\p{C}]+$/u;

/** Characters that may become one in NFC, at most. */
const COMPOSED_OF = 4;

/**
 * The text in its one form; undefined where that is longer than `maxChars`. What certainly is, is not brought into it:
 * that takes time by the square of the marks that stand on one letter.
 */
function composed(text: string, maxChars: number): string | undefined {
  const trimmed = text.trim();
  if (trimmed.length > COMPOSED_OF * maxChars) return undefined;
  const normal = trimmed.normalize('NFC');
  return normal.length > maxChars ? undefined : normal;
}

/**
 * An e-mail address as it is kept and shown.
 * @throws HubError `invalid`
 */
export function parseEmail(text: string): string {
  const email = composed(text, LIMITS.emailChars);
  if (email === undefined)
    throw invalid(
      'email',
      `email must not be longer than ${LIMITS.emailChars} characters`,
      because('too_long', { max: LIMITS.emailChars }),
    );
  if (!EMAIL.test(email) || nameFault(email) !== undefined)
    throw invalid(
      'email',
      'email must be an address such as me@example.com',
      because('email_malformed'),
    );
  return email;
}

/** What two spellings of one address have in common: no two users have the same. */
export function emailKey(email: string): string {
  const key = email.trim().toLowerCase();
  return key.length > COMPOSED_OF * LIMITS.emailChars ? key : key.normalize('NFC');
}

/** @throws HubError `invalid` */
export function parseName(text: string): string {
  const name = composed(text, LIMITS.userNameChars) ?? '';
  if (name === '')
    throw invalid(
      'name',
      `name must have 1 to ${LIMITS.userNameChars} characters`,
      because('name_length', { max: LIMITS.userNameChars }),
    );
  const fault = nameFault(name);
  if (fault !== undefined) throw invalid('name', `name ${fault}`, because('name_characters'));
  return name;
}
