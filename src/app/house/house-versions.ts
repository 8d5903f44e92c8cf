/**
 * The versions of the house that are kept, each a record that says who made it, and its text in pieces: one record of
 * all of it would be larger than others may be. A version is never written again.
 */
import * as v from 'valibot';
import { ACTOR_KINDS, type Actor } from '../../domain/doer.ts';
import { LIMITS } from '../../domain/limits.ts';
import { hexOf, type Digest } from '../base/credential-ports.ts';
import type { Change, Store, Table } from '../base/ports/store.ts';
import { recordValue } from '../base/schema.ts';

const ACTOR = v.strictObject({
  kind: v.picklist(ACTOR_KINDS),
  id: v.string(),
  name: v.optional(v.string()),
});
const RECORD = v.strictObject({
  atMs: v.number(),
  by: ACTOR,
  /** Of its text, as a hash and in UTF-8. */
  sha256: v.string(),
  bytes: v.number(),
  pieces: v.number(),
  /** The members that are otherwise than in the version before. */
  changed: v.array(v.string()),
  /** The version whose text it has again. */
  restored: v.optional(v.number()),
  /** Where it came of taking a change back, or of having it again. */
  step: v.optional(v.picklist(['undo', 'redo'])),
  /** The file that it was read of. */
  path: v.optional(v.string()),
});
type VersionRecord = Readonly<v.InferOutput<typeof RECORD>>;

/** By its number. */
export const HOUSE_VERSIONS: Table<VersionRecord> = {
  name: 'house_versions',
  version: 1,
  parse: (value) => recordValue(RECORD, value),
};
/** By the number of the version and of the piece. */
export const HOUSE_PIECES: Table<string> = {
  name: 'house_pieces',
  version: 1,
  parse: (value) => recordValue(v.string(), value),
};

const FILE_NOTE = v.strictObject({ fileSha256: v.string(), versionSha256: v.string() });
export type HouseFileNote = Readonly<v.InferOutput<typeof FILE_NOTE>>;
/** The file as it was last taken in or written, and the version that said the same. Its one key is `file`. */
export const HOUSE_FILE: Table<HouseFileNote> = {
  name: 'house_file',
  version: 1,
  parse: (value) => recordValue(FILE_NOTE, value),
};
export const FILE_KEY = 'file';

export interface HouseVersion extends VersionRecord {
  readonly version: number;
}
/** What is to be kept of a new one. */
export interface NewVersion extends Pick<VersionRecord, 'changed' | 'restored' | 'step' | 'path'> {
  readonly text: string;
  readonly by: Actor;
  readonly atMs: number;
}

const KEY_DIGITS = 8;
const PIECE_DIGITS = 4;
const keyOf = (version: number) => String(version).padStart(KEY_DIGITS, '0');
const pieceKey = (version: number, piece: number) =>
  `${keyOf(version)}-${String(piece).padStart(PIECE_DIGITS, '0')}`;

function piecesOf(text: string): string[] {
  const count = Math.ceil(text.length / LIMITS.housePieceChars);
  return Array.from({ length: count }, (_, piece) =>
    text.slice(piece * LIMITS.housePieceChars, (piece + 1) * LIMITS.housePieceChars),
  );
}

const removals = ({ version, pieces }: HouseVersion): Change[] => [
  { remove: HOUSE_VERSIONS, key: keyOf(version) },
  ...Array.from({ length: pieces }, (_, piece) => ({
    remove: HOUSE_PIECES,
    key: pieceKey(version, piece),
  })),
];

export interface HouseVersions {
  /** The hash by which texts of versions are known. */
  hashOf(text: string): string;
  newest(): HouseVersion | undefined;
  /** Newest first. */
  readonly list: () => readonly HouseVersion[];
  find(version: number): HouseVersion | undefined;
  /** Undefined where a part of it cannot be read. */
  textOf(version: HouseVersion): string | undefined;
  /** What writes the next one, and takes the oldest away where there are too many. */
  adding(added: NewVersion): { readonly version: HouseVersion; readonly changes: Change[] };
}

export function createHouseVersions(
  store: Pick<Store, 'get' | 'range'>,
  digest: Pick<Digest, 'sha256'>,
): HouseVersions {
  const hashOf = (text: string) => hexOf(digest.sha256(text));

  const list = (limit?: number): HouseVersion[] =>
    [...store.range(HOUSE_VERSIONS, { newestFirst: true, limit })].map(([key, record]) => ({
      ...record,
      version: Number(key),
    }));
  const newest = () => list(1)[0];

  return {
    hashOf,
    newest,
    list: () => list(),

    find(version) {
      const record = store.get(HOUSE_VERSIONS, keyOf(version));
      return record && { ...record, version };
    },

    textOf({ version, pieces, sha256 }) {
      const parts = Array.from({ length: pieces }, (_, piece) =>
        store.get(HOUSE_PIECES, pieceKey(version, piece)),
      );
      const text = parts.join('');
      return hashOf(text) === sha256 ? text : undefined;
    },

    adding({ text, ...told }) {
      const before = list();
      const pieces = piecesOf(text);
      const record: VersionRecord = {
        ...told,
        sha256: hashOf(text),
        bytes: Buffer.byteLength(text),
        pieces: pieces.length,
      };
      const version = (before[0]?.version ?? 0) + 1;
      const puts: Change[] = pieces.map((value, piece) => ({
        put: HOUSE_PIECES,
        key: pieceKey(version, piece),
        value,
      }));
      return {
        version: { ...record, version },
        changes: [
          { put: HOUSE_VERSIONS, key: keyOf(version), value: record },
          ...puts,
          ...before.slice(LIMITS.houseVersions - 1).flatMap(removals),
        ],
      };
    },
  };
}
