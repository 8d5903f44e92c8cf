import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { DeviceView } from '../../../src/app/devices/device-list.ts';
import { aboutRoutes } from '../../../src/http/routes/about.ts';
import { bearer, createTestApp, OWNER } from '../../support/app.ts';

const FACTS = { uptimeSeconds: 1, residentBytes: 2, heapUsedBytes: 3, diskWrittenBytes: 4 };

it('/api/equipment lists the devices as they are, and counts them', async () => {
  const all: DeviceView[] = [
    { kind: 'sensor', id: 's1', zones: ['living'], online: true },
    { kind: 'hcu', id: 'hcu_main', online: false },
  ];
  const extraRoutes = aboutRoutes({ devices: () => all, usage: () => FACTS });
  const app = createTestApp({ extraRoutes });
  const { token } = await app.tokens.create(OWNER, { name: 'x', permissions: ['equipment:read'] });
  const { status, json } = await app.ask({ target: '/api/equipment', headers: [bearer(token)] });
  assert.deepEqual([status, json], [200, { equipment: all, metadata: { count: 2 } }]);
  const usage = await app.ask({ target: '/api/system/usage', headers: [bearer(token)] });
  assert.deepEqual([usage.status, usage.json['required']], [403, 'system:read']);
});

describe('/api/system/usage', () => {
  const facts = { uptimeSeconds: 59.9, residentBytes: 70, heapUsedBytes: 30 };
  const shown = { uptimeSeconds: 59, residentBytes: 70, heapUsedBytes: 30 };
  for (const [what, told] of [
    ['in whole seconds and bytes', { diskWrittenBytes: 0 }],
    ['without what the kernel does not tell', {}],
  ] as const)
    it(`is told ${what}`, async () => {
      const usage = () => ({ diskWrittenBytes: undefined, ...facts, ...told });
      const other = createTestApp({ extraRoutes: aboutRoutes({ devices: () => [], usage }) });
      const { token } = await other.tokens.create(OWNER, { name: 'x' });
      const answer = await other.ask({ target: '/api/system/usage', headers: [bearer(token)] });
      assert.deepEqual([answer.status, answer.json], [200, { ...shown, ...told }]);
    });
});
