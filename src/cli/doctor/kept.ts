/** What has to be there when it is needed: the time, time zones, backups, keys. */
import { join } from 'node:path';
import type { BackupView } from '../../app/backup/view.ts';
import { LIMITS } from '../../domain/limits.ts';
import { KEY_FILE_NAME } from '../../store/key-file.ts';
import { machineTimeZone } from '../../system/time-zone.ts';
import { ok, unknown, wrong, type Check, type Examined, type Diagnosis } from './check.ts';

const TIME_SERVICES = ['systemd-timesyncd', 'chrony', 'ntpsec', 'ntp'];

async function clock({ machine, hub }: Examined): Promise<Diagnosis> {
  const next =
    'let it reach a time server: sudo timedatectl set-ntp true, timedatectl timesync-status';
  if (hub?.health.checks.clock !== undefined)
    return wrong('the hub does not know the time for certain', next);
  const { code, out } = await machine.run('timedatectl', [
    'show',
    '--property=NTPSynchronized',
    '--value',
  ]);
  if (code !== 0) return unknown('nothing here tells whether the clock is set by a server');
  if (out.trim() !== 'yes') return wrong('the clock is not set by a time server', next);
  const active = await machine.run('systemctl', ['is-active', ...TIME_SERVICES]);
  const states = active.out.split('\n');
  const source = TIME_SERVICES.find((_, at) => states[at] === 'active') ?? 'a time server';
  const isKept = machine.list('/sys/class/rtc').length > 0;
  const kept = isKept
    ? 'a clock with a battery'
    : 'no clock with a battery: after a power cut it waits for the network';
  return ok(`set by ${source}; ${kept}`);
}

const ZONE_FOLDER = '/usr/share/zoneinfo';

function timeZone({ machine, hub }: Examined): Diagnosis {
  const name = hub?.system.timeZone ?? machineTimeZone();
  if (machine.facts(join(ZONE_FOLDER, name)) !== undefined) return ok(`${name} is known here`);
  return wrong(`${name} is not in ${ZONE_FOLDER}`, 'sudo apt install tzdata');
}

async function backups({ ask, hasStore, nowMs, hub }: Examined): Promise<Diagnosis> {
  if (!hasStore) return unknown('there is nothing yet to be kept');
  const next = 'make one by hand, which says what is in the way: sudo aris backup';
  const state = hub?.health.checks.backups;
  if (state !== undefined && state.status !== 'ok')
    return wrong('the last one failed, or is too old', next);
  const all = (await ask('backup.list', {})) as readonly BackupView[];
  const newest = Math.max(...all.map(({ madeAt }) => Date.parse(madeAt)));
  if (all.length === 0) return unknown('there are none yet: the hub makes one a day');
  if (nowMs - newest >= LIMITS.backupOldMs) return wrong('there is none of the last days', next);
  return ok(`${all.length}, the last of ${new Date(newest).toISOString()}`);
}

function areKeys(text: string | undefined): boolean {
  try {
    return text !== undefined && typeof JSON.parse(text) === 'object';
  } catch {
    return false;
  }
}

/** Never what they are. */
function keys({ machine, storeFolder, hasStore }: Examined): Diagnosis {
  if (!hasStore) return unknown('the first start makes them');
  const path = join(storeFolder, KEY_FILE_NAME);
  const found = machine.facts(path);
  if (found === undefined)
    return wrong(
      `${path} is not there: who is signed in has to sign in again, and the broker's password is to be set again`,
      'put them back from a sealed backup: aris restore FILE',
    );
  if ((found.mode & 0o077) !== 0) return wrong(`others may read ${path}`, `sudo chmod 600 ${path}`);
  if (areKeys(machine.read(path))) return ok("they are there, and their owner's alone");
  return wrong(`${path} cannot be read`, 'put them back from a sealed backup: aris restore FILE');
}

export const KEPT_CHECKS: readonly Check[] = [
  { name: 'clock', run: clock },
  { name: 'time zone', run: timeZone },
  { name: 'backups', run: backups },
  { name: 'keys', run: keys },
];
