/**
 * The focus stays where somebody was. What has it may go: a row that is deleted, the button that opened a dialog and is
 * drawn no more. Browsers let it fall to the document then, and who goes by keyboard or ear begins anew at the top.
 */

/** What opens no keyboard on a phone comes first. */
const TARGETS = ['button:not([disabled]), a[href]', 'input:not([disabled]), select, [tabindex]'];

/** What has the focus, and what that lies in, nearest first. */
let way: readonly Element[] = [];

function wayTo(from: Element | null): readonly Element[] {
  const all: Element[] = [];
  for (let at = from; at !== null && at !== document.body; at = at.parentElement) all.push(at);
  return all;
}

/** What can have the focus nearest to where it was. */
function nearest(): HTMLElement | undefined {
  const place = way.find(({ isConnected }) => isConnected);
  const inPlace = TARGETS.map((targets) => place?.querySelector<HTMLElement>(targets));
  return inPlace.find((target) => target) ?? document.querySelector('main') ?? undefined;
}

function onChange(): void {
  if (document.activeElement !== document.body || way[0]?.isConnected !== false) return;
  nearest()?.focus({ preventScroll: true });
}

export function keepFocus(): void {
  addEventListener('focusin', ({ target }) => (way = wayTo(target as Element)));
  new MutationObserver(onChange).observe(document.body, { childList: true, subtree: true });
}
