/**
 * The house as people change it: checked, kept with its versions, and taken back. A house with a fault never takes the
 * place of another.
 */
import type { Doer } from '../../domain/doer.ts';
import { HubError } from '../../domain/errors.ts';
import { because } from '../../domain/refusals.ts';
import type { NewEvent } from '../../domain/event.ts';
import type { HouseFault } from '../../domain/house-fault.ts';
import type { House } from '../../domain/house.ts';
import { LIMITS } from '../../domain/limits.ts';
import type { Digest } from '../base/credential-ports.ts';
import type { Listener } from '../base/listeners.ts';
import { createMutex } from '../base/mutex.ts';
import type { Cancel, Clock } from '../base/ports/clock.ts';
import type { Journal } from '../base/ports/journal.ts';
import type { Log } from '../base/ports/log.ts';
import type { Store } from '../base/ports/store.ts';
import { UNCONDITIONALLY, type Precondition } from '../base/precondition.ts';
import { documentOf, houseMembers } from './house-document.ts';
import { createHouseInFile, type HouseInFile } from './house-file-reload.ts';
import type { HouseSource } from './house-source.ts';
import { stepTarget, type HouseStep } from './house-steps.ts';
import { createHouseVersions, type HouseVersion } from './house-versions.ts';
import { createKeptHouse } from './kept-house.ts';
import type { RawObject } from './profile.ts';

export interface HouseChange {
  readonly doer: Doer;
  /** Of the members of the house. */
  readonly precondition?: Precondition | undefined;
}

export interface HouseBook extends Pick<HouseInFile, 'reload' | 'origin'> {
  /** Says, at the start, which house runs. @throws SettingsError where there is none */
  open(): Promise<House>;
  /** That house runs, wherever it comes from. */
  begin(house: House): void;
  /** As people write it. */
  current(): RawObject;
  /** The number of the newest version; 0 where none is kept yet. */
  version(): number;
  /** Newest first. */
  versions(): readonly HouseVersion[];
  /** @throws HubError `not_found` */
  find(version: number): HouseVersion & { readonly house: RawObject };
  /** Every fault; none where it is a house. */
  check(value: unknown): readonly HouseFault[];
  /**
   * What reads as before changes nothing.
   * @throws HubError `invalid` with the faults, `conflict` where a setting names the file, `precondition_failed`, `storage_full`
   */
  put(value: unknown, change: HouseChange): Promise<void>;
  /** The house is again as it was in that version. @throws HubError `not_found`, and as `put` */
  restore(version: number, change: HouseChange): Promise<void>;
  /**
   * Takes a change back, with each undo an earlier one, or has it again: which is a change as well.
   * @throws HubError `conflict` where there is none, and as `put`
   */
  step(step: HouseStep, change: HouseChange): Promise<void>;
  /** The version that the house would be as again; undefined where there is none. */
  stepTarget(step: HouseStep): number | undefined;
  /** Writes the file, which then says what the house is. @throws HubError as HouseInFile.write */
  exportFile(): Promise<void>;
  /** Told of each house that runs from now on. */
  onHouse(listener: Listener<House>): Cancel;
}

export interface HouseBookDeps {
  readonly store: Store;
  readonly journal: Journal;
  readonly source: HouseSource;
  readonly digest: Pick<Digest, 'sha256'>;
  readonly clock: Pick<Clock, 'nowMs'>;
  readonly log: Log;
}

const changedEvent = ({ version, changed, restored }: HouseVersion, doer: Doer): NewEvent => ({
  type: 'house_changed',
  severity: 'info',
  ...doer,
  data: { version, changed, ...(restored !== undefined && { restored }) },
});

/** Its message is the first fault; beside it stand all, as far as there are not too many to be read. */
function refusal(faults: readonly HouseFault[]): HubError {
  const [first = { path: '', message: 'it is no house' }] = faults;
  const { path, message } = first;
  return new HubError('invalid', path === '' ? message : `${path}: ${message}`, {
    ...(path !== '' && { field: path }),
    faults: faults.slice(0, LIMITS.houseFaultsTold).map((fault) => ({ ...fault })),
    faultCount: faults.length,
  });
}

const NO_STEP: Readonly<Record<HouseStep, string>> = {
  undo: 'there is no change to take back',
  redo: 'there is no change that was taken back and could be had again',
};

export function createHouseBook(deps: HouseBookDeps): HouseBook {
  const { store, journal, source, digest, clock, log } = deps;
  const versions = createHouseVersions(store, digest);
  const kept = createKeptHouse({ store, versions, source, clock, log });
  const inFile = createHouseInFile({ kept, store, versions, source, journal, log });
  const mutex = createMutex();

  const target = (step: HouseStep) => stepTarget(versions.list(), step);

  function find(version: number) {
    const found = versions.find(version);
    const house = found && kept.valueOf(found);
    if (found === undefined || house === undefined)
      throw new HubError('not_found', 'Version of the house not found', { version });
    return { ...found, house };
  }

  async function change(
    value: unknown,
    { doer, precondition }: HouseChange,
    back: Pick<HouseVersion, 'restored' | 'step'> = {},
  ) {
    inFile.refuseWhereSet();
    const document = documentOf(value, source);
    if ('faults' in document) throw refusal(document.faults);
    await mutex(async () => {
      (precondition ?? UNCONDITIONALLY)(houseMembers(kept.current()));
      const { changes, version } = kept.writing(document, { doer, ...back });
      if (version === undefined && !kept.isUnkept()) return;
      await journal.commit(changes, version === undefined ? [] : [changedEvent(version, doer)]);
      kept.runDocument(document, true);
    });
  }

  return {
    async open() {
      await mutex(inFile.open);
      const house = kept.running();
      if (house === undefined) throw new Error('no house runs');
      return house;
    },
    begin: kept.run,
    current: kept.current,
    version: () => versions.newest()?.version ?? 0,
    versions: versions.list,
    find,
    origin: inFile.origin,
    check(value) {
      const result = documentOf(value, source);
      return 'faults' in result ? result.faults : [];
    },
    put: async (value, asked) => change(value, asked),
    restore: async (version, asked) => change(find(version).house, asked, { restored: version }),
    async step(step, asked) {
      const restored = target(step);
      if (restored === undefined)
        throw new HubError('conflict', NO_STEP[step], { ...because(`nothing_to_${step}`) });
      await change(find(restored).house, asked, { restored, step });
    },
    stepTarget: target,
    reload: async (doer) => mutex(async () => inFile.reload(doer)),
    exportFile: async () => mutex(inFile.write),
    onHouse: kept.onHouse,
  };
}
