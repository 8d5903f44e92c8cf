import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Health } from '../../../src/app/diagnostics/health.ts';
import { healthRoutes } from '../../../src/http/routes/health.ts';
import { createTestApp } from '../../support/app.ts';

it('/health is 200 whatever it says, to anybody on any Host', async () => {
  for (const status of ['healthy', 'degraded']) {
    const health = { report: () => ({ status }) } as unknown as Health;
    const app = createTestApp({ extraRoutes: healthRoutes(health, () => true) });
    const answer = await app.ask({ target: '/health', headers: [['Host', 'evil.example.org']] });
    assert.deepEqual([answer.status, answer.json], [200, { status }]);
  }
});

it('/ready is 503 until store and house are loaded, and says so on any Host', async () => {
  const app = createTestApp();
  for (const [isReady, status, json] of [
    [false, 503, { status: 'starting' }],
    [true, 200, { status: 'ready' }],
  ] as const) {
    app.live.isReady = isReady;
    const answer = await app.ask({ target: '/ready', headers: [['Host', 'evil.example.org']] });
    assert.deepEqual([answer.status, answer.json], [status, json]);
  }
});
