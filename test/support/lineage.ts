/** Tokens and people without sessions, over the in-memory store: what stands under whom, and a start on the same store. */
import { commitSteps } from '../../src/app/records/transaction.ts';
import type { Principal } from '../../src/app/base/principal.ts';
import { createMutex } from '../../src/app/base/mutex.ts';
import { createTokens } from '../../src/app/tokens/tokens.ts';
import { createUsers, type UserRecord } from '../../src/app/users/users.ts';
import { createTokenMint, parseToken } from '../../src/auth/token-format.ts';
import { digest } from '../../src/crypto/digest.ts';
import type { Permission } from '../../src/domain/access.ts';
import { permissionsOf, type Role } from '../../src/domain/account.ts';
import type { NewEvent } from '../../src/domain/event.ts';
import { createRecordStore } from '../../src/store/records.ts';
import { createFakeClock } from './fake-clock.ts';
import { createMemoryLog } from './log.ts';
import { createMemoryTexts } from './memory-texts.ts';
import { createSeededRandom } from './seeded-random.ts';

export function createTestLineage({
  texts = createMemoryTexts(),
  clock = createFakeClock(),
  seed = 1,
} = {}) {
  const log = createMemoryLog();
  const store = createRecordStore({ texts, clock, log });
  const events: NewEvent[] = [];
  let commits = 0;
  const journal = {
    async commit(
      ...[changes, news]: Parameters<Parameters<typeof createTokens>[0]['journal']['commit']>
    ) {
      await store.commit(changes);
      commits++;
      events.push(...news);
    },
  };
  const users = createUsers(store);
  const tokens = createTokens({
    store,
    journal,
    clock,
    log,
    digest,
    users,
    mint: createTokenMint(createSeededRandom(seed), digest),
    mutex: createMutex(),
    isSessionCurrent: () => true,
  });

  /** As signed in. */
  function person(id: string): Principal {
    const role = users.get(id)?.role;
    if (role === undefined) throw new Error(`${id} is nobody`);
    return { id, kind: 'session', permissions: permissionsOf(role), noteUse: () => undefined };
  }

  async function setRole(id: string, role: Role): Promise<void> {
    const record: UserRecord = {
      id,
      email: `${id}@example.com`,
      name: id,
      role,
      passwordHash: '',
      passwordVersion: 1,
      createdAtMs: 0,
      createdBy: 'cli',
      knownAddresses: {},
    };
    await commitSteps(journal, [users.saving(record), tokens.limitingUnder(id)]);
  }

  async function remove(by: Principal, id: string): Promise<number> {
    const revoking = tokens.revokingUnder(by, id);
    await commitSteps(journal, [users.removing(id, []), revoking]);
    return revoking.count;
  }

  /** Who asks with a token's text; undefined where it is refused. */
  function asker(text: string): Principal | undefined {
    const { id, body } = parseToken(text) ?? { id: '', body: '' };
    const entry = tokens.find(id, digest.sha256(body));
    return entry?.state() === 'active' ? entry.principal : undefined;
  }

  /** Makes one, and whoever asks with it. */
  async function make(by: Principal, name: string, permissions?: readonly Permission[], more = {}) {
    const created = await tokens.create(by, {
      name,
      ...more,
      ...(permissions && { permissions: [...permissions] }),
    });
    const principal = asker(created.token);
    if (principal === undefined) throw new Error(`${name} is refused`);
    return { ...created, principal };
  }

  return {
    texts,
    clock,
    store,
    log,
    users,
    tokens,
    events,
    person,
    setRole,
    remove,
    asker,
    make,
    commits: () => commits,
    restarted: () => createTestLineage({ texts, clock, seed: seed + 1 }),
  };
}
