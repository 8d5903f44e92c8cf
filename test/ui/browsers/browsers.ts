/** The browsers that Debian has, each started with nothing of an earlier one. */
import type { ChildProcess } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { end, lastingFolder, start } from '../../support/child.ts';
import { freePort } from '../../support/mosquitto.ts';
import { until } from '../../support/until.ts';
import { overHttp, overMarionette, type Driver } from './driver.ts';

/** Slow machines start slow browsers. */
const START_MS = 120_000;
const SCREEN = ':97';
const MINI_BROWSER = '/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser';

export interface Started {
  readonly driver: Driver;
  end(): Promise<void>;
}

/** Fetched as soon as it lets itself be. */
async function eventually<T>(connect: () => Promise<T>, what: string): Promise<T> {
  return until(async () => connect().catch(() => undefined), what, START_MS);
}

async function stopAll(driver: Driver, ...children: readonly ChildProcess[]): Promise<void> {
  await driver.send('end').catch(() => undefined);
  for (const child of children) await end(child, 'SIGKILL');
}

async function firefox(): Promise<Started> {
  const profile = lastingFolder();
  const port = await freePort();
  const preferences = {
    'marionette.port': port,
    'intl.accept_languages': 'en-GB',
    'browser.shell.checkDefaultBrowser': false,
    'datareporting.policy.dataSubmissionEnabled': false,
    'app.normandy.enabled': false,
    'dom.security.https_first': false,
  };
  const lines = Object.entries(preferences).map(
    ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`,
  );
  writeFileSync(join(profile, 'user.js'), lines.join('\n'));
  const args = ['--headless', '--marionette', '--no-remote', '--profile', profile];
  const child = start('/usr/bin/firefox-esr', args, { HOME: profile });
  const driver = await eventually(async () => overMarionette(port), 'Firefox');
  return { driver, end: async () => stopAll(driver, child) };
}

async function chromium(): Promise<Started> {
  const port = await freePort();
  const home = lastingFolder();
  const child = start('/usr/bin/chromedriver', [`--port=${port}`], { HOME: home });
  const args = ['--headless', '--no-sandbox', '--disable-gpu', '--lang=en-GB'];
  const capabilities = { 'goog:chromeOptions': { args, binary: '/usr/bin/chromium' } };
  const url = `http://127.0.0.1:${port}`;
  const driver = await eventually(async () => overHttp(url, capabilities), 'Chromium');
  return { driver, end: async () => stopAll(driver, child) };
}

/** It has no headless form: it draws to a screen that is nowhere. */
async function webkit(): Promise<Started> {
  const home = lastingFolder();
  const screen = start('/usr/bin/Xvfb', [
    SCREEN,
    '-screen',
    '0',
    '1400x1000x24',
    '-nolisten',
    'tcp',
  ]);
  const port = await freePort();
  const child = start('/usr/bin/WebKitWebDriver', [`--port=${port}`], {
    HOME: home,
    DISPLAY: SCREEN,
    LANG: 'en_GB.UTF-8',
    LANGUAGE: 'en_GB',
    LIBGL_ALWAYS_SOFTWARE: '1',
    WEBKIT_DISABLE_DMABUF_RENDERER: '1',
  });
  const browser = { binary: MINI_BROWSER, args: ['--automation'] };
  const url = `http://127.0.0.1:${port}`;
  const driver = await eventually(
    async () => overHttp(url, { 'webkitgtk:browserOptions': browser }),
    'WebKit',
  );
  return { driver, end: async () => stopAll(driver, child, screen) };
}

export const BROWSERS: Readonly<Record<string, () => Promise<Started>>> = {
  chromium,
  firefox,
  webkit,
};
