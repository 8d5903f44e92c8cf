/**
 * A memory card whose power can be cut. It is an ext4 in a file of another ext4, both on loop devices: what the upper one
 * writes waits in the lower one's page cache, as it would in the card, until the upper one asks for a flush, which the
 * loop device makes an fsync of the file. So the lower file system is the layer that knows flushes: when it is shut
 * down without its log, what was not flushed is gone. Needs root.
 */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { mountSmallDisk } from '../../support/small-disk.ts';
import type { Chance } from './chance.ts';

const SIZE_BYTES = 40 * 1024 * 1024;
const BLOCK_BYTES = 64 * 1024;
const BLOCKS = SIZE_BYTES / BLOCK_BYTES;
/** Of blocks in a row, which the card writes by itself before the cut: some 40 % of all. */
const STRETCHES = 16;
const STRETCH_BLOCKS = 32;

/** EXT4_IOC_SHUTDOWN, and its flag for a file system that does not even write its log. */
const SHUTDOWN = `open(my $f, "<", $ARGV[0]) or die $!; my $flag = pack("L", 2); ioctl($f, 0x8004587d, $flag) or die $!`;

function must(command: string, ...args: readonly string[]): void {
  const { status, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${stderr}`);
}

export interface Card {
  readonly path: string;
  /** Has all that was written so far on it for good. */
  flush(): void;
  /** It writes some of what it has not flushed, in no order: a card does so when it likes. */
  writeSome(chance: Chance): void;
  /** From now on nothing more comes onto it, and whoever asks for a flush gets an I/O error. */
  cut(): void;
  /** As the kernel does with a card that it has given up: it is read-only, also for files that are open. */
  giveUp(): void;
  /** Writes and flushes wait from now on. */
  hang(): void;
  goOn(): void;
  /** With the power back, and both journals replayed. Nobody may use it before. */
  restore(): void;
  remove(): void;
}

/** @param isHonest one that is not says that it has flushed, and has not */
export function insertCard(isHonest = true): Card {
  const lower = mountSmallDisk();
  const image = join(lower.path, 'card.img');
  // Written once, so that what is written later needs no room and no word in the lower journal.
  writeFileSync(image, Buffer.alloc(SIZE_BYTES));
  const upper = mountSmallDisk(image, isHonest ? 'rw' : 'rw,nobarrier');
  const flush = () => must('sync', '--file-system', lower.path);
  flush();
  const remove = () => {
    process.off('exit', remove);
    upper.remove();
    lower.remove();
  };
  process.once('exit', remove);
  return {
    path: upper.path,
    flush,
    writeSome(chance) {
      const lines = Array.from({ length: STRETCHES }, () => {
        const at = chance.within(0, BLOCKS - STRETCH_BLOCKS);
        const count = chance.within(1, STRETCH_BLOCKS);
        // A read past the page cache has to find what waits there on the disk.
        return `dd if=${image} of=/dev/null iflag=direct bs=${BLOCK_BYTES} skip=${at} count=${count} status=none`;
      });
      must('sh', '-ec', lines.join('\n'));
    },
    cut: () => must('perl', '-e', SHUTDOWN, lower.path),
    giveUp: () => upper.fail(),
    hang: () => must('fsfreeze', '--freeze', lower.path),
    goOn: () => must('fsfreeze', '--unfreeze', lower.path),
    restore() {
      upper.takeOff();
      lower.takeOff();
      lower.putBack();
      upper.putBack();
    },
    remove,
  };
}
