/** The cookie that holds a person's session. */

export const SESSION_COOKIE = 'aris_session';

/** The values of a cookie in a `Cookie` header. */
export function cookieValues(header: string | undefined, name: string): string[] {
  return (header ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1));
}

/** More than one where somebody set a second, which none but the hub should. */
export const sessionCookies = (header: string | undefined): string[] =>
  cookieValues(header, SESSION_COOKIE);

/**
 * The `Set-Cookie` header's value. No page's script can read it, no other site's page can send it.
 * @param maxAgeS 0 to have it forgotten
 */
export function setSessionCookie(value: string, maxAgeS: number, isSecure: boolean): string {
  return [
    `${SESSION_COOKIE}=${value}`,
    'HttpOnly',
    'SameSite=Strict',
    'Path=/',
    `Max-Age=${maxAgeS}`,
    ...(isSecure ? ['Secure'] : []),
  ].join('; ');
}
