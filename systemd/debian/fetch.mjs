// Packages of npm that are not of this machine's kind, each as its lock file has it: npm checks the hash.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** `npm run` says where npm is. */
const { npm_execpath: npm } = process.env;
const [command, ...first] = npm === undefined ? ['npm'] : [process.execPath, npm];

const lockedAt = (folder, name) =>
  JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8')).packages[
    `node_modules/${name}`
  ];

/**
 * @param folder whose package-lock.json has the package; where it is installed there, that is taken
 * @param cpu as npm calls it
 * @returns the folder of the package
 */
export function fetchPackage(folder, name, cpu) {
  const installed = join(folder, 'node_modules', name);
  if (existsSync(installed)) return installed;
  const locked = lockedAt(folder, name);
  // As an optional one, since npm takes only those for another kind of machine than its own.
  const own = {
    name: 'fetched',
    version: '1.0.0',
    private: true,
    optionalDependencies: { [name]: locked.version },
  };
  const packages = { '': own, [`node_modules/${name}`]: { ...locked, optional: true } };
  const place = mkdtempSync(join(tmpdir(), 'aris-fetched-'));
  process.on('exit', () => rmSync(place, { recursive: true, force: true }));
  writeFileSync(join(place, 'package.json'), JSON.stringify(own));
  const lock = { name: own.name, version: own.version, lockfileVersion: 3, packages };
  writeFileSync(join(place, 'package-lock.json'), JSON.stringify(lock));
  const kind = ['--os=linux', `--cpu=${cpu}`, '--libc=glibc'];
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const { stderr } = spawnSync(command, [...first, 'ci', ...kind, ...quiet], { cwd: place });
  const fetched = join(place, 'node_modules', name);
  if (!existsSync(fetched))
    throw new Error(`npm could not fetch ${name} ${locked.version}: ${String(stderr).trim()}`);
  return fetched;
}
