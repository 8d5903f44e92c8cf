/** The disk that the data is on: its room, whether it takes writes, how much is written, and how worn it is. */
import { join } from 'node:path';
import { DAY_MS, SECOND_MS } from '../../domain/units.ts';
import type { HostMachine } from '../../system/machine.ts';
import { ok, unknown, wrong, type Check, type Examined, type Diagnosis } from './check.ts';

const MB = 1e6;
const LEAST_FREE_BYTES = 300 * MB;
/** A card of 32 GB that is rewritten whole each day is worn out in a few years. */
const MOST_WRITTEN_A_DAY = 20_000 * MB;
/** A rate that is told of less than that is none. */
const LEAST_SECONDS = 600;
const SECTOR_BYTES = 512;

export interface Mount {
  readonly device: string;
  readonly path: string;
  readonly isReadOnly: boolean;
}

const size = (bytes: number) =>
  bytes >= 1_000 * MB ? `${(bytes / MB / 1_000).toFixed(1)} GB` : `${Math.round(bytes / MB)} MB`;

/** As /proc/self/mountinfo (proc(5)) has it: the last of the longest paths counts. */
export function mountOf(mountinfo: string, folder: string): Mount | undefined {
  let found: Mount | undefined;
  for (const line of mountinfo.split('\n')) {
    const [, , device = '', , escaped = '', options = ''] = line.split(' ');
    const path = escaped.replaceAll(/\\(\d{3})/g, (_, octal: string) =>
      String.fromCharCode(Number.parseInt(octal, 8)),
    );
    const isAbove = path === '/' || folder === path || folder.startsWith(`${path}/`);
    if (path === '' || !isAbove || path.length < (found?.path.length ?? 0)) continue;
    found = { device, path, isReadOnly: options.split(',').includes('ro') };
  }
  return found;
}

const mountAt = ({ machine, cli }: Examined) =>
  mountOf(machine.read('/proc/self/mountinfo') ?? '', cli.dataFolder);

function room({ machine, cli: { dataFolder } }: Examined): Diagnosis {
  const found = machine.room(dataFolder);
  if (found === undefined) return unknown('the data folder is not there yet');
  const says = `${size(found.free)} of ${size(found.size)} are free`;
  if (found.free >= LEAST_FREE_BYTES) return ok(says);
  return wrong(
    says,
    `make room: sudo apt clean; sudo du -xh / | sort -h | tail shows what takes it`,
  );
}

function writing(at: Examined): Diagnosis {
  const mount = mountAt(at);
  if (mount?.isReadOnly === true)
    return wrong(
      `${mount.path} takes no writes: a worn or damaged card becomes so by itself`,
      `sudo dmesg | grep -i error says why; sudo mount -o remount,rw ${mount.path}, or another card and aris restore`,
    );
  const state = at.hub?.health.checks.state_file;
  if (state !== undefined && state.status !== 'ok')
    return wrong(
      `the store is ${'state' in state ? state.state : 'not well'}`,
      'aris status says what that means',
    );
  return ok('the disk takes writes');
}

/**
 * What the kernel tells of the disk. Of a partition, the disk is the folder above: the kernel follows the link first, so no
 * path may be joined here.
 */
function diskFile(at: Examined, name: string): string | undefined {
  const disk = `/sys/dev/block/${mountAt(at)?.device ?? ''}`;
  const { machine } = at;
  return machine.read(`${disk}/../device/${name}`) ?? machine.read(`${disk}/device/${name}`);
}

/** What has been written to the whole disk since the machine's start. */
function diskBytes(machine: HostMachine, device: string): number | undefined {
  const fields = machine.read(`/sys/dev/block/${device}/stat`)?.trim().split(/\s+/) ?? [];
  const sectors = Number(fields[6]);
  return Number.isFinite(sectors) ? sectors * SECTOR_BYTES : undefined;
}

function written(at: Examined): Diagnosis {
  const { machine, hub } = at;
  const perDay = (bytes: number, seconds: number) => (bytes / seconds) * (DAY_MS / SECOND_MS);
  const { diskWrittenBytes: hubBytes, uptimeSeconds = 0 } = hub?.usage ?? {};
  const own =
    hubBytes === undefined || uptimeSeconds < LEAST_SECONDS
      ? []
      : [`${size(perDay(hubBytes, uptimeSeconds))} a day by the hub`];
  const bootSeconds = Number(machine.read('/proc/uptime')?.split(' ')[0]);
  const bytes = diskBytes(machine, mountAt(at)?.device ?? '');
  const all =
    bytes === undefined || !(bootSeconds >= LEAST_SECONDS) ? undefined : perDay(bytes, bootSeconds);
  const says = [...own, ...(all === undefined ? [] : [`${size(all)} a day by all programs`])].join(
    ', ',
  );
  if (says === '') return unknown('too little time has passed, or the disk does not tell');
  const isCard = /^(?:SD|MMC)/.test(diskFile(at, 'type') ?? '');
  if (all === undefined || all < MOST_WRITTEN_A_DAY || !isCard) return ok(says);
  return wrong(says, 'a card wears out by that: see who writes with sudo iotop -ao, or use an SSD');
}

/** In steps of 10 % of what the maker gives it (eMMC 5.0); 11 is past that. */
const WORN_STEP = 9;

function wear(at: Examined): Diagnosis {
  const text = diskFile(at, 'life_time');
  const steps = (text ?? '')
    .trim()
    .split(/\s+/)
    .map(Number)
    .filter((step) => step > 0);
  if (steps.length === 0)
    return unknown('this disk does not tell how worn it is; SD cards never do');
  const worst = Math.max(...steps);
  const says =
    worst > 10
      ? 'it is past the life that its maker gives it'
      : `up to ${worst * 10} % of its life are used`;
  if (worst < WORN_STEP) return ok(says);
  return wrong(says, 'make a backup, and put it on a new one: sudo aris backup FILE');
}

const LEAST_MEMORY_KB = 64_000;

function memory({ machine, hub }: Examined): Diagnosis {
  const text = machine.read('/proc/meminfo') ?? '';
  const kilobytes = (name: string) =>
    Number(new RegExp(`^${name}: +(\\d+) kB`, 'm').exec(text)?.[1]);
  const [free, all] = [kilobytes('MemAvailable'), kilobytes('MemTotal')];
  if (Number.isNaN(free) || Number.isNaN(all)) return unknown('the kernel does not tell');
  const own = hub === undefined ? '' : `; the hub has ${size(hub.usage.residentBytes)}`;
  const says = `${size(free * 1_024)} of ${size(all * 1_024)} are to be had${own}`;
  return free >= LEAST_MEMORY_KB
    ? ok(says)
    : wrong(says, 'see who takes it: ps aux --sort=-rss | head');
}

function rights({ machine, cli: { dataFolder } }: Examined): Diagnosis {
  const folder = machine.facts(dataFolder);
  if (folder === undefined) return unknown('the data folder is not there yet');
  if ((folder.mode & 0o077) !== 0)
    return wrong(`others may look into ${dataFolder}`, `sudo chmod 700 ${dataFolder}`);
  const strange = machine
    .list(dataFolder)
    .filter(
      (name) => (machine.facts(join(dataFolder, name))?.userId ?? folder.userId) !== folder.userId,
    );
  if (strange.length > 0)
    return wrong(
      `${strange.join(', ')} in ${dataFolder} belong to somebody else`,
      `sudo chown -R --reference=${dataFolder} ${dataFolder}`,
    );
  return ok(`${dataFolder} is its owner's alone`);
}

export const DISK_CHECKS: readonly Check[] = [
  { name: 'disk', run: room },
  { name: 'writes', run: writing },
  { name: 'written', run: written },
  { name: 'wear', run: wear },
  { name: 'memory', run: memory },
  { name: 'rights', run: rights },
];
