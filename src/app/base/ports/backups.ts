/** Good backups of a store, for who has lost it. */
export interface Backups {
  /** The newest one that reads back whole and that this program can read; undefined where there is none. */
  newestGood(): Promise<GoodBackup | undefined>;
}

export interface GoodBackup {
  readonly path: string;
  readonly madeAtMs: number;
  /** The store format of its records. */
  readonly format: number;
  /** Every record, as key and text of the store. */
  records(): AsyncIterable<readonly [key: string, text: string]>;
}
