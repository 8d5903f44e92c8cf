/**
 * The newest Home Assistant, from PyPI, in a Debian that has the Python it asks for. Both are kept for the next run: in
 * `ARIS_DEBIANS`, or where programs of this user keep what can be had again.
 */
import { copyFileSync, existsSync, mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { run } from '../child.ts';
import { makeDebian } from '../debian-tree.ts';

/** What it needs of Debian: some of its own packages are compiled where they are installed. */
const PACKAGES = ['python3', 'python3-dev', 'python3-venv', 'g++'];
/** The first release whose Python is new enough. */
const SUITE = 'forky';
/** In the tree. */
const VENV = '/opt/home-assistant';
const CERTIFICATES = '/etc/ssl/certs/ca-certificates.crt';

export interface Installation {
  /** Of the tree. */
  readonly root: string;
  readonly version: string;
  /** A command in the tree, by itself in its own process tree. */
  command(program: string, args: readonly string[]): readonly [string, readonly string[]];
}

/** Of its own, whatever the one who runs the tests has set. */
export const ENVIRONMENT = { HOME: '/root', LANG: 'C.UTF-8', SSL_CERT_FILE: CERTIFICATES };

/** Mounts end with the process, which is alone in seeing them. */
const inTree = (root: string, program: string, args: readonly string[]) =>
  [
    'unshare',
    [
      ...['--mount', 'sh', '-c', 'mount -t proc proc "$0/proc" && exec chroot "$0" "$@"'],
      ...[root, join(VENV, 'bin', program), ...args],
    ],
  ] as const;

function treeFolder(): string {
  const caches = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache');
  const folder = join(caches, 'aris-debians');
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** @throws Error with what was said */
async function must(command: string, args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await run(command, args, { env: ENVIRONMENT });
  if (code !== 0) throw new Error(`${command} ${args.join(' ')}: ${stdout}${stderr}`);
  return stdout;
}

export async function installHomeAssistant(): Promise<Installation> {
  const root = makeDebian(SUITE, PACKAGES, treeFolder());
  // Who reaches PyPI through a certificate of their own names it so.
  const own = process.env['SSL_CERT_FILE'];
  if (own !== undefined) copyFileSync(own, join(root, CERTIFICATES));
  if (!existsSync(join(root, VENV))) await must('chroot', [root, 'python3', '-m', 'venv', VENV]);
  const pip = ['install', '--quiet', '--upgrade', 'homeassistant'];
  await must(...inTree(root, 'pip', pip));
  const version = (await must(...inTree(root, 'hass', ['--version']))).trim();
  return { root, version, command: (program, args) => inTree(root, program, args) };
}
