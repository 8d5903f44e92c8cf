// `npm run dev`: the hub with a simulated house, built and started anew whenever a source changes; the page, once it is
// back at the hub, sees that it is another and loads itself anew. Whatever follows `--` goes to `aris serve`.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { watch } from 'node:fs';

const QUIET_MS = 100;
const args = process.argv.slice(2);
const serve = args.length > 0 ? args : ['--virtual', '--data', '.data'];

let hub;
let timer;
let isBuilding = false;
let isStale = false;

async function stop() {
  if (hub === undefined || hub.exitCode !== null || hub.signalCode !== null) return;
  const ended = once(hub, 'exit');
  hub.kill('SIGTERM');
  await ended;
}

/** A source that does not build leaves the hub as it is. */
async function renew() {
  if (isBuilding) {
    isStale = true;
    return;
  }
  isBuilding = true;
  do {
    isStale = false;
    const { status } = spawnSync(process.execPath, ['.esbuild.mjs'], { stdio: 'inherit' });
    if (status !== 0) continue;
    await stop();
    hub = spawn(process.execPath, ['--enable-source-maps', 'dist/main.js', 'serve', ...serve], {
      stdio: 'inherit',
    });
  } while (isStale);
  isBuilding = false;
}

watch('src', { recursive: true }, () => {
  clearTimeout(timer);
  timer = setTimeout(() => void renew(), QUIET_MS);
});
for (const signal of ['SIGINT', 'SIGTERM'])
  process.once(signal, () => void stop().then(() => process.exit(0)));
await renew();
