/** How far down a page was when it was left: who comes back finds it so. The browser's own way has the page drawn too late. */

/** By the entry of the browser's history. */
const tops = new Map<number, number>();
let wanted: number | undefined;
let endWaiting: () => void = () => undefined;

/** What is drawn later than this is somebody's to look for. */
const WAIT_MS = 3_000;
/** From then on the page is where somebody has it. */
const BY_HAND = ['wheel', 'touchstart', 'pointerdown', 'keydown'] as const;

/** @param top where the page is to be once it is drawn, after it was loaded anew */
export function startScroll(top: number | undefined): void {
  history.scrollRestoration = 'manual';
  wanted = top;
}

export const leaveAt = (entry: number): void => void tops.set(entry, scrollY);

/** Somebody comes to an entry, for the first time or again. */
export function comeTo(entry: number, isNew: boolean): void {
  endWaiting();
  wanted = isNew ? 0 : (tops.get(entry) ?? 0);
}

/** The page is drawn, or the first of it. */
export function land(): void {
  const top = wanted;
  wanted = undefined;
  if (top === undefined) return;
  scrollTo(0, top);
  if (scrollY < top) waitFor(top);
}

/** What the page shows is still on its way: it is not yet so long. */
function waitFor(top: number): void {
  const observer = new ResizeObserver(() => {
    scrollTo(0, top);
    if (scrollY >= top) end();
  });
  const end = () => {
    observer.disconnect();
    clearTimeout(timer);
    for (const name of BY_HAND) removeEventListener(name, end);
  };
  const timer = setTimeout(end, WAIT_MS);
  for (const name of BY_HAND) addEventListener(name, end, { passive: true });
  observer.observe(document.body);
  endWaiting = end;
}
