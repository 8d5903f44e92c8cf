/** What a backup holds, for a person to judge by, and what of it may come back. */
import type { BackupItem, BlockRef } from './format.ts';
import { merged, type Revocation } from './revocation.ts';
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
}

/** The members of a record; none of one that cannot be read. */
function membersOf(text: string): Readonly<Record<string, unknown>> {
  try {
    const { d } = JSON.parse(text) as { d?: unknown };
    return typeof d === 'object' && d !== null ? (d as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
const textOf = (value: unknown) => (typeof value === 'string' ? value : '?');

/** Takes items as they come. */
class Inventory {
  readonly tables = new Map<string, number>();
  readonly people: { id: string; text: string }[] = [];
  readonly tokens: { id: string; text: string }[] = [];
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
  }
}

/** Reads all of it. @param own who was thrown out on this machine */
export async function holdingsOf(
  items: AsyncIterable<readonly BackupItem[]>,
  own: readonly Revocation[],
  onRecords: (count: number) => void = () => undefined,
): Promise<Holdings> {
  const inventory = new Inventory();
  for await (const slice of items) {
    for (const item of slice) inventory.take(item);
    onRecords(inventory.records);
  }
  const { records, tables, hasHouse, keys, firmware } = inventory;
  const revocations = merged([...inventory.revocations, ...own]);
  const reviver = createReviver(revocations);
  const people = inventory.people.flatMap(({ id, text }) => {
    const revived = reviver.revived(`users/${id}`, text);
    if (revived === undefined) return [];
    const { name, email, role } = membersOf(revived);
    return [{ id, name: textOf(name), email: textOf(email), role: textOf(role) }];
  });
  const tokens = inventory.tokens.flatMap(({ id, text }) => {
    const { name, revokedAtMs } = membersOf(reviver.revived(`tokens/${id}`, text) ?? '');
    return revokedAtMs === undefined ? [{ id: `tok_${id}`, name: textOf(name) }] : [];
  });
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
    ...reviver.counts(),
  };
}
