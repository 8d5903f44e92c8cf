/**
 * Which credentials a path asks for: the binding table. It is read with the very path that the
 * router uses. What is none of the guarded prefixes is open, and has nothing but what open routes serve.
 */

/**
 * - `api`: a token or a session
 * - `v1`: a token alone; the path is an alias of the same one below `/api`
 * - `prometheus`: a token or a session
 * - `admin`: the admin secret alone
 */
export type Surface = 'open' | 'api' | 'v1' | 'prometheus' | 'admin';

/** Whether a path is that of the prefix, or below it. */
const below = (prefix: string, path: string) =>
  path.startsWith(prefix) && (path.length === prefix.length || path[prefix.length] === '/');

/** What a program with a token has no business with: there, people sign in. */
const PEOPLE_ONLY = ['/api/auth', '/api/admin', '/api/users', '/api/sessions', '/api/lockouts'];

export interface PathBinding {
  readonly surface: Surface;
  /** Where the router finds it. */
  readonly path: string;
  /** Whether there is nothing there for who comes by this path. */
  readonly isDeadEnd?: true;
}

/** @param path normalised */
export function bindingOf(path: string): PathBinding {
  for (const alias of ['/api/v1', '/v1']) {
    if (!below(alias, path)) continue;
    const routed = `/api${path.slice(alias.length)}`;
    const isPeoples = PEOPLE_ONLY.some((prefix) => below(prefix, routed));
    return { surface: 'v1', path: routed, ...(isPeoples && { isDeadEnd: true }) };
  }
  if (below('/api/admin', path)) return { surface: 'admin', path };
  if (below('/api', path)) return { surface: 'api', path };
  if (below('/prometheus', path)) return { surface: 'prometheus', path };
  return { surface: 'open', path };
}
