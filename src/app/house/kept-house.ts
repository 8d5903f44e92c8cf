/** The house that runs, and how it is kept: its versions, and what is parsed of the last good one. */
import type { Doer } from '../../domain/doer.ts';
import { SettingsError } from '../../domain/errors.ts';
import type { House } from '../../domain/house.ts';
import { parseJson } from '../base/json.ts';
import { createListeners, type Listener } from '../base/listeners.ts';
import type { Cancel, Clock } from '../base/ports/clock.ts';
import type { Log } from '../base/ports/log.ts';
import type { Change, Store } from '../base/ports/store.ts';
import { changedMembers, documentOf, type HouseDocument } from './house-document.ts';
import { HOUSES } from './house-file.ts';
import type { HouseSource } from './house-source.ts';
import type { HouseStep } from './house-steps.ts';
import type { HouseVersion, HouseVersions } from './house-versions.ts';
import { isRawObject, type RawObject } from './profile.ts';

const LAST = 'last';

/** How a version is to be told of. */
interface Told {
  readonly doer: Doer;
  readonly restored?: number | undefined;
  readonly step?: HouseStep | undefined;
  readonly path?: string | undefined;
}

/** What keeps a document. */
export interface HouseWriting {
  readonly changes: readonly Change[];
  /** Absent where it is the version that stands already. */
  readonly version?: HouseVersion;
}

/** A house that nobody has described yet. */
const unset = (timeZone: string): House => ({
  version: 1,
  timeZone,
  zones: [],
  fcus: [],
  heatpumps: [],
});

export interface KeptHouse {
  /** As people write it; of what was never kept the house itself, which says the same. */
  readonly current: () => RawObject;
  /** Undefined where a part of it cannot be read. */
  valueOf(version: HouseVersion): RawObject | undefined;
  writing(document: HouseDocument, told: Told): HouseWriting;
  running(): House | undefined;
  /** From now on that house runs. */
  readonly run: (house: House) => void;
  /** The same, of what is kept now. @param isKept false where the disk did not take it */
  runDocument(document: HouseDocument, isKept: boolean): void;
  isUnkept(): boolean;
  /** The newest version runs; else the last good house, as `runLastGood`. */
  runNewest(): void;
  /** Whether the newest version is no house any more, as where a profile of it is gone. */
  isBroken(): boolean;
  /** @param faults why nothing else runs @throws SettingsError where there is none */
  runLastGood(faults: readonly string[]): void;
  /** The same; a house without a room where there is none, to be set up. */
  runLastGoodOrNone(): void;
  readonly onHouse: (listener: Listener<House>) => Cancel;
}

export function createKeptHouse(deps: {
  store: Pick<Store, 'get'>;
  versions: HouseVersions;
  source: HouseSource;
  clock: Pick<Clock, 'nowMs'>;
  log: Log;
}): KeptHouse {
  const { store, versions, source, clock, log } = deps;
  const listeners = createListeners<House>();
  let running: House | undefined;
  let unkept: RawObject | undefined;
  let isBroken = false;

  function valueOf(version: HouseVersion): RawObject | undefined {
    const text = versions.textOf(version);
    const value = text === undefined ? undefined : parseJson(text);
    return isRawObject(value) ? value : undefined;
  }

  function current(): RawObject {
    const newest = versions.newest();
    const kept = unkept ?? (newest && valueOf(newest));
    return kept ?? (parseJson(JSON.stringify(running ?? {})) as RawObject);
  }

  function run(house: House): void {
    running = house;
    listeners.tell(house);
  }

  /** What keeps the parsed house, for a start that finds nothing else that is good. */
  function keeping(house: House): Change[] {
    const isKept = JSON.stringify(store.get(HOUSES, LAST)) === JSON.stringify(house);
    return isKept ? [] : [{ put: HOUSES, key: LAST, value: house }];
  }

  function newestDocument(newest: HouseVersion): HouseDocument | { faults: readonly string[] } {
    const value = valueOf(newest);
    const what = `version ${newest.version}`;
    if (value === undefined) return { faults: [`${what}: a part of it cannot be read`] };
    const result = documentOf(value, source);
    return 'faults' in result
      ? { faults: result.faults.map(({ path, message }) => `${what}: ${path}: ${message}`) }
      : result;
  }

  function runLastGood(faults: readonly string[]): void {
    const newest = versions.newest();
    const kept = newest && newestDocument(newest);
    const last = kept !== undefined && 'house' in kept ? kept.house : store.get(HOUSES, LAST);
    if (last === undefined) {
      const hint = `${source.initCommand} writes a sample house to start from`;
      throw new SettingsError([...faults, hint]);
    }
    for (const fault of faults) log.error('the house is not usable as it stands', { fault });
    log.error('running on the last good house', { path: source.path });
    run(last);
  }

  return {
    current,
    valueOf,

    writing({ text, value, house }, { doer, ...told }) {
      if (versions.newest()?.sha256 === versions.hashOf(text)) return { changes: keeping(house) };
      const changed = changedMembers(current(), value);
      const added = { text, by: doer.by, atMs: clock.nowMs(), changed, ...told };
      const { version, changes } = versions.adding(added);
      return { version, changes: [...changes, ...keeping(house)] };
    },

    running: () => running,
    run,
    runDocument({ value, house }, isKept) {
      unkept = isKept ? undefined : value;
      isBroken = false;
      run(house);
    },
    isUnkept: () => unkept !== undefined,

    runNewest() {
      const newest = versions.newest();
      const result = newest && newestDocument(newest);
      isBroken = result === undefined || 'faults' in result;
      if (result === undefined || 'faults' in result) runLastGood(result?.faults ?? []);
      else run(result.house);
    },
    isBroken: () => isBroken,

    runLastGood,
    runLastGoodOrNone() {
      if (store.get(HOUSES, LAST) === undefined) run(unset(source.timeZone()));
      else runLastGood([`${source.path}: there is no such file`]);
    },
    onHouse: listeners.add,
  };
}
