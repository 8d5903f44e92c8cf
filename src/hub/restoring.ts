/**
 * Putting a running hub back to a backup. The file lies beside the store while it is looked at; the new store is written
 * there too, while the house goes on. It takes the old one's place once the hub has closed that, with the folder still its
 * own, and the hub starts anew. Load this file with `import()`: it is needed seldom.
 */
import { rmSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import type {
  RestoreChoiceAsked,
  RestoreState,
  RestoreView,
  Restoring,
} from '../app/backup/restoring.ts';
import type { BlockFolder } from '../app/backup/ports.ts';
import { strikeOut } from '../app/backup/striking.ts';
import { keepComing } from '../app/backup/keep-coming.ts';
import type { Cancel } from '../app/base/ports/clock.ts';
import { unwritable, writeWhole } from '../backup/folder.ts';
import { abandonSwap, UPLOAD } from '../backup/swap.ts';
import { HubError, invalid, messageOf, refusalIn } from '../domain/errors.ts';
import { because } from '../domain/refusals.ts';
import { LIMITS } from '../domain/limits.ts';
import { isoTime } from '../domain/units.ts';
import { contentsOf, type RestoredHub } from './restore-contents.ts';
import { readBackup, restoreCodec, type ReadBackup, type RestorePlace } from './restore.ts';
import { finishRestore, prepareRestore } from './restored-store.ts';
import type { Parts } from './types.ts';

export interface RestoringDeps extends RestoredHub {
  readonly isVirtual: boolean;
  readonly version: string;
  /** Where history lies that its backups refer to. */
  readonly blocks: BlockFolder;
  readonly parts: Parts;
  /** Has the hub stop and start anew. @param replaceStore what is done in between, once its store is closed */
  readonly restart: (replaceStore: () => Promise<void>) => void;
}

/** It waits for a passphrase. */
class Sealed extends Error {}

const AT_WORK: readonly RestoreState[] = ['receiving', 'reading', 'writing', 'restarting'];
const conflict = (message: string, code: 'restore_busy' | 'restore_over') =>
  new HubError('conflict', message, { ...because(code) });

function freeBytes(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
}

function roomIn(folder: string): number {
  const roomBytes = freeBytes(folder) - LIMITS.restoreReserveBytes;
  return Math.max(0, Math.min(roomBytes, LIMITS.restoreUploadBytes));
}

/** The house writes on meanwhile: it must not find the disk full. */
function refuseFull(folder: string): void {
  if (freeBytes(folder) < LIMITS.restoreReserveBytes)
    throw new HubError('storage_full', `there is no room left in ${folder} for this backup`);
}

export function createRestoring(deps: RestoringDeps): Restoring {
  const { folder, serial, parts, hasHouse } = deps;
  const { clock, log } = parts;
  const path = join(folder, UPLOAD);
  let state: RestoreState = 'none';
  let bytes = 0;
  let records = 0;
  let failure: Pick<RestoreView, 'failure' | 'refusal'> = {};
  let read: ReadBackup | undefined;
  let passphrase: string | undefined;
  let place: RestorePlace | undefined;
  let cancelForget: Cancel = () => undefined;

  /** What nobody decides on is not kept. */
  function become(next: RestoreState): void {
    state = next;
    cancelForget();
    if (!AT_WORK.includes(next) && next !== 'none')
      cancelForget = clock.after(LIMITS.restoreKeptMs, forget);
  }

  function forget(): void {
    become('none');
    read = undefined;
    passphrase = undefined;
    place = undefined;
    rmSync(path, { force: true });
  }

  function view(): RestoreView {
    return {
      state,
      roomBytes: roomIn(folder),
      ...(state === 'receiving' && { bytes }),
      ...((state === 'reading' || state === 'writing') && { records }),
      ...(read !== undefined && { contents: contentsOf(read, deps) }),
      ...failure,
    };
  }

  async function* counted(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    let checkedBytes = -Infinity;
    for await (const chunk of keepComing(source, clock)) {
      if (bytes - checkedBytes >= LIMITS.restoreCommitBytes) {
        refuseFull(folder);
        checkedBytes = bytes;
      }
      bytes += chunk.length;
      yield chunk;
    }
  }

  async function look(): Promise<RestoreView> {
    become('reading');
    records = 0;
    const ask = async () =>
      passphrase === undefined ? Promise.reject(new Sealed()) : Promise.resolve(passphrase);
    const codec = restoreCodec(folder, ask, parts);
    place ??= { ...deps, codec, nowMs: clock.nowMs(), onRecords: (n) => (records = n) };
    try {
      read = await readBackup(path, place);
      become('ready');
    } catch (error) {
      const isPassphrase = error instanceof HubError && error.context['field'] === 'passphrase';
      if (!(error instanceof Sealed) && !isPassphrase) throw error;
      become('sealed');
      if (isPassphrase) throw error;
    }
    return view();
  }

  /** @throws what it was given up for, in words */
  async function orForget(work: () => Promise<RestoreView>): Promise<RestoreView> {
    try {
      return await work();
    } catch (error) {
      if (state === 'sealed') throw error;
      forget();
      const told = unwritable(error, folder);
      const refusal = refusalIn(told);
      failure = { failure: messageOf(told), ...(refusal !== undefined && { refusal }) };
      log.warn('a backup was not put back', { reason: messageOf(told) });
      throw told;
    }
  }

  function chosen(of: ReadBackup, choice: RestoreChoiceAsked) {
    const { withoutUsers: users = [], withoutTokens: tokens = [] } = choice;
    const isOther = of.header.serial !== serial;
    if (isOther && choice.serial === undefined)
      throw invalid(
        'serial',
        `this hub has the serial ${serial}, the backup's ${of.header.serial ?? 'none'}: serial says which stays, own or backup`,
      );
    const holdings = strikeOut(of.holdings, { users, tokens }, clock.nowMs());
    return {
      read: { ...of, holdings },
      choice: { serial: isOther && choice.serial === 'own' ? serial : undefined, hasHouse },
    };
  }

  return {
    view,

    async take(source) {
      if (state !== 'none')
        throw conflict('another backup is being put back already', 'restore_busy');
      become('receiving');
      bytes = 0;
      failure = {};
      return orForget(async () => {
        await writeWhole(path, counted(source));
        return look();
      });
    },

    async open(given) {
      if (state !== 'sealed')
        throw conflict('there is no backup that waits for its passphrase', 'restore_over');
      passphrase = given;
      return orForget(look);
    },

    async start(asked, { doer, mayStill }) {
      if (state !== 'ready' || read === undefined || place === undefined)
        throw conflict('there is no backup that was read and could be put back', 'restore_over');
      const last = chosen(read, asked);
      const whole = { ...place, parts, doer, mayWrite: () => refuseFull(folder) };
      become('writing');
      records = 0;
      try {
        await prepareRestore(last.read, whole, last.choice);
        if (!mayStill()) throw new HubError('forbidden', 'whoever asked may no longer do so');
      } catch (error) {
        abandonSwap(folder);
        become('ready');
        throw error;
      }
      become('restarting');
      log.warn('the hub starts anew, into a backup', { madeAt: isoTime(read.header.madeAtMs) });
      deps.restart(async () => finishRestore(last.read, whole));
      return view();
    },

    async drop() {
      if (AT_WORK.includes(state)) throw conflict('the hub is at work on it', 'restore_busy');
      forget();
      return Promise.resolve(view());
    },
  };
}
