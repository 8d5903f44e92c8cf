/** What has taken the place of a store that could not be used. */
export interface RestoredStore {
  /** What was wrong with it, to be read after "the store was damaged:". */
  readonly fault: string;
  /** Where the new one's records come from: a backup, what could still be read, or nowhere. */
  readonly from: 'backup' | 'rest' | 'nothing';
  readonly records: number;
  /** Where the damaged one lies now; absent where there was no file. */
  readonly kept?: string | undefined;
  /** The backup's file. */
  readonly backup?: string | undefined;
  /** What was kept between these times is gone: from the backup's until the damaged store was last written. */
  readonly sinceTs?: string | undefined;
  readonly untilTs?: string | undefined;
  /** Names of the tables that may lack some. */
  readonly lost?: readonly string[] | undefined;
}
