/**
 * `npm run browsers -- [chromium] [firefox] [webkit]`: the daily tasks in each of these, against a hub of its own at
 * http://aris.local. Its name and its port 80 are of a network and a table of hosts that end with the run; that takes
 * root.
 */
/* eslint-disable no-console -- A program that reports to who started it. */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { installDebianPackages } from '../../support/debian.mjs';
import { lastingFolder } from '../../support/child.ts';
import { launchHub } from '../../support/hub.ts';
import { until } from '../../support/until.ts';
import { sampleHouseOf } from '../support/large-sample.ts';
import { BROWSERS } from './browsers.ts';
import { createPerson } from './person.ts';
import { ROOMS, TASKS } from './tasks.ts';

const WINDOW = { width: 1280, height: 900 } as const;
/** A loaded machine takes its time. */
const START_MS = 180_000;
const SCREENSHOTS = process.env['ARIS_SCREENSHOTS'];
/** Set in the network that is the run's own. */
const APART = 'ARIS_BROWSERS_APART';
const PACKAGES = {
  'firefox-esr': '/usr/bin/firefox-esr',
  'webkit2gtk-driver': '/usr/bin/WebKitWebDriver',
  'chromium-driver': '/usr/bin/chromedriver',
  xvfb: '/usr/bin/Xvfb',
};

function goApart(): never {
  installDebianPackages(PACKAGES);
  const hosts = join(lastingFolder(), 'hosts');
  writeFileSync(hosts, '127.0.0.1 localhost aris.local\n');
  // Where a machine has but its loopback address, WebKit's resolver finds no other name than localhost.
  const network = 'ip link set lo up && ip addr add 192.0.2.1/32 dev lo';
  const script = `${network} && mount --bind "$1" /etc/hosts && shift && exec "$@"`;
  const again = [process.execPath, ...process.execArgv, ...process.argv.slice(1)];
  const { status } = spawnSync(
    'unshare',
    ['--net', '--mount', 'sh', '-c', script, '-', hosts, ...again],
    {
      stdio: 'inherit',
      env: { ...process.env, [APART]: '1' },
    },
  );
  process.exit(status ?? 1);
}

interface Outcome {
  readonly passed: number;
  readonly failed: readonly string[];
}

async function live(name: string): Promise<Outcome> {
  const file = join(lastingFolder(), 'house.json');
  writeFileSync(file, JSON.stringify(sampleHouseOf(ROOMS)));
  const started = launchHub({ args: ['--virtual', '--house', file], port: 80 });
  const hub = await until(async () => started.ready().catch(() => undefined), 'the hub', START_MS);
  const browser = await BROWSERS[name]?.();
  if (browser === undefined) throw new Error(`no such browser: ${name}`);
  const { driver } = browser;
  console.log(`${name} ${driver.version}`);
  await driver.send('resize', WINDOW);
  const person = createPerson(driver);
  const failed: string[] = [];
  for (const [task, work] of Object.entries(TASKS)) {
    const startedMs = performance.now();
    try {
      await work({ person, hub });
      console.log(`  ok   ${task} (${((performance.now() - startedMs) / 1000).toFixed(1)} s)`);
    } catch (error) {
      failed.push(task);
      console.log(`  FAIL ${task}:`, error);
      await picture(`${name}-${failed.length}`, person);
    }
    // However it went.
    hub.signal('SIGCONT');
  }
  await browser.end();
  await hub.stop();
  return { passed: Object.keys(TASKS).length - failed.length, failed };
}

async function picture(name: string, { driver }: ReturnType<typeof createPerson>): Promise<void> {
  if (SCREENSHOTS === undefined) return;
  const base64 = (await driver.send('picture')) as string;
  writeFileSync(join(SCREENSHOTS, `${name}.png`), Buffer.from(base64, 'base64'));
}

if (process.env[APART] !== '1') goApart();
const asked = process.argv.slice(2);
let isWhole = true;
for (const name of asked.length > 0 ? asked : Object.keys(BROWSERS)) {
  const { passed, failed } = await live(name);
  console.log(`${name}: ${passed} passed, ${failed.length} failed`);
  isWhole &&= failed.length === 0;
}
process.exit(isWhole ? 0 : 1);
