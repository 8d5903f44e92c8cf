/**
 * Keeps the page itself in the browser: it opens while the hub is away, and says so. Of the house nothing is kept. A service
 * worker, in a file of its own at `/worker.js`.
 */
import { placeOf } from '../place.ts';

interface WorkerEvent extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface FetchEvent extends WorkerEvent {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}

/** With another page comes another worker, and what was kept by the one before goes. */
const KEPT = `aris-page-${ARIS_PAGE_BUILD}`;
const DOCUMENT = '/';
/** The document depends on the language that is asked for: there is one of them here, and it is the last. */
const ANY = { ignoreVary: true };

/** The document, and all that it names. */
async function keep(): Promise<void> {
  const answer = await fetch(DOCUMENT, { cache: 'no-cache' });
  if (!answer.ok) throw new Error(`the document was answered with ${answer.status}`);
  const text = await answer.clone().text();
  const assets = [...text.matchAll(/"(\/assets\/[^"]+)"/g)].map(([, path = '']) => path);
  const kept = await caches.open(KEPT);
  await kept.addAll(assets);
  await kept.put(DOCUMENT, answer);
}

async function forgetOthers(): Promise<void> {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name !== KEPT).map(async (name) => caches.delete(name)));
}

/** In another language, most likely. */
async function keepIfOther(answer: Response): Promise<void> {
  const kept = await caches.match(DOCUMENT, ANY);
  if (kept?.headers.get('ETag') !== answer.headers.get('ETag')) await keep();
}

/** As the hub has it; where neither it nor a proxy before it can say, as it is kept. */
async function documentNow(event: FetchEvent): Promise<Response> {
  const answer = await fetch(event.request).catch(() => undefined);
  if (answer !== undefined && answer.status < 500) {
    if (answer.ok) event.waitUntil(keepIfOther(answer.clone()));
    return answer;
  }
  return (await caches.match(DOCUMENT, ANY)) ?? answer ?? Response.error();
}

async function asset(request: Request): Promise<Response> {
  return (await caches.match(request, ANY)) ?? fetch(request);
}

addEventListener('install', (event) => {
  (event as WorkerEvent).waitUntil(keep());
});
addEventListener('activate', (event) => {
  (event as WorkerEvent).waitUntil(forgetOthers());
});
addEventListener('fetch', (given) => {
  const event = given as FetchEvent;
  const { method, mode, url } = event.request;
  const { origin, pathname } = new URL(url);
  if (method !== 'GET' || origin !== location.origin) return;
  if (pathname.startsWith('/assets/')) event.respondWith(asset(event.request));
  else if (mode === 'navigate' && placeOf(pathname).page !== 'missing')
    event.respondWith(documentNow(event));
});
