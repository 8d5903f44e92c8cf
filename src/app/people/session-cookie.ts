/** The cookie that holds a person's session. */

export const SESSION_COOKIE = 'aris_session';

/** Its values in a `Cookie` header: more than one where somebody set a second, which none but the hub should. */
export function sessionCookies(header: string | undefined): string[] {
  return (header ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${SESSION_COOKIE}=`))
    .map((pair) => pair.slice(SESSION_COOKIE.length + 1));
}

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
