// A small disk of one's own, whose writes are counted by the kernel at the block device.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

const SIZE_BYTES = 512 * 1024 * 1024;
const SECTOR_BYTES = 512;
/** Of /sys/block/…/stat, counted from 0: sectors written. */
const SECTORS_WRITTEN = 6;

function run(command, ...args) {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${stderr}`);
  return stdout.trim();
}

/** Needs root. /proc/PID/io would overstate what is written several times over. */
export function mountLoopDisk(folder, defer) {
  const image = join(folder, 'disk.img');
  const mount = join(folder, 'disk');
  writeFileSync(image, '');
  truncateSync(image, SIZE_BYTES);
  // Without this, the kernel goes on writing empty tables for minutes after the first mount.
  run('mkfs.ext4', '-q', '-E', 'lazy_itable_init=0,lazy_journal_init=0', image);
  const device = run('losetup', '--find', '--show', image);
  defer(() => run('losetup', '--detach', device));
  mkdirSync(mount);
  run('mount', '-o', 'noatime', device, mount);
  defer(() => run('umount', mount));
  return {
    mount,
    /** Everything that the programs have written so far, on the disk. */
    writtenBytes() {
      run('sync', '-f', mount);
      const stat = readFileSync(`/sys/block/${basename(device)}/stat`, 'utf8');
      return Number(stat.trim().split(/\s+/)[SECTORS_WRITTEN]) * SECTOR_BYTES;
    },
  };
}
