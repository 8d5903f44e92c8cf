/** Backups: their kinds and names, when one is due, which are kept, and where a file of one may lie. */
import { nameFault } from './text.ts';
import { DAY_MS, SECOND_MS } from './units.ts';

/** `upgrade`: before the store gets a new format. */
export const BACKUP_KINDS = ['daily', 'weekly', 'upgrade', 'manual'] as const;
export type BackupKind = (typeof BACKUP_KINDS)[number];

/**
 * What a backup may be without. `recent_history`: what no block has yet. `events`: all but the newest. `keys`: they sign
 * tokens, and open second factors and the broker's password. `broker_password`: it goes along with the keys, where a person has
 * set it; one that a setting of the process names is a file of the machine, and no part of the store.
 */
export const BACKUP_PARTS = [
  'history',
  'recent_history',
  'events',
  'keys',
  'firmware',
  'broker_password',
] as const;
export type BackupPart = (typeof BACKUP_PARTS)[number];

/** A backup by its name, which says all that is needed to keep house with it. */
export interface BackupStamp {
  readonly name: string;
  readonly kind: BackupKind;
  readonly madeAtMs: number;
}

const NAME =
  /^aris-(?<date>\d{4}-\d\d-\d\d)T(?<hour>\d\d)(?<minute>\d\d)(?<second>\d\d)Z-(?<kind>[a-z]+)\.backup$/;

const nameOf = (kind: BackupKind, atMs: number) =>
  `aris-${new Date(atMs).toISOString().slice(0, 19).replaceAll(':', '')}Z-${kind}.backup`;

/** The stamp of one that is made now; a second later where there is one of that name. */
export function newStamp(
  kind: BackupKind,
  nowMs: number,
  isTaken: (name: string) => boolean,
): BackupStamp {
  for (let madeAtMs = nowMs; ; madeAtMs += SECOND_MS) {
    const name = nameOf(kind, madeAtMs);
    if (!isTaken(name)) return { name, kind, madeAtMs };
  }
}

/** Undefined for what is no backup's name. */
export function stampOf(name: string): BackupStamp | undefined {
  const { date, hour, minute, second, kind: said } = NAME.exec(name)?.groups ?? {};
  const kind = BACKUP_KINDS.find((one) => one === said);
  const madeAtMs = Date.parse(`${date}T${hour}:${minute}:${second}Z`);
  return kind === undefined || Number.isNaN(madeAtMs) ? undefined : { name, kind, madeAtMs };
}

export const newestFirst = (stamps: readonly BackupStamp[]): BackupStamp[] =>
  stamps.toSorted((a, b) => b.madeAtMs - a.madeAtMs);

/** How long ago; one that a wrong clock has stamped ahead counts as if it were as far behind. */
function ageMs(stamps: readonly BackupStamp[], nowMs: number): number {
  return Math.min(Infinity, ...stamps.map(({ madeAtMs }) => Math.abs(nowMs - madeAtMs)));
}

/** The one whose stamp is nearest to now, by the same count. */
export const nearestTo = <Stamp extends BackupStamp>(
  stamps: readonly Stamp[],
  nowMs: number,
): Stamp | undefined =>
  stamps.toSorted((a, b) => Math.abs(nowMs - a.madeAtMs) - Math.abs(nowMs - b.madeAtMs))[0];

/** What is to be made now, if anything: a weekly one stands for the daily one of its day. */
export function dueKind(
  stamps: readonly BackupStamp[],
  nowMs: number,
): 'daily' | 'weekly' | undefined {
  const weekly = stamps.filter(({ kind }) => kind === 'weekly');
  if (ageMs(weekly, nowMs) >= 7 * DAY_MS) return 'weekly';
  const regular = stamps.filter(({ kind }) => kind === 'daily' || kind === 'weekly');
  return ageMs(regular, nowMs) >= DAY_MS ? 'daily' : undefined;
}

/** Those that are to go: of each kind as many as there may be are kept, the newest. */
export function surplusBackups(
  stamps: readonly BackupStamp[],
  kept: Readonly<Record<BackupKind, number>>,
): BackupStamp[] {
  return BACKUP_KINDS.flatMap((kind) =>
    newestFirst(stamps.filter((stamp) => stamp.kind === kind)).slice(kept[kind]),
  );
}

/** As long as a path may be for Linux, and then some. */
const PATH_CHARS = 4_096;

/** Whether a path stays below the folder that it is put into, wherever that is, and may be shown: nothing hidden, `..` included. */
export function isInnerPath(path: string): boolean {
  const parts = path.split('/');
  return (
    path.length <= PATH_CHARS &&
    parts.every((part) => !/^\.|^$|\\/.test(part) && nameFault(part) === undefined)
  );
}
