/** Where a browser lets it, which is behind https, the page opens while the hub is away too (worker.ts). */
export function keepPage(): void {
  if (!isSecureContext) return;
  // A browser that keeps nothing, as in a private window, shows the page all the same.
  navigator.serviceWorker.register('/worker.js').catch(() => undefined);
}
