/**
 * Under whom tokens stand: each under what made it or rotated it last, and so in the end under a
 * person, this machine, or nobody known. What a person may do is worked out into their tokens when something changes;
 * a request does not ask for it.
 */
import { PERMISSIONS, type Permission } from '../../domain/access.ts';
import { permissionsOf } from '../../domain/account.ts';
import { holderOf, MACHINE, NOBODY_KNOWN, type TokenRecord } from '../../domain/token.ts';
import type { UserRecord, Users } from '../users/users.ts';
import type { LiveToken, RootView } from './live-token.ts';
import type { TokenBook } from './token-book.ts';

const TOKEN = 'tok_';
/** Shared by all that stand there. */
const ON_MACHINE: RootView = { kind: 'machine' };
const UNKNOWN: RootView = { kind: 'unknown' };

const personView = ({ id, name, email, role }: UserRecord): RootView => ({
  kind: 'person',
  id,
  name,
  email,
  role,
});

type RootOf = (record: TokenRecord) => string;

export class Lineage {
  readonly #entries: Pick<TokenBook, 'get' | 'values'>;
  readonly #users: Pick<Users, 'get'>;

  constructor(entries: Pick<TokenBook, 'get' | 'values'>, users: Pick<Users, 'get'>) {
    this.#entries = entries;
    this.#users = users;
  }

  #holding(holder: string): LiveToken | undefined {
    return holder.startsWith(TOKEN) ? this.#entries.get(holder.slice(TOKEN.length)) : undefined;
  }

  /** Finds the ids of roots, each way up gone once. It holds until a token or a person changes. */
  #roots(): RootOf {
    const known = new Map<string, string>();
    return (record) => {
      const way: string[] = [];
      let holder = holderOf(record);
      while (holder.startsWith(TOKEN)) {
        const root = known.get(holder);
        if (root !== undefined) {
          holder = root;
          break;
        }
        // Until it is known: a circle, which only a damaged store could have, ends here.
        known.set(holder, NOBODY_KNOWN);
        way.push(holder);
        const above = this.#holding(holder);
        holder = above === undefined ? NOBODY_KNOWN : holderOf(above.record);
      }
      for (const below of way) known.set(below, holder);
      return holder;
    };
  }

  /** Views of roots; those of one person are one. */
  views(): (record: TokenRecord) => RootView {
    const rootOf = this.#roots();
    const people = new Map<string, RootView>();
    return (record) => {
      const root = rootOf(record);
      if (root === MACHINE) return ON_MACHINE;
      const seen = people.get(root);
      if (seen !== undefined) return seen;
      const user = this.#users.get(root);
      const view = user === undefined ? UNKNOWN : personView(user);
      people.set(root, view);
      return view;
    };
  }

  /** All that stand under a person or a token, however far down, and are not revoked. */
  under(top: string): LiveToken[] {
    const held = new Map<string, LiveToken[]>();
    for (const entry of this.#entries.values()) {
      const { record } = entry;
      const holder = record.heldBy ?? record.createdBy;
      // Most are held by a person, another one.
      if (holder !== top && !holder.startsWith(TOKEN)) continue;
      if (record.revokedAtMs !== undefined) continue;
      const others = held.get(holder);
      if (others === undefined) held.set(holder, [entry]);
      else others.push(entry);
    }
    const found: LiveToken[] = [];
    const waiting = [top];
    for (const holder of waiting) {
      for (const entry of held.get(holder) ?? []) {
        found.push(entry);
        waiting.push(entry.id);
      }
      // Taken once, so that a circle ends.
      held.delete(holder);
    }
    return found;
  }

  /** Whether one stands under the other, however far down. */
  isUnder(entry: LiveToken, top: LiveToken): boolean {
    const seen = new Set<LiveToken>();
    let above = this.#holding(holderOf(entry.record));
    while (above !== undefined && !seen.has(above)) {
      if (above === top) return true;
      seen.add(above);
      above = this.#holding(holderOf(above.record));
    }
    return false;
  }

  /** Gives tokens what they may do, as their roots stand now. */
  limit(entries: readonly LiveToken[]): void {
    const rootOf = this.#roots();
    for (const entry of entries) entry.limitTo(this.#allowedUnder(rootOf(entry.record)));
  }

  /** The same for all that there are, none of which is limited yet. */
  limitFresh(): void {
    const rootOf = this.#roots();
    for (const entry of this.#entries.values()) {
      const allowed = this.#allowedUnder(rootOf(entry.record));
      if (allowed !== undefined) entry.limitTo(allowed);
    }
  }

  /** Undefined where it is everything, which is not compared for each of many thousands. */
  #allowedUnder(root: string): ReadonlySet<Permission> | undefined {
    const user = this.#users.get(root);
    const allowed = user && permissionsOf(user.role);
    return allowed?.size === PERMISSIONS.length ? undefined : allowed;
  }
}
