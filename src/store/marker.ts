/**
 * What made the store is written beside it, and read first: one of another kind of machine must not be opened, one of a
 * newer program not be touched, and one that is missing where there was one is damage, not a new house.
 */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { messageOf, StoreError } from '../domain/errors.ts';
import { STORE_FORMAT } from './migrations.ts';
import { NewerStoreError } from './newer-store.ts';
import { damageOf, isOwnKind, MACHINE, machineOf, STORE_FILE, type Machine } from './store-file.ts';
import { writeFileDurably } from './write-file.ts';

const MARKER = 'store.json';

interface Marker extends Machine {
  /** The newest format that the store may have. */
  readonly format: number;
  /** The newest version of the program that has had it open; absent in format 1. */
  readonly version?: string;
  /** Until the first commit: nothing is lost with such a store. */
  readonly isNew?: true;
}

/** Whether it says all that it has to, and nothing that cannot be. */
function isMarker(marker: Partial<Marker>): marker is Marker {
  const { format, wordBits, endianness } = marker;
  const isOfMachine = [32, 64].includes(Number(wordBits)) && /^[LB]E$/.test(String(endianness));
  return isOfMachine && Number.isInteger(format) && Number(format) > 0;
}

/** Undefined where it is missing, or damaged. */
function readMarker(folder: string): Marker | undefined {
  try {
    const marker = JSON.parse(readFileSync(join(folder, MARKER), 'utf8')) as Partial<Marker>;
    return isMarker(marker) ? marker : undefined;
  } catch {
    return undefined;
  }
}

/** The newest version of the program that is known to have had the store open. */
export const makerOf = (folder: string): string | undefined => readMarker(folder)?.version;

/** From now on no program that does not know the format opens the store. */
export function writeMarker(
  folder: string,
  version: string,
  { format = STORE_FORMAT, isNew = false } = {},
): void {
  const marker: Marker = { format, ...MACHINE, version, ...(isNew && { isNew }) };
  writeFileDurably(join(folder, MARKER), `${JSON.stringify(marker)}\n`);
}

function refuseMachine(folder: string, machine: Machine): void {
  if (isOwnKind(machine)) return;
  throw new StoreError(
    `the store in ${folder} was made by a ${machine.wordBits}-bit ${machine.endianness} machine; ` +
      `this is a ${MACHINE.wordBits}-bit ${MACHINE.endianness} one. Move it as a backup, not as a file`,
  );
}

function refuseOther(folder: string, marker: Marker, version: string): void {
  refuseMachine(folder, marker);
  const { format, version: maker = 'a newer version' } = marker;
  if (format > STORE_FORMAT)
    throw new NewerStoreError({
      what: `the store in ${folder} is of format ${format}`,
      maker,
      version,
      knows: `formats up to ${STORE_FORMAT}`,
    });
}

/** What keeps the store from being opened by its marker and its file's first pages; undefined where nothing does. */
export function markerFault(folder: string, version: string): string | undefined {
  const marker = readMarker(folder);
  if (marker === undefined) return `${join(folder, MARKER)} is missing or damaged`;
  try {
    refuseOther(folder, marker, version);
  } catch (error) {
    return messageOf(error);
  }
  const path = join(folder, STORE_FILE);
  const damage = damageOf(path);
  return damage === undefined ? undefined : `${path}: ${damage}`;
}

export interface MarkerWord {
  /** Whether nothing was ever kept in the store. */
  readonly isNew: boolean;
  /** The newest format that it may have; undefined where only its own records can tell. */
  readonly format: number | undefined;
  /** What is wrong with its file, or with the marker, at first sight, where a house was kept in it. */
  readonly damage?: string;
  /** Whether it has to be written once the store is open. */
  readonly isStale: boolean;
}

/** A store without its marker: of what machine it is its file says, of what format its records. */
function unmarked(folder: string, version: string): MarkerWord {
  const path = join(folder, STORE_FILE);
  if (!existsSync(path)) {
    writeMarker(folder, version, { isNew: true });
    return { isNew: true, format: STORE_FORMAT, isStale: true };
  }
  const machine = machineOf(path);
  if (machine !== undefined) refuseMachine(folder, machine);
  const damage = [damageOf(path), `${MARKER} beside it is missing or damaged`];
  return {
    isNew: false,
    format: undefined,
    damage: damage.filter((one) => one !== undefined).join('; '),
    isStale: true,
  };
}

const partsOf = (version: string) => version.split('.').map(Number);

function isOlder(version: string, than: string): boolean {
  const others = partsOf(than);
  for (const [at, part] of partsOf(version).entries())
    if (part !== others[at]) return part < (others[at] ?? 0);
  return false;
}

/**
 * To be called before the store is opened.
 * @throws StoreError where the store was made by another kind of machine, or by a newer program
 */
export function checkMarker(folder: string, version: string): MarkerWord {
  const marker = readMarker(folder);
  // This version knows no newer format than its own: that is no word of its own.
  const isDamaged = marker?.version === version && marker.format > STORE_FORMAT;
  if (marker === undefined || isDamaged) return unmarked(folder, version);
  refuseOther(folder, marker, version);
  const { format, isNew = false } = marker;
  const isStale = isNew || isOlder(marker.version ?? '0.1.0', version);
  const store = join(folder, STORE_FILE);
  const damage = damageOf(store);
  if (damage === undefined) return { format, isNew, isStale };
  if (!isNew) return { format, isNew, damage, isStale };
  // What a first start that was cut short has left.
  rmSync(store, { force: true });
  return { format, isNew, isStale: true };
}
