/** The pages and their addresses. The hub serves the document at each of these (http/routes/page.ts). */

export type PagePlace =
  | { readonly page: 'home' | 'plant' | 'energy' | 'events' | 'missing' }
  | { readonly page: 'zone'; readonly zoneId: string }
  | { readonly page: 'settings'; readonly section: string };

/** @param path of a location: percent-encoded */
export function placeOf(path: string): PagePlace {
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
