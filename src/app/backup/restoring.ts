/** Putting a running hub back to a backup that somebody sends, as clients see it: step by step, one at a time. */
import * as v from 'valibot';
import type { BackupKind, BackupPart } from '../../domain/backup.ts';
import type { Doer } from '../../domain/doer.ts';
import { LIMITS } from '../../domain/limits.ts';
import type { Refusal } from '../../domain/refusals.ts';
import type { HeldPerson, HeldToken } from './holdings.ts';
import type { RevivedCounts } from './revived.ts';

/**
 * - `none`: nothing is under way
 * - `receiving`, `reading`, `writing`: the hub is at work
 * - `sealed`: it waits for the passphrase
 * - `ready`: it waits for who decides
 * - `restarting`: it is done, and the hub starts anew into it
 */
export const RESTORE_STATES = [
  'none',
  'receiving',
  'reading',
  'sealed',
  'ready',
  'writing',
  'restarting',
] as const;
export type RestoreState = (typeof RESTORE_STATES)[number];

/** What is moved aside. */
export const REPLACEABLE = ['store', 'keys', 'house', 'firmware'] as const;

/** What a backup holds, and would change. */
export interface RestoreContents extends RevivedCounts {
  readonly kind: BackupKind;
  readonly madeAt: string;
  /** Of the hub that made it. */
  readonly version: string;
  readonly serial?: string;
  readonly leftOut: readonly BackupPart[];
  readonly records: number;
  readonly historyBlocks: number;
  /** Files of history that it refers to, which were found beside this hub's own backups. */
  readonly historyFiles: number;
  /** Those that were not, or are damaged: their history does not come back. */
  readonly historyFilesLost: number;
  /** Those who come back. */
  readonly people: readonly HeldPerson[];
  readonly tokens: readonly HeldToken[];
  /** People whose second factor does not come back. */
  readonly factorsLost: number;
  readonly hasKeys: boolean;
  /** Whether the broker of this hub becomes that of the backup; else one that a person had set has to be set again. */
  readonly hasBroker: boolean;
  readonly replaces: readonly (typeof REPLACEABLE)[number][];
  /** The serial of this hub, where the backup's is another one: somebody has to say which stays. */
  readonly ownSerial?: string;
}

export interface RestoreView {
  readonly state: RestoreState;
  /** How large a file there is room for. */
  readonly roomBytes: number;
  /** How far the hub is, while it is at work. */
  readonly bytes?: number;
  readonly records?: number;
  /** Of the one that is `ready`, and from then on. */
  readonly contents?: RestoreContents;
  /** Why the last one was given up. */
  readonly failure?: string;
  /** The same by code, where it has one. */
  readonly refusal?: Refusal;
}

const NAMES = v.array(v.pipe(v.string(), v.maxLength(LIMITS.emailChars)));
export const RESTORE_CHOICE = v.strictObject({
  serial: v.optional(
    v.pipe(
      v.picklist(['own', 'backup']),
      v.description('Whose serial number stays, where there are two'),
    ),
  ),
  withoutUsers: v.optional(
    v.pipe(NAMES, v.description('Who does not come back, by e-mail or id; their tokens neither')),
  ),
  withoutTokens: v.optional(v.pipe(NAMES, v.description('Ids of tokens that do not come back'))),
});
export type RestoreChoiceAsked = v.InferOutput<typeof RESTORE_CHOICE>;

export interface Restoring {
  view(): RestoreView;
  /**
   * Takes a file, and reads it to its end.
   * @throws HubError `conflict` while another is under way, `too_large`, `storage_full`, `invalid` for one that cannot be
   *   put back; nothing is left of it
   */
  take(bytes: AsyncIterable<Uint8Array>): Promise<RestoreView>;
  /** @throws HubError `conflict` where it waits for none, `invalid` where it is another; it may be tried again */
  open(passphrase: string): Promise<RestoreView>;
  /**
   * Makes everything ready, and has the hub start anew into it.
   * @param by.mayStill asked once it is ready: writing takes time
   * @throws HubError `conflict`, `invalid`, `storage_full`, `forbidden`; everything is as it was, and it may be tried again
   */
  start(
    choice: RestoreChoiceAsked,
    by: { readonly doer: Doer; readonly mayStill: () => boolean },
  ): Promise<RestoreView>;
  /** Gives it up. @throws HubError `conflict` while the hub is at work */
  drop(): Promise<RestoreView>;
}
