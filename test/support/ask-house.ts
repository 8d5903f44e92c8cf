/** The hub's API, asked with one token for zones, the mode of the house and its settings. */
import type { EventView } from '../../src/app/records/event-record.ts';
import { bearer, createTestApp, JSON_HEADER, OWNER } from './app.ts';

export async function createAskHouse() {
  const app = createTestApp();
  const events: EventView[] = [];
  const { token } = await app.tokens.create(OWNER, {
    name: 'all',
    permissions: ['zones:full', 'system:full', 'settings:full'],
  });
  app.journal.onEvent((event) => events.push(event));
  const ask = async (method: string, target: string, body?: unknown, as = token) =>
    app.ask({
      method,
      target,
      headers: [bearer(as), JSON_HEADER],
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  return { app, events, ask };
}

export type AskHouse = Awaited<ReturnType<typeof createAskHouse>>;
