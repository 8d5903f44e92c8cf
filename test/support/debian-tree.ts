/** A fresh Debian in a folder, from the mirror that this machine's apt has. */
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { lastingFolder } from './child.ts';

/** What every installed Debian has, and the least variant lacks. */
const BASE = ['systemd', 'systemd-sysv', 'dbus', 'ca-certificates', 'procps'];

/** @throws Error with what it said */
function run(command: string, args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(command, args, {
    encoding: 'utf8',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${stdout}${stderr}`);
  return stdout;
}

function mirror(): string {
  const format = ['--format', '$(SITE)', 'Created-By: Packages', 'Component: main'];
  const [site = ''] = run('apt-get', ['indextargets', ...format]).split('\n');
  if (site === '') throw new Error('apt has no mirror of Debian');
  return site;
}

/** One that an earlier run has kept may be without what was not asked for then. */
function hasAll(root: string, packages: readonly string[]): boolean {
  const admin = `--admindir=${join(root, 'var/lib/dpkg')}`;
  return spawnSync('dpkg-query', [admin, '--show', ...packages]).status === 0;
}

/** A debootstrap that is older than the suite has no script of its name; each is made as `sid` is. */
function scriptOf(suite: string): string {
  const scripts = '/usr/share/debootstrap/scripts';
  return join(scripts, existsSync(join(scripts, suite)) ? suite : 'sid');
}

/**
 * @param folder for the tree; else that of `ARIS_DEBIANS`, or one that goes with the tests
 * @returns the folder of the tree: made, or found where an earlier run has kept it
 */
export function makeDebian(suite: string, packages: readonly string[], folder?: string): string {
  const parent = process.env['ARIS_DEBIANS'] ?? folder ?? lastingFolder();
  const root = join(parent, `debian-${suite}`);
  if (existsSync(root) && hasAll(root, packages)) return root;
  rmSync(root, { recursive: true, force: true });
  const making = `${root}.new`;
  rmSync(making, { recursive: true, force: true });
  const include = `--include=${BASE.join(',')}`;
  run('debootstrap', ['--variant=minbase', include, suite, making, mirror(), scriptOf(suite)]);
  // Debian asks this script before starting a service; 101 forbids it.
  const policy = join(making, 'usr/sbin/policy-rc.d');
  writeFileSync(policy, '#!/bin/sh\nexit 101\n');
  chmodSync(policy, 0o755);
  const install = ['apt-get', 'install', '-y', '--no-install-recommends', ...packages];
  run('chroot', [making, ...install]);
  rmSync(policy);
  renameSync(making, root);
  return root;
}

/**
 * One for another processor: only unpacked, which is enough for programs of it under qemu-user.
 * @param architecture as Debian calls it
 */
export function unpackDebian(
  architecture: string,
  suite: string,
  packages: readonly string[],
): string {
  const name = `debian-${suite}-${architecture}`;
  const root = join(process.env['ARIS_DEBIANS'] ?? lastingFolder(), name);
  if (existsSync(root)) return root;
  const making = `${root}.new`;
  rmSync(making, { recursive: true, force: true });
  const kind = ['--foreign', `--arch=${architecture}`, '--variant=minbase'];
  run('debootstrap', [...kind, `--include=${packages.join(',')}`, suite, making, mirror()]);
  const archives = join(making, 'var/cache/apt/archives');
  for (const file of readdirSync(archives).filter((one) => one.endsWith('.deb'))) {
    run('dpkg-deb', ['--extract', join(archives, file), making]);
    rmSync(join(archives, file));
  }
  renameSync(making, root);
  return root;
}
