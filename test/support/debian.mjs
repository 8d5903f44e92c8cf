// The Debian programs that the suites drive for real. Where one is missing and this user may install it, it is
// installed with its service kept from starting; else the one line to run is printed and the gate fails.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Package → a program whose presence shows that it is installed. */
const GATE_PACKAGES = {
  mosquitto: '/usr/sbin/mosquitto',
  'mosquitto-clients': '/usr/bin/mosquitto_pub',
  prometheus: '/usr/bin/promtool',
  systemd: '/usr/bin/systemd-analyze',
  'systemd-sysv': '/sbin/init',
  'systemd-container': '/usr/bin/systemd-nspawn',
  dbus: '/usr/bin/dbus-daemon',
  curl: '/usr/bin/curl',
  faketime: '/usr/bin/faketime',
  lintian: '/usr/bin/lintian',
  chromium: '/usr/bin/chromium',
  'python3-requests': '/usr/share/doc/python3-requests',
};

/** A command prefix under which this user may install packages, or undefined. */
function privilege() {
  if (process.getuid() === 0) return [];
  return spawnSync('sudo', ['-n', 'true']).status === 0 ? ['sudo', '-n'] : undefined;
}

export function installDebianPackages(packages = GATE_PACKAGES) {
  const missing = Object.keys(packages).filter((name) => !existsSync(packages[name]));
  if (missing.length === 0) return;
  const line = `apt-get install -y --no-install-recommends ${missing.join(' ')}`;
  const prefix = privilege();
  if (prefix === undefined || !existsSync('/usr/bin/apt-get')) {
    console.error(`This needs programs that are not installed. Run:\n  sudo ${line}`);
    process.exit(1);
  }
  console.log(`installing ${missing.join(', ')} …`);
  // Debian asks this script before starting a service; 101 forbids it (invoke-rc.d's policy layer).
  const folder = mkdtempSync(join(tmpdir(), 'aris-apt-'));
  const policy = '/usr/sbin/policy-rc.d';
  const ours = !existsSync(policy);
  writeFileSync(join(folder, 'policy'), '#!/bin/sh\nexit 101\n');
  const run = (...words) => {
    const [command, ...rest] = [...prefix, ...words];
    return spawnSync(command, rest, {
      encoding: 'utf8',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  };
  if (ours) run('install', '-m', '755', join(folder, 'policy'), policy);
  run('apt-get', 'update', '-qq');
  const installed = run(...line.split(' '));
  if (ours) run('rm', '-f', policy);
  rmSync(folder, { recursive: true });
  if (installed.status !== 0) {
    console.error(
      `${installed.stdout}${installed.stderr}\nCould not install them. Run:\n  sudo ${line}`,
    );
    process.exit(1);
  }
}
