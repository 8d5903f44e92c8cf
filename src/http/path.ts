/**
 * The one normal form of a request target. Guard and router both decide on it, so that no spelling of a path is open
 * to the one and closed to the other: what has two readings is refused, not resolved.
 */
import { HubError } from '../domain/errors.ts';
import { LIMITS } from '../domain/limits.ts';

export interface Target {
  /** Decoded; starts with `/`, has no empty, `.` or `..` part, save that it may end in `/`. */
  readonly path: string;
  /** What follows the `?`, as sent. */
  readonly query: string;
}

const CONTROL = /[\u0000-\u001f\u007f]/;
/** Encoded dot, slash, backslash and percent: each would make a second reading of the path. */
const ENCODED_STRUCTURE = /%(?:2e|2f|5c|25)/i;

function refuse(message: string): HubError {
  return new HubError('invalid', message, { field: 'path' });
}

function decode(path: string): string {
  if (ENCODED_STRUCTURE.test(path))
    throw refuse('the path has an encoded dot, slash, backslash or percent sign');
  try {
    return decodeURIComponent(path);
  } catch {
    throw refuse('the path has a malformed percent-encoding');
  }
}

/** @throws HubError `invalid` */
export function normaliseTarget(target: string): Target {
  if (target.length > LIMITS.requestTargetBytes) throw refuse('the path is too long');
  if (!target.startsWith('/'))
    throw refuse('the request target must be a path that starts with a slash');
  const mark = target.indexOf('?');
  const raw = mark === -1 ? target : target.slice(0, mark);
  const query = mark === -1 ? '' : target.slice(mark + 1);
  const path = raw.includes('%') ? decode(raw) : raw;
  if (path.includes('\\') || path.includes('#') || CONTROL.test(path)) {
    throw refuse('the path has a backslash, a number sign or a control character');
  }
  if (path.includes('//')) throw refuse('the path has an empty part');
  if (path.includes('/.') && path.split('/').some((part) => part === '.' || part === '..')) {
    throw refuse('the path has a dot part');
  }
  return { path, query };
}
