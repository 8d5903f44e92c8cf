/** What a password must be (NIST SP 800-63B, section 5.1.1.2): long enough, and none that is tried first. Nothing of what it is made of. */
import { invalid } from './errors.ts';
import { because } from './refusals.ts';
import { LIMITS } from './limits.ts';

const encoder = new TextEncoder();

/**
 * A secret in the one form in which it is judged, hashed and compared, since keyboards differ in how they send an é.
 * Undefined where it is over LIMITS.passwordMaxBytes, before or after.
 */
export function normaliseSecret(secret: string): string | undefined {
  // The form may be 18 times as long as what was sent, so that is looked at first.
  if (secret.length > LIMITS.passwordMaxBytes) return undefined;
  const normal = secret.normalize('NFKC');
  return encoder.encode(normal).length > LIMITS.passwordMaxBytes ? undefined : normal;
}

/** What to throw for one that has no such form. */
export const passwordTooLong = () =>
  invalid(
    'password',
    `a password has at most ${LIMITS.passwordMaxBytes} bytes`,
    because('password_too_long', { maxBytes: LIMITS.passwordMaxBytes }),
  );

/** Whose password it is. */
export interface PasswordOwner {
  readonly email: string;
  readonly name: string;
}

/** Whether a password, in lower case, is one that many have. */
export type IsCommon = (password: string) => boolean | Promise<boolean>;

/** @throws HubError `invalid`, naming the field `password` */
export async function checkPassword(
  password: string,
  { email, name }: PasswordOwner,
  isCommon: IsCommon,
): Promise<void> {
  const normal = normaliseSecret(password);
  if (normal === undefined) throw passwordTooLong();
  if (Array.from(normal).length < LIMITS.passwordMinChars)
    throw invalid(
      'password',
      `a password has at least ${LIMITS.passwordMinChars} characters`,
      because('password_too_short', { min: LIMITS.passwordMinChars }),
    );
  const folded = normal.toLowerCase();
  const [localPart = ''] = email.split('@');
  if ([email, localPart, name].some((text) => folded === text.normalize('NFKC').toLowerCase()))
    throw invalid(
      'password',
      'a password is not the e-mail address or the name it belongs to',
      because('password_of_owner'),
    );
  if (await isCommon(folded))
    throw invalid(
      'password',
      'this password is one of those that are tried first: choose another',
      because('password_common'),
    );
}
