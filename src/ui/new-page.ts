/** A page that is open while the hub gets a new one: it loads itself anew, once the hub is back. */
import { isGuarded } from './router.ts';
import { connection } from './stream.ts';

const ownScript = () => document.querySelector<HTMLScriptElement>('script[type=module]')?.src;

/** The script of the page that the hub has now; undefined where it does not say. */
async function hubsScript(): Promise<string | undefined> {
  try {
    const answer = await fetch('/', { cache: 'no-cache' });
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const path = page.querySelector('script[type=module]')?.getAttribute('src');
    return answer.ok && path ? new URL(path, location.href).href : undefined;
  } catch {
    return undefined;
  }
}

const mayLeave = () => !isGuarded() && document.querySelector('dialog[open]') === null;

async function renew(): Promise<void> {
  const theirs = await hubsScript();
  if (theirs !== undefined && theirs !== ownScript() && mayLeave()) location.reload();
}

/** Looks whenever the hub was away. */
export function renewAfterUpgrade(): void {
  let wasLost = false;
  connection.subscribe((state) => {
    if (state === 'live' && wasLost) void renew();
    wasLost = state === 'lost';
  });
}
