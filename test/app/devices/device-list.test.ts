import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { deviceViews } from '../../../src/app/devices/device-list.ts';
import type { DeviceBinding } from '../../../src/domain/binding/binding.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import { aboutRoutes } from '../../../src/http/routes/about.ts';
import { hallWith } from '../../support/bound-house.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { bearer, createTestApp, OWNER, type TestApp } from '../../support/app.ts';
import { createProcessFacts } from '../../../src/system/process-facts.ts';
import { replyText } from '../../support/reply-text.ts';

describe('the devices of the house', () => {
  let app: TestApp;
  let auth: ReturnType<typeof bearer>;
  const get = async (target: string) => app.ask({ target, headers: [auth] });
  const deviceOf = async (id: string) => {
    const { json } = await get('/api/equipment');
    return (json['equipment'] as { id: string }[]).find((device) => device.id === id);
  };

  beforeEach(async () => {
    app = createTestApp();
    const { token } = await app.tokens.create(OWNER, { name: 'test' });
    auth = bearer(token);
  });

  it('are all listed, sensors first, with their zones and names', async () => {
    const { status, json } = await get('/api/equipment');
    assert.equal(status, 200);
    assert.deepEqual(json, {
      equipment: [
        { kind: 'sensor', id: 's1', zones: ['living'], online: false },
        { kind: 'sensor', id: 's2', zones: ['living'], online: false },
        { kind: 'fcu', id: 'f1', friendlyName: 'South', zones: ['living'], online: false },
        { kind: 'fcu', id: 'f2', friendlyName: 'North', zones: ['living'], online: false },
        { kind: 'fcu', id: 'f3', friendlyName: 'Bath', zones: ['bath'], online: false },
        { kind: 'hcu', id: 'hcu_main', online: false },
        { kind: 'heatpump', id: 'hp_1', online: false },
        { kind: 'dhw', id: 'dhw_main', online: false },
        { kind: 'tes', id: 'tes_main', online: false },
      ],
      metadata: { count: 9 },
    });
  });

  it('that are bound terminals are named as what they are', () => {
    const valve = { kind: 'fcu', id: 'hall_valve', readings: [] } as const;
    const relay = { topic: 'r', on: 1, off: 0 };
    const whatIs = (binding: DeviceBinding) =>
      deviceViews(hallWith(binding), { get: () => undefined }).find(({ kind }) => kind === 'fcu')
        ?.terminal;
    assert.equal(whatIs({ ...valve, setpoint: { topic: 's' } }), 'valve');
    assert.equal(whatIs({ ...valve, switch: relay }), 'relay');
    assert.equal(whatIs({ ...valve, setpoint: { topic: 's' }, switch: relay }), 'valve');
    assert.equal(whatIs(valve), undefined);
    assert.equal(whatIs({ ...valve, id: 'another', switch: relay }), undefined);
    assert.equal(whatIs({ ...valve, kind: 'hcu', switch: relay }), undefined);
  });

  it('are online while their reports are fresh, and tell when the last one came', async () => {
    app.report('sensor', 's1', { tempC: 20 });
    const told = { kind: 'sensor', id: 's1', zones: ['living'] };
    const lastSeenTs = '2026-01-15T10:00:00Z';
    assert.deepEqual(await deviceOf('s1'), { ...told, online: true, lastSeenTs });
    app.clock.advance(LIMITS.readingFreshMs);
    app.devices.sweep();
    assert.deepEqual(await deviceOf('s1'), { ...told, online: false, lastSeenTs });
  });

  it('are nothing to a token that may not read equipment', async () => {
    const { token } = await app.tokens.create(OWNER, {
      name: 'metrics',
      permissions: ['metrics:read'],
    });
    auth = bearer(token);
    assert.equal((await get('/api/equipment')).status, 403);
    assert.equal((await get('/api/system/usage')).status, 403);
  });
});

describe('what the hub takes of its machine', () => {
  it('leaves out what the kernel does not tell', async () => {
    const usage = () => ({
      uptimeSeconds: 90.7,
      residentBytes: 60_000_000,
      heapUsedBytes: 10_000_000,
      diskWrittenBytes: undefined,
    });
    const [, route] = aboutRoutes({ devices: () => [], usage });
    const reply = await route?.handle({} as never);
    const told = JSON.parse(replyText(reply ?? {})) as object;
    const known = { uptimeSeconds: 90, residentBytes: 60_000_000, heapUsedBytes: 10_000_000 };
    assert.deepEqual(told, known);
  });

  it('is read from this process', async () => {
    const usage = createProcessFacts(createFakeClock());
    const [, route] = aboutRoutes({ devices: () => [], usage });
    const reply = await route?.handle({} as never);
    assert.equal(reply?.status, 200);
    const facts = usage();
    assert.ok(facts.uptimeSeconds > 0 && facts.uptimeSeconds < 3_600);
    assert.ok(facts.residentBytes > facts.heapUsedBytes);
    assert.ok(facts.diskWrittenBytes === undefined || facts.diskWrittenBytes >= 0);
  });
});
