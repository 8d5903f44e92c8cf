/** What answers from the first moment on, and what is behind it once that is there. */
import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import type { Guard } from '../../src/app/base/credential-ports.ts';
import type { Store } from '../../src/app/base/ports/store.ts';
import type { AccessRefusal } from '../../src/app/base/ports/journal.ts';
import { createEntrance } from '../../src/hub/entrance.ts';
import { Head } from '../../src/http/head.ts';
import type { Route } from '../../src/http/router.ts';
import { configOf, OWNER } from '../support/app.ts';
import { createTestParts } from '../support/core.ts';
import { NO_CONNECTIONS } from '../support/connections.ts';
import { replyText } from '../support/reply-text.ts';

const ROUTE: Route = {
  method: 'GET',
  path: '/api/thing',
  access: 'any',
  summary: 'a thing',
  handle: () => ({ status: 200, headers: [], body: Buffer.from('a thing') }),
};
const ALL: Guard = { epoch: () => 1, authenticate: () => ({ principal: OWNER }) };
const NONE: Guard = {
  epoch: () => 1,
  authenticate: () => ({ principal: { ...OWNER, permissions: new Set<never>() } }),
};
const no = () => false;
const QUIET = { note: () => undefined };
const BUS = { isConnected: () => true } as never;
const storeIn = (more: Partial<Store> = {}) =>
  ({
    trouble: () => undefined,
    isSlow: () => false,
    lastCommitMs: () => undefined,
    ...more,
  }) as Store;

describe('the entrance', () => {
  let parts: ReturnType<typeof createTestParts>;
  let entrance: ReturnType<typeof createEntrance>;
  beforeEach(() => {
    parts = createTestParts();
    const recentLog = { entries: () => [], errors: () => [{ message: 'of late' }] as never };
    const config = configOf('none', { ARIS_HOSTS: 'named.example' });
    entrance = createEntrance(config, { ...parts, recentLog }, () => NO_CONNECTIONS);
  });

  async function ask(target: string, host = 'aris.local', from = '192.168.1.20') {
    const reply = await entrance.pipeline.handle({
      method: 'GET',
      target,
      head: new Head(['Host', host]),
      peerAddress: from,
      readBody: async () => Promise.resolve(Buffer.of()),
      async *bodyChunks() {
        yield await Promise.resolve(Buffer.of());
      },
    });
    return { status: reply.status, text: replyText(reply) };
  }
  const health = async () =>
    JSON.parse((await ask('/health')).text) as {
      status: string;
      uptime_seconds: number;
      checks: Record<string, Record<string, unknown>>;
    };

  it('answers for health alone while the hub starts, and asks all else to come back', async () => {
    assert.equal((await ask('/health')).status, 200);
    assert.equal((await ask('/ready')).status, 503);
    for (const target of ['/api/thing', '/api/auth/status', '/v1/zones']) {
      const { status, text } = await ask(target);
      assert.equal(status, 503, target);
      assert.match(text, /the hub is starting/);
    }
  });

  it('answers by the routes that it is opened with, and their guard, from then on', async () => {
    entrance.open([...entrance.health, ROUTE], ALL, QUIET);
    assert.deepEqual(await ask('/api/thing'), { status: 200, text: 'a thing' });
    assert.equal((await ask('/api/other')).status, 404);
    assert.equal((await ask('/ready')).status, 503);
    entrance.live.isReady = true;
    assert.equal((await ask('/ready')).status, 200);
    const refused: AccessRefusal[] = [];
    entrance.open([{ ...ROUTE, access: 'zones:read' }], NONE, {
      note: (refusal) => void refused.push(refusal),
    });
    assert.equal((await ask('/api/thing')).status, 403);
    assert.equal(refused.length, 1);
  });

  it('answers on the names of the machine and of the settings', async () => {
    entrance.open([ROUTE], ALL, QUIET);
    for (const [host, status] of [
      ['hub.example.org', 200],
      ['named.example', 200],
      ['evil.example', 421],
    ] as const)
      assert.equal((await ask('/api/thing', host)).status, status, host);
  });

  it('tells of health what is known of it so far', async () => {
    assert.equal((await health()).status, 'unhealthy');
    Object.assign(entrance.live, { bus: BUS, store: storeIn() });
    assert.equal((await health()).status, 'ok');
    const well = { isStandby: no, isSetUp: no, isUnconfirmed: no, backups: undefined };
    const degraded = async (live: Partial<typeof entrance.live>) => {
      Object.assign(entrance.live, live);
      const { status, checks } = await health();
      Object.assign(entrance.live, { ...well, store: storeIn() });
      assert.equal(status, 'degraded', Object.keys(live).join());
      return JSON.stringify(checks);
    };
    assert.match(await degraded({ isStandby: () => true }), /standby/);
    assert.match(await degraded({ isSetUp: () => true }), /setup/);
    assert.match(
      await degraded({ isUnconfirmed: (type) => type === 'store_restored' }),
      /restored/,
    );
    assert.match(
      await degraded({ isUnconfirmed: (type) => type === 'records_damaged' }),
      /damaged/,
    );
    assert.match(await degraded({ store: storeIn({ trouble: () => 'full' }) }), /full/);
    assert.match(await degraded({ store: storeIn({ isSlow: () => true }) }), /slow/);
    const status = () => ({
      state: 'old' as const,
      last: undefined,
      failures: 0,
      failure: undefined,
    });
    assert.match(await degraded({ backups: { status } }), /old/);
    assert.equal((await health()).status, 'ok');
  });

  it('tells since when it is not well, whether or not somebody asks', async () => {
    entrance.look();
    const startedMs = parts.clock.nowMs();
    parts.clock.advance(60_000);
    assert.match(
      JSON.stringify((await health()).checks),
      new RegExp(new Date(startedMs).toISOString().slice(0, 19)),
    );
    assert.deepEqual(Object.keys(entrance.healthReport()).includes('status'), true);
  });

  it('hands on what is known of the process and its connections', () => {
    assert.equal(entrance.connections(), NO_CONNECTIONS);
    assert.deepEqual(entrance.recentLog.errors(), [{ message: 'of late' }]);
    assert.ok(entrance.processFacts().residentBytes > 0);
  });
});
