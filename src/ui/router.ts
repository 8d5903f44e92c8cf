/** Which page is shown, and the steps from one to another. */
import { signal } from '@preact/signals';
import { addressOf, placeOf, type PagePlace } from './place.ts';
import { comeTo, leaveAt, startScroll } from './scroll.ts';

export const place = signal<PagePlace>({ page: 'home' });

/** Where to, once it is said what becomes of what is not saved here. */
export const leaving = signal<(() => void) | undefined>();

/** Who would lose something if this page were left. */
const guards = new Set<object>();

function askBrowser(event: BeforeUnloadEvent): void {
  event.preventDefault();
  // Browsers of before 2024 ask only for this.
  Object.assign(event, { returnValue: 'unsaved' });
}

/** Has people asked before they leave this page. @returns what ends it */
export function guard(): () => void {
  const one = {};
  guards.add(one);
  // Only as long as it is needed: with it, browsers do not keep the page for a quick way back.
  addEventListener('beforeunload', askBrowser);
  return () => {
    guards.delete(one);
    if (guards.size > 0) return;
    removeEventListener('beforeunload', askBrowser);
    leaving.value = undefined;
  };
}

/** Whether leaving the page would lose something. */
export const isGuarded = (): boolean => guards.size > 0;

/** Goes where `leaving` says, whatever is lost. */
export function leave(): void {
  const go = leaving.value;
  guards.clear();
  removeEventListener('beforeunload', askBrowser);
  leaving.value = undefined;
  go?.();
}

/** The path that is shown. */
let shown = '';
/** How many steps into this hub it is, as its entry in the browser's history says. */
let depth = 0;
/** The paths of the entries, as far as they were shown since the page was loaded. */
const paths = new Map<number, string>();

interface EntryState {
  readonly depth: number;
  /** How far down it was when the page went away. */
  readonly top?: number;
}

const stateIn = (state: unknown): Partial<EntryState> => (state as EntryState | null) ?? {};

function read(): void {
  shown = addressOf(location);
  paths.set(depth, shown);
  try {
    place.value = placeOf(shown);
  } catch {
    // An address that is no UTF-8.
    place.value = { page: 'missing' };
  }
}

/** What lies over the page, the topmost last: a step back closes it, and leaves the page where it is. */
const layers: { readonly close: () => void }[] = [];
/** A step back that the page takes itself, and what waits for its end. */
let ownStep: { next?: () => void } | undefined;

/** Something opens over the page. @returns what is to be called when it is closed */
export function layOver(close: () => void): () => void {
  const layer = { close };
  let hasPlace = false;
  const takePlace = () => {
    if (!layers.includes(layer)) return;
    history.pushState({ depth: ++depth }, '', shown);
    hasPlace = true;
  };
  layers.push(layer);
  // Else the step that is under way would not be taken.
  if (ownStep === undefined) takePlace();
  else ownStep.next = takePlace;
  return () => {
    const index = layers.indexOf(layer);
    // Closed by a step back, or left with its page.
    if (index === -1) return;
    layers.splice(index, 1);
    if (!hasPlace) return;
    ownStep = {};
    history.back();
  };
}

function show(path: string): void {
  if (ownStep !== undefined) {
    ownStep.next = () => show(path);
    return;
  }
  leaveAt(depth);
  // The place of what lay over the page is taken by the next one.
  if (layers.length > 0) history.replaceState({ depth }, '', path);
  else if (path !== shown) history.pushState({ depth: ++depth }, '', path);
  layers.length = 0;
  comeTo(depth, true);
  read();
}

export function goTo(path: string): void {
  if (guards.size === 0 || path === shown) show(path);
  else leaving.value = () => show(path);
}

/** Back to a page, and to where somebody was in it, if they came from there; else to it as by any link. */
export function goBackTo(path: string): void {
  const cameFrom = layers.length === 0 && paths.get(depth - 1) === path;
  if (cameFrom) history.back();
  else goTo(path);
}

/** What lay over the page is closed, by who looks at it or by the page itself. */
function endLayer(): void {
  const own = ownStep;
  ownStep = undefined;
  if (own === undefined) layers.pop()?.close();
  else own.next?.();
}

/** After a step back or forth: the browser is there already. */
function onStep({ state }: PopStateEvent): void {
  const by = (stateIn(state).depth ?? depth) - depth;
  if (ownStep !== undefined || (by < 0 && layers.length > 0)) {
    depth += by;
    endLayer();
    return;
  }
  if (addressOf(location) === shown || guards.size === 0 || by === 0) {
    leaveAt(depth);
    depth += by;
    if (addressOf(location) === shown) return;
    comeTo(depth, false);
    read();
    return;
  }
  // It comes back until somebody has said what becomes of what is not saved.
  history.go(-by);
  leaving.value = () => history.go(by);
}

/** Whether a click asks for another page of this hub, here and now. */
function isOwnClick(event: MouseEvent, link: HTMLAnchorElement): boolean {
  const isPlain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey;
  const isPage = link.origin === location.origin && link.target === '' && !link.download;
  return isPlain && isPage && placeOf(addressOf(link)).page !== 'missing';
}

export function startRouter(): void {
  const { depth: former = 0, top } = stateIn(history.state);
  depth = former;
  history.replaceState({ depth }, '');
  startScroll(top);
  addEventListener('pagehide', () => history.replaceState({ depth, top: scrollY }, ''));
  read();
  addEventListener('popstate', onStep);
  document.addEventListener('click', (event) => {
    const link = (event.target as Element).closest('a');
    if (link === null || event.defaultPrevented || !isOwnClick(event, link)) return;
    event.preventDefault();
    if (link.classList.contains('back')) goBackTo(addressOf(link));
    else goTo(addressOf(link));
  });
}
