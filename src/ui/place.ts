/** The pages and their addresses. The hub serves the document at each of these (http/routes/page.ts). */

export type PagePlace =
  | { readonly page: 'home' | 'plant' | 'energy' | 'events' | 'missing' }
  | { readonly page: 'panel' }
  | { readonly page: 'zone'; readonly zoneId: string }
  | { readonly page: 'settings'; readonly section: string };

/** Where the panel on the wall is: Home's own document, so that a tablet is pointed at it by a few letters. */
export const PANEL = '/#panel';

/** What tells pages apart: the path, and of what follows it the panel alone. */
export const addressOf = ({ pathname, hash }: Pick<Location, 'pathname' | 'hash'>): string =>
  pathname + hash === PANEL ? PANEL : pathname;

/** @param path an address, percent-encoded */
export function placeOf(path: string): PagePlace {
  if (path === PANEL) return { page: 'panel' };
  const [page = '', part, ...more] = path.split('/').slice(1).map(decodeURIComponent);
  if (more.length > 0) return { page: 'missing' };
  if (page === 'zones' && part !== undefined && part !== '') return { page: 'zone', zoneId: part };
  if (page === 'settings') return { page, section: part ?? '' };
  if (part !== undefined) return { page: 'missing' };
  if (page === '') return { page: 'home' };
  return page === 'plant' || page === 'energy' || page === 'events'
    ? { page }
    : { page: 'missing' };
}

export const zonePath = (zoneId: string): string => `/zones/${encodeURIComponent(zoneId)}`;
