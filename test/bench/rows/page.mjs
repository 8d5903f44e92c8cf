// The page: what a browser loads before it shows the house of 20 zones, and how long that takes on a slow processor.
import { once } from 'node:events';
import { chromium } from 'playwright-core';
import { startHouse } from '../lib/hub.mjs';
import { median } from '../lib/numbers.mjs';
import { unpinned, withCleanup } from '../lib/process.mjs';
import { result } from '../lib/results.mjs';

/** A phone's processor, as the developer tools have it. */
const SLOWDOWN = 4;
const OWNER = { email: 'bench@example.com', password: 'a long bench password', name: 'Bench' };
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-sync',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-dev-shm-usage',
];

/** Tells when there is first something of a zone to press. */
function tellInteractive() {
  const look = () => {
    if (document.querySelector('main a[href^="/zones/"]') === null)
      return requestAnimationFrame(look);
    window.tellMs(String(performance.now()));
  };
  look();
}

async function ask(url, path, cookie) {
  const answer = await fetch(url + path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...(cookie && { Cookie: cookie }) },
    body: JSON.stringify(
      path.endsWith('register') ? OWNER : { email: OWNER.email, password: OWNER.password },
    ),
  });
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer;
}

async function signIn(url) {
  await ask(url, '/api/auth/register');
  const answer = await ask(url, '/api/auth/session');
  const [, name, value] = /^([^=]+)=([^;]+)/.exec(answer.headers.get('set-cookie'));
  return { name, value, url: 'http://aris.local' };
}

/** One visit with an empty cache. */
async function visit(browser, cookie) {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
  await context.addCookies([cookie]);
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWDOWN });
  // The page tells by itself: a driver that looked into it would be slowed down with it, and hold it up.
  await devtools.send('Runtime.enable');
  await devtools.send('Runtime.addBinding', { name: 'tellMs' });
  const told = once(devtools, 'Runtime.bindingCalled');
  await page.addInitScript(tellInteractive);
  await page.goto('http://aris.local/', { waitUntil: 'commit' });
  const [{ payload }] = await told;
  const bytes = await page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .filter(({ name }) => /\.(?:js|css)$/.test(name))
      .reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0),
  );
  await context.close();
  return { interactiveMs: Number(payload), bytes };
}

export async function measure({ rounds }) {
  return await withCleanup(async (defer) => {
    const { url } = await startHouse(defer);
    const cookie = await signIn(url);
    const { port } = new URL(url);
    // A browser is several processes, and a phone has several cores.
    const browser = await unpinned(() =>
      chromium.launch({
        executablePath: '/usr/bin/chromium',
        args: [...FLAGS, `--host-resolver-rules=MAP aris.local:80 127.0.0.1:${port}`],
      }),
    );
    defer(() => browser.close());
    await visit(browser, cookie);
    const visits = [];
    for (let round = 0; round < rounds; round++) visits.push(await visit(browser, cookie));
    const [{ bytes }] = visits;
    const times = visits.map(({ interactiveMs }) => interactiveMs);
    return [
      result({
        name: 'the page: JavaScript and CSS before the house is shown, compressed',
        value: bytes / 1_000,
        unit: 'kB',
        decimals: 1,
        detail: 'over plain HTTP, so gzip',
        budget: { atMost: 80 },
      }),
      result({
        name: 'the page: until a zone of 20 can be pressed, on a processor slowed down four times',
        value: median(times),
        unit: 'ms',
        decimals: 0,
        detail: `an empty cache; slowest ${Math.max(...times).toFixed(0)} ms`,
        budget: { atMost: 1_000 },
      }),
    ];
  });
}
