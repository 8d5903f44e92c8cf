/** The store, what is wrong with it, and its backups. */
import { DAY_MS, MINUTE_MS, SECOND_MS } from '../units.ts';

export const STORE_LIMITS = {
  // Storage
  /** What can wait is written together, this often. */
  lazyFlushMs: 10 * MINUTE_MS,
  /** It goes with what the house commits by itself where it waits for so long: one commit costs a card less than two. */
  lazyAlongMs: 5 * MINUTE_MS,
  /** What must not be missed for so long is written by then. */
  lazySoonMs: 1 * MINUTE_MS,
  /** The clock's high-water mark goes with whatever is written; it is written by itself where nothing was for so long. */
  clockMarkMs: 15 * MINUTE_MS,
  /** At all caps: some 50 MiB of history, 90 of events, 60 of tokens. */
  storeBytes: 256 * 1024 * 1024,
  /** What a new store has free in its file. */
  storeRoomBytes: 256 * 1024,
  storeValueBytes: 64 * 1024,
  /** Of a key with the name of its table: LMDB takes no longer ones. */
  storeKeyBytes: 1_024,
  /** How often it is looked whether the disk takes writes. */
  storeLookMs: 30 * SECOND_MS,
  /** So many commits one after another that each took so long, and the disk is told to be slow. */
  slowCommits: 3,
  slowCommitMs: 1 * SECOND_MS,
  /** It is told to be slow as well while a commit is under way for so long. */
  hangingCommitMs: 5 * SECOND_MS,
  /** Records that could not be read, named in one event. */
  damagedRecordKeys: 10,
  /** How long closing it may take. */
  storeCloseMs: 5 * SECOND_MS,
  /** Records of a newer version that are known by name. */
  newerRecords: 1_000,
  /** Damaged stores that are kept beside the one in use, for who may read more of them; the oldest goes. */
  damagedStores: 3,
  /** A process that reads a damaged store and says nothing in so much time of the processor goes round in circles. */
  storeReaderSilentMs: 20 * SECOND_MS,
  /** Processes that may die of reading one, and how many one after another that could read nothing more of it. */
  storeReaders: 64,
  storeReadersInVain: 6,
  /** What is wrong with single records, a line each. */
  verifyFaults: 1_000,
  /** Records of it that are written into the new one at a time. */
  storeHealSlice: 500,

  // Backups
  /** Of each kind so many are kept, the newest. */
  backupsKept: { daily: 7, weekly: 4, upgrade: 3, manual: 20 },
  /** How soon after a start it is first looked whether one is due, and how often from then on. */
  backupFirstMs: 10 * MINUTE_MS,
  backupLookMs: 60 * MINUTE_MS,
  /** A last good one of that age is told to be too old. */
  backupOldMs: 3 * DAY_MS,
  /** Events of each table in a daily one. */
  backupDailyEvents: 500,
  /** Read at a time: the event loop must not stand still for longer. */
  backupSliceRecords: 500,
  backupSliceBytes: 64 * 1024,
  /** Sealed at a time, which is the processor's work. */
  backupSealedBytes: 16 * 1024,
  /** Of a file that is read: a record is no longer, written as text within text. */
  backupLineBytes: 8 * 1024 * 1024,
  backupLines: 4_000_000,
  backupTextBytes: 1024 * 1024 * 1024,
  /** A text so many times as long as its file is no backup; ours come to 40 at most. So much is let pass before. */
  backupRatio: 200,
  backupRatioFreeBytes: 16 * 1024 * 1024,
  /** Of a block of history, as text: it is read into memory. All history comes to 70 MiB at most. */
  backupBlockChars: 64 * 1024 * 1024,
  /** Firmware in a backup. */
  backupFirmwareBytes: 256 * 1024 * 1024,
  backupFirmwareChunkBytes: 192 * 1024,
  /** Loaded at a time, and for how long: what was there at its beginning is kept for it. */
  backupDownloads: 2,
  backupDownloadMs: 10 * MINUTE_MS,
  backupPassphraseMinChars: 12,
  /** Records that are put back in one commit. */
  restoreCommitBytes: 4 * 1024 * 1024,
  /** A backup that is sent to be put back: how large, how long it may be on its way, how long nothing may come of it. */
  restoreUploadBytes: 512 * 1024 * 1024,
  restoreUploadMs: 30 * MINUTE_MS,
  restoreStallMs: 30 * SECOND_MS,
  /** What the disk keeps free for the house that goes on meanwhile. */
  restoreReserveBytes: 32 * 1024 * 1024,
  /** One that nobody decides on is thrown away. */
  restoreKeptMs: 15 * MINUTE_MS,
  /** Who was thrown out, kept beside the store: beyond so many the oldest are forgotten. */
  revocations: 100_000,
} as const;
