// What a bench needs before it starts: programs, peers, and the build of what is measured.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { installDebianPackages } from '../../support/debian.mjs';

const ROOT = join(import.meta.dirname, '../../..');
const BENCH = join(import.meta.dirname, '..');

function run(folder, command, ...args) {
  const { status } = spawnSync(command, args, { cwd: folder, stdio: 'inherit' });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed`);
}

export function prepare() {
  if (process.platform !== 'linux' || availableParallelism() < 2)
    throw new Error('the bench needs Linux and two cores: one for the server, one for the load');
  installDebianPackages({
    wrk: '/usr/bin/wrk',
    mosquitto: '/usr/sbin/mosquitto',
    'mosquitto-clients': '/usr/bin/mosquitto_pub',
    chromium: '/usr/bin/chromium',
  });
  if (!existsSync(join(BENCH, 'node_modules'))) run(BENCH, 'npm', 'ci', '--no-audit', '--no-fund');
  run(ROOT, process.execPath, '.esbuild.mjs');
}
