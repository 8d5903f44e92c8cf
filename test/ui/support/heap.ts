/** What a page still has in memory. */
import type { Page } from 'playwright-core';

/** Every string of the page's JavaScript, as the browser's own heap snapshot has them, after all garbage is gone. */
export async function heapSnapshot(page: Page): Promise<string> {
  const cdp = await page.context().newCDPSession(page);
  const chunks: string[] = [];
  cdp.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk));
  await cdp.send('HeapProfiler.enable');
  await cdp.send('HeapProfiler.collectGarbage');
  await cdp.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  await cdp.detach();
  return chunks.join('');
}

/** What a page leaves behind in the browser besides: storage, cookies that it can read, addresses, and its text. */
export async function tracesOf(page: Page): Promise<string> {
  const kept = await page.evaluate(() =>
    JSON.stringify([
      Object.entries(localStorage),
      Object.entries(sessionStorage),
      document.cookie,
      history.state as unknown,
      location.href,
      performance.getEntriesByType('resource').map(({ name }) => name),
      [...document.querySelectorAll('input')].map(({ value }) => value),
    ]),
  );
  return kept + (await page.content());
}
