import { HubError } from '../domain/errors.ts';
import type { Head } from './head.ts';

/** Host and port of an origin or URL, as a Host header has them; undefined for what is none. */
function hostOf(url: string): string | undefined {
  const match = /^https?:\/\/(?<host>[^/?#@\s]+)(?:[/?#]|$)/i.exec(url);
  return match?.groups?.['host']?.toLowerCase();
}

/**
 * Refuses what a page of another origin has a browser send (CSRF). `Sec-Fetch-Site` is not sent to plain-http names,
 * so the origin is compared with the Host, which by then is known to be one of this hub's names.
 * @param isRequired whether a request without `Origin` and `Referer` is refused too
 * @throws HubError `forbidden`
 */
export function refuseForeignOrigin(head: Head, isRequired: boolean): void {
  const from = head.single('origin') ?? head.single('referer');
  if (from === undefined && !isRequired) return;
  const host = head.single('host')?.toLowerCase();
  if (from === undefined || host === undefined || hostOf(from) !== host) {
    throw new HubError('forbidden', "the request does not come from this hub's own page", {
      field: 'origin',
    });
  }
}
