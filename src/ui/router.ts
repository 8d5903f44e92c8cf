/** Which page the address asks for. The hub serves the page at each of these paths (http/routes/page.ts). */
import { signal } from '@preact/signals';

export type Place =
  | { readonly page: 'home' | 'plant' | 'events' | 'missing' }
  | { readonly page: 'zone'; readonly zoneId: string }
  | { readonly page: 'settings'; readonly section: string };

/** @param path of a location: percent-encoded */
export function placeOf(path: string): Place {
  const [page = '', part, ...more] = path.split('/').slice(1).map(decodeURIComponent);
  if (more.length > 0) return { page: 'missing' };
  if (page === 'zones' && part !== undefined && part !== '') return { page: 'zone', zoneId: part };
  if (page === 'settings') return { page, section: part ?? '' };
  if (part !== undefined) return { page: 'missing' };
  if (page === '') return { page: 'home' };
  return page === 'plant' || page === 'events' ? { page } : { page: 'missing' };
}

export const zonePath = (zoneId: string): string => `/zones/${encodeURIComponent(zoneId)}`;

export const place = signal<Place>({ page: 'home' });

function read(): void {
  try {
    place.value = placeOf(location.pathname);
  } catch {
    // An address that is no UTF-8.
    place.value = { page: 'missing' };
  }
}

export function goTo(path: string): void {
  if (path !== location.pathname) history.pushState(null, '', path);
  read();
  scrollTo(0, 0);
}

/** Whether a click asks for another page of this hub, here and now. */
function isOwnClick(event: MouseEvent, link: HTMLAnchorElement): boolean {
  const isPlain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey;
  const isPage = link.origin === location.origin && link.target === '' && !link.download;
  return isPlain && isPage && placeOf(link.pathname).page !== 'missing';
}

export function startRouter(): void {
  read();
  addEventListener('popstate', read);
  document.addEventListener('click', (event) => {
    const link = (event.target as Element).closest('a');
    if (link === null || event.defaultPrevented || !isOwnClick(event, link)) return;
    event.preventDefault();
    goTo(link.pathname);
  });
}
