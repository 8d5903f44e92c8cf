/** Makes one backup: written, read back, and only then given its name. */
import { newStamp, type BackupKind, type BackupPart } from '../../domain/backup.ts';
import { BROKER, holdsPassword } from '../broker/broker-record.ts';
import type { StoreSnapshot } from '../base/ports/store.ts';
import { backupLines } from './contents.ts';
import { keepBlocks, type BlockPlace } from './history-blocks.ts';
import { damaged, openBackup, type BackupFileName, type BackupHeader } from './format.ts';
import type { BackupCodec, BackupFile, BackupFolder, FirmwareSource } from './ports.ts';
import type { Revocation } from './revocation.ts';

/** What is to go along, besides what always does. */
export interface BackupChoice {
  readonly kind: BackupKind;
  readonly hasHistory: boolean;
  readonly hasFirmware: boolean;
}

/** What the hub says of itself in a backup. */
export type AboutHub = Pick<BackupHeader, 'version' | 'storeFormat' | 'serial' | 'isVirtual'>;

/** What is kept beside the store. */
export interface BesideStore {
  about(): AboutHub;
  /** Undefined where the file is missing, or is none of the hub's. */
  houseText(): string | undefined;
  /** The keys, where they may go along: where backups are sealed. */
  keyText(): string | undefined;
  revocations(): Promise<readonly Revocation[]>;
  readonly firmware: FirmwareSource;
}

/** A daily one has what is set and who may come in; of what has happened, little, and history in blocks. */
export function leftOutOf({ kind, hasHistory, hasFirmware }: BackupChoice): BackupPart[] {
  const isDaily = kind === 'daily';
  return [
    ...(hasHistory ? [] : (['history'] as const)),
    ...(isDaily && hasHistory ? (['recent_history'] as const) : []),
    ...(isDaily ? (['events'] as const) : []),
    ...(hasFirmware ? [] : (['firmware'] as const)),
  ];
}

export interface Writing {
  readonly choice: BackupChoice;
  readonly madeAtMs: number;
  readonly onRecords?: ((count: number) => void) | undefined;
  /** Where history that is over is to lie in blocks; else it is in the backup itself. */
  readonly place?: BlockPlace | undefined;
}

/** One that is made by hand is a file that has all of it: it is taken elsewhere. */
const hasBlocks = ({ kind, hasHistory }: BackupChoice) => kind !== 'manual' && hasHistory;

/** The lines of a backup. The snapshot is taken with the first of them, and released however they end. */
export async function* linesOf(
  take: () => StoreSnapshot,
  beside: BesideStore,
  { choice, madeAtMs, onRecords, place }: Writing,
): AsyncGenerator<string> {
  const snapshot = take();
  try {
    // Those of a week are read through, so that what a card has damaged is written anew.
    const isChecked = choice.kind === 'weekly';
    const blocks = place && (await keepBlocks(snapshot, { ...place, nowMs: madeAtMs, isChecked }));
    const keys = beside.keyText();
    const house = beside.houseText();
    const files: readonly (readonly [BackupFileName, string])[] = [
      ...(house === undefined ? [] : ([['house.json', house]] as const)),
      ...(keys === undefined ? [] : ([['keys.json', keys]] as const)),
    ];
    const leftOut = leftOutOf(choice);
    const isOut = {
      keys: keys === undefined,
      password: !holdsPassword(snapshot.range(`${BROKER.name}/`)),
    };
    const header: BackupHeader = {
      kind: choice.kind,
      madeAtMs,
      ...beside.about(),
      leftOut: [
        ...leftOut,
        ...(isOut.keys ? (['keys'] as const) : []),
        // Without the keys nobody can open it.
        ...(isOut.keys || isOut.password ? (['broker_password'] as const) : []),
      ],
    };
    const revocations = await beside.revocations();
    const firmware = choice.hasFirmware ? beside.firmware : undefined;
    yield* backupLines({ header, snapshot, blocks, files, revocations, firmware }, onRecords);
  } finally {
    snapshot.release();
  }
}

/** Reads it to its end. @throws HubError where it is not whole */
async function readBack(bytes: AsyncIterable<Uint8Array>, codec: BackupCodec): Promise<number> {
  const { items } = await openBackup(codec.unpack(bytes));
  let records = 0;
  for await (const slice of items) records += slice.filter((item) => 'record' in item).length;
  return records;
}

/** @throws HubError `storage_full`, `storage_unwritable`, `invalid` (it did not read back); nothing is left of it */
export async function writeBackup(
  take: () => StoreSnapshot,
  beside: BesideStore,
  { folder, codec, ...writing }: Writing & { folder: BackupFolder; codec: BackupCodec },
): Promise<BackupFile> {
  const { choice, onRecords } = writing;
  const taken = new Set((await folder.list()).map(({ name }) => name));
  const stamp = newStamp(choice.kind, writing.madeAtMs, (name) => taken.has(name));
  let written = 0;
  const lines = linesOf(take, beside, {
    choice,
    madeAtMs: stamp.madeAtMs,
    place: hasBlocks(choice) ? { blocks: folder.blocks, codec } : undefined,
    onRecords(count) {
      written = count;
      onRecords?.(count);
    },
  });
  const draft = await folder.write(stamp, codec.pack(lines));
  try {
    if ((await readBack(draft.read(), codec)) !== written)
      throw damaged('it does not read back as it was written');
    return await draft.keep();
  } catch (error) {
    await draft.discard();
    throw error;
  }
}
