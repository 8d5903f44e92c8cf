/** What a backup holds, for a person to judge by, and what of it may come back. */
import { holderOf, NOBODY_KNOWN } from '../../domain/token.ts';
import type { BackupItem, BlockRef } from './format.ts';
import { merged, type Revocation } from './revocation.ts';
import type { TextRecord } from './record-slices.ts';
import { createReviver, type RevivedCounts } from './revived.ts';

export interface HeldPerson {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: string;
}

export interface HeldToken {
  readonly id: string;
  readonly name: string;
  /** The id of the person whom it stands under in the end; absent where that is nobody. */
  readonly under?: string;
}

export interface Holdings extends RevivedCounts {
  readonly records: number;
  /** Of each table. */
  readonly tables: ReadonlyMap<string, number>;
  readonly people: readonly HeldPerson[];
  /** Those that are not revoked. */
  readonly tokens: readonly HeldToken[];
  readonly hasHouse: boolean;
  readonly keys: string | undefined;
  readonly firmwareFiles: number;
  /** Of history, beside the backup. */
  readonly blocks: readonly BlockRef[];
  /** Of the backup and of this machine, one of each name. */
  readonly revocations: readonly Revocation[];
  /** Whether a second factor's key, sealed as it is, is of use to the hub that there will be. */
  readonly opens: (sealedSecret: string) => boolean;
  /** How many people's second factors cannot come along, since the key that they are sealed with is not there. */
  readonly factorsLost: number;
}

type Members = Readonly<Record<string, unknown>>;

/** The members of a record; none of one that cannot be read. */
function membersOf(text: string): Members {
  try {
    const { d } = JSON.parse(text) as { d?: unknown };
    return typeof d === 'object' && d !== null ? (d as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
const textOf = (value: unknown) => (typeof value === 'string' ? value : '?');

const TOKEN = 'tok_';

/** Whom each token stands under in the end, by its id. */
function rootsOf(tokens: ReadonlyMap<string, Members>): (id: string) => string {
  return (id) => {
    const seen = new Set<string>();
    let holder = `${TOKEN}${id}`;
    while (holder.startsWith(TOKEN)) {
      const members = tokens.get(holder.slice(TOKEN.length));
      if (members === undefined || seen.has(holder)) return NOBODY_KNOWN;
      seen.add(holder);
      const { heldBy, createdBy } = members;
      holder = holderOf({
        heldBy: typeof heldBy === 'string' ? heldBy : undefined,
        createdBy: textOf(createdBy),
      });
    }
    return holder;
  };
}

/** With the tokens of whoever was removed: one of nobody's might do more than one of theirs. */
function withTheirTokens(
  revocations: readonly Revocation[],
  tokens: ReadonlyMap<string, Members>,
): Revocation[] {
  const removed = new Map(
    revocations.flatMap((one) => ('removedAtMs' in one ? [[one.user, one.removedAtMs]] : [])),
  );
  const rootOf = rootsOf(tokens);
  const theirs = [...tokens.keys()].flatMap((token): Revocation[] => {
    const revokedAtMs = removed.get(rootOf(token));
    return revokedAtMs === undefined ? [] : [{ token, revokedAtMs }];
  });
  return merged([...revocations, ...theirs]);
}

/** Takes items as they come. */
class Inventory {
  readonly tables = new Map<string, number>();
  readonly people: { id: string; text: string }[] = [];
  readonly tokens: { id: string; text: string }[] = [];
  /** Of the panels' PIN and of second factors, by the names that they have in the store: for the count of them. */
  readonly counted: TextRecord[] = [];
  readonly firmware = new Set<string>();
  readonly revocations: Revocation[] = [];
  readonly blocks: BlockRef[] = [];
  records = 0;
  hasHouse = false;
  keys: string | undefined;

  take(item: BackupItem): void {
    if ('record' in item) this.#takeRecord(item.record, item.text);
    else if ('block' in item) this.blocks.push(item.block);
    else if ('firmware' in item) this.firmware.add(item.firmware);
    else if ('revocation' in item) this.revocations.push(item.revocation);
    else if (item.file === 'house.json') this.hasHouse = true;
    else this.keys = item.text;
  }

  #takeRecord(key: string, text: string): void {
    const [table = '', id = ''] = key.split('/', 2);
    this.records++;
    this.tables.set(table, (this.tables.get(table) ?? 0) + 1);
    if (table === 'users') this.people.push({ id, text });
    if (table === 'tokens') this.tokens.push({ id, text });
    if (table === 'pin' || table === 'second_factors') this.counted.push([key, text]);
  }
}

/** Whether the hub that there will be can open a second factor's sealed key. @param keys of the backup, where it has some */
export type OpensWith = (keys: string | undefined) => (sealedSecret: string) => boolean;

/** Reads all of it. @param own who was thrown out on this machine */
export async function holdingsOf(
  items: AsyncIterable<readonly BackupItem[]>,
  own: readonly Revocation[],
  opensWith: OpensWith = () => () => true,
  onRecords: (count: number) => void = () => undefined,
): Promise<Holdings> {
  const inventory = new Inventory();
  for await (const slice of items) {
    for (const item of slice) inventory.take(item);
    onRecords(inventory.records);
  }
  const { records, tables, hasHouse, keys, firmware } = inventory;
  const members = new Map(inventory.tokens.map(({ id, text }) => [id, membersOf(text)]));
  const rootOf = rootsOf(members);
  const revocations = withTheirTokens(merged([...inventory.revocations, ...own]), members);
  const opens = opensWith(keys);
  const reviver = createReviver(revocations, opens);
  const people = inventory.people.flatMap(({ id, text }) => {
    const revived = reviver.revived(`users/${id}`, text);
    if (revived === undefined) return [];
    const { name, email, role } = membersOf(revived);
    return [{ id, name: textOf(name), email: textOf(email), role: textOf(role) }];
  });
  const tokens = inventory.tokens.flatMap(({ id, text }) => {
    const { name, revokedAtMs } = membersOf(reviver.revived(`tokens/${id}`, text) ?? '');
    if (revokedAtMs !== undefined) return [];
    const under = rootOf(id);
    const held = { id: `${TOKEN}${id}`, name: textOf(name) };
    return [under.startsWith('usr_') ? { ...held, under } : held];
  });
  for (const [key, text] of inventory.counted) reviver.revived(key, text);
  reviver.missing();
  return {
    records,
    tables,
    people,
    tokens,
    hasHouse,
    keys,
    firmwareFiles: firmware.size,
    blocks: inventory.blocks,
    revocations,
    opens,
    factorsLost: reviver.factorsLost(),
    ...reviver.counts(),
  };
}
