/** A small ext4 disk of a test's own, in a file. Needs root. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tempFolder } from './temp-folder.ts';

const SIZE_BYTES = 64 * 1024 * 1024;

/** For the options of a test that needs one. */
export const NEEDS_ROOT = { skip: process.getuid?.() !== 0 && 'needs root, to mount a small disk' };

function run(command: string, ...args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${stderr}`);
  return stdout.trim();
}

export interface SmallDisk {
  readonly path: string;
  /** As the kernel does with a card that fails: from now on it is read-only, also for files that are open. */
  fail(): void;
  /** Takes it off and puts it back, nobody may use it: read-only, or as a new card would be. */
  remount(options: 'ro' | 'rw'): void;
  /** Makes one that is mounted read-only take writes, whoever uses it. */
  allowWrites(): void;
  remove(): void;
}

export function mountSmallDisk(): SmallDisk {
  const folder = tempFolder();
  const image = join(folder.path, 'disk.img');
  const path = join(folder.path, 'disk');
  writeFileSync(image, '');
  truncateSync(image, SIZE_BYTES);
  mkdirSync(path);
  run('mkfs.ext4', '-q', image);
  const device = run('losetup', '--find', '--show', image);
  const mount = (options: string) => run('mount', '-o', options, device, path);
  mount('rw');
  return {
    path,
    fail: () => void run('mount', '-o', 'remount,abort', path),
    remount(options) {
      run('umount', path);
      mount(options);
    },
    allowWrites: () => void run('mount', '-o', 'remount,rw', path),
    remove() {
      spawnSync('umount', ['-l', path]);
      spawnSync('losetup', ['--detach', device]);
      folder.remove();
    },
  };
}
