/** Each kind of error as it is really answered, against the contract that the hub publishes. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { createFirmwareFolder } from '../../../src/firmware/folder.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import { ERRORS } from '../../../src/http/contract/errors.ts';
import type { Route } from '../../../src/http/router.ts';
import { firmwareRoutes } from '../../../src/http/routes/firmware.ts';
import { ADMIN_SECRET, createTestApp, OWNER, type TestApp } from '../../support/app.ts';
import {
  createComparing,
  createContractCheck,
  readContract,
  type ContractCheck,
} from '../../support/contract.ts';
import { createMemoryTexts } from '../../support/memory-texts.ts';
import { openStream } from '../../support/event-stream.ts';
import { tempFolder } from '../../support/temp-folder.ts';

/** Statuses that no test of this process can have: of an upstream that fails, tested with the real thing elsewhere. */
const ELSEWHERE = [502];

describe('the errors', () => {
  const folder = tempFolder();
  const texts = createMemoryTexts();
  let app: TestApp;
  let check: ContractCheck;
  let comparing: ReturnType<typeof createComparing>;
  let token: string;

  const failing: Route = {
    method: 'GET',
    path: '/api/system',
    access: 'system:read',
    summary: 'Fails',
    handle() {
      throw new TypeError('a fault of ours');
    },
  };

  before(async () => {
    check = createContractCheck(await readContract());
    comparing = createComparing(check);
    writeFileSync(join(folder.path, 'image.bin'), 'an image');
    const firmware = firmwareRoutes(createFirmwareFolder(folder.path, createTestApp().clock));
    app = createTestApp({ texts, extraRoutes: [failing, ...firmware] });
    ({ token } = await app.tokens.create(OWNER, {
      name: 'x',
      permissions: ['zones:full', 'settings:full', 'tokens:full', 'equipment:read', 'audit:read'],
    }));
  });
  after(folder.remove);

  /** @param expected the status of the answer, which the contract has to know of the operation */
  async function refused(
    expected: number,
    method: string,
    target: string,
    sent: { body?: unknown; headers?: Readonly<Record<string, string>>; as?: string } = {},
  ): Promise<void> {
    const { headers = {}, body, as = token } = sent;
    const { status } = await comparing.send(app, method, target, {
      headers: { ...(as !== '' && { authorization: `Bearer ${as}` }), ...headers },
      ...(body !== undefined && { body }),
    });
    assert.equal(status, expected, `${method} ${target}`);
    comparing.assertAsDescribed();
  }
  const make = async (more: object) =>
    (await app.tokens.create(OWNER, { name: 'y', ...more })).token;

  const COMMAND = '/api/zones/living/command';

  it('of who asks are as described', async () => {
    await refused(401, 'GET', '/api/zones', { as: '' });
    await refused(401, 'GET', '/api/zones', { as: 'wrong' });
    await refused(401, 'GET', '/api/zones', { as: 'eyJh.eyJz.c2ln' });
    await refused(401, 'GET', '/api/auth/session', { as: 'wrong' });
    await refused(401, 'GET', '/api/admin/users', {
      headers: { 'x-admin-secret': 'wrong' },
      as: '',
    });
    await refused(401, 'POST', '/api/auth/refresh', { body: { refresh_token: 'wrong' }, as: '' });
    await refused(403, 'GET', '/api/tokens', { as: await make({ permissions: ['zones:read'] }) });
    await refused(403, 'GET', '/api/state', { as: await make({ permissions: ['metrics:read'] }) });
    await refused(403, 'GET', '/api/faults', { as: await make({ zones: ['bath'] }) });
    await refused(403, 'DELETE', '/api/notices');
    await refused(403, 'POST', '/api/auth/logout', {
      headers: { origin: 'http://evil' },
      body: {},
    });
    await refused(403, 'POST', '/api/auth/register', {
      body: { email: 'a@example.com', password: 'a long password', name: 'A', setup_code: 'WRONG' },
      as: '',
    });
    const few = await make({ requestsPerMinute: 1 });
    await refused(404, 'GET', '/api/zones/none', { as: few });
    await refused(429, 'GET', '/api/zones/none', { as: few });
  });

  it('of what is asked are', async () => {
    await refused(400, 'POST', COMMAND, { body: { tempHeatSetC: 99 } });
    await refused(400, 'POST', COMMAND, { body: '{' });
    await refused(400, 'GET', '/api/zones/living/history?hours=none');
    await refused(400, 'PATCH', '/api/settings', { body: {} });
    await refused(413, 'POST', COMMAND, { body: ' '.repeat(LIMITS.requestBodyBytes + 1) });
    const text = { 'content-type': 'text/plain' };
    await refused(415, 'POST', COMMAND, { body: 'x', headers: text });
    await refused(421, 'GET', '/api/zones', { headers: { host: 'evil.example.org' } });
    const many = Object.fromEntries(
      Array.from({ length: LIMITS.requestHeaderLines + 1 }, (_, index) => [`x-${index}`, 'x']),
    );
    await refused(431, 'GET', '/api/zones', { headers: many });
    await refused(409, 'POST', '/api/admin/users', {
      body: await userTwice(),
      headers: ADMIN,
      as: '',
    });
  });
  const ADMIN = { 'x-admin-secret': ADMIN_SECRET };
  async function userTwice(): Promise<object> {
    const body = { email: 'b@example.com', password: 'a long password', name: 'B', role: 'member' };
    await comparing.send(app, 'POST', '/api/admin/users', { body, headers: ADMIN });
    return body;
  }

  it('of what is not there are', async () => {
    await refused(404, 'POST', '/api/zones/none/command', { body: { tempHeatSetC: 20 } });
    await refused(404, 'GET', '/api/fcus/none');
    await refused(404, 'GET', '/api/fcus/none/history');
    await refused(404, 'GET', '/api/heatpumps/none');
    await refused(404, 'GET', '/api/tokens/tok_none');
    await refused(404, 'PATCH', '/api/tokens/tok_none', { body: { name: 'x' } });
    await refused(404, 'DELETE', '/api/sessions/none');
    await refused(404, 'DELETE', '/api/notices/none');
    await refused(404, 'DELETE', '/api/admin/users/none', { headers: ADMIN, as: '' });
    await refused(404, 'GET', '/firmware/none.bin');
  });

  it('of conditions and ranges are', async () => {
    const range = { range: 'bytes=0-1' };
    const path = '/firmware/image.bin';
    await refused(206, 'GET', path, { headers: range });
    await refused(416, 'GET', path, { headers: { range: 'bytes=99-' } });
    await refused(412, 'GET', path, { headers: { 'if-match': '"other"' } });
    await refused(304, 'GET', path, { headers: { 'if-none-match': '*' } });
    await refused(412, 'GET', '/api/state', { headers: { 'if-match': '"other"' } });
    await refused(304, 'GET', '/api/state', { headers: { 'if-none-match': '*' } });
    const late = { headers: { 'if-match': '"other"' }, body: { name: 'x' } };
    await refused(412, 'PATCH', '/api/settings', late);
  });

  it('of the hub itself are', async () => {
    await refused(500, 'GET', '/api/system');
    texts.isFull = true;
    await refused(507, 'POST', COMMAND, { body: { tempHeatSetC: 20 } });
    texts.isFull = false;
    texts.isReadOnly = true;
    await refused(507, 'PATCH', '/api/settings', { body: { name: 'x' } });
    texts.isReadOnly = false;
    await refused(503, 'GET', '/prometheus/api/v1/query', { as: await make({}) });
    const streams = Array.from({ length: LIMITS.streamsPerPrincipal }, async () =>
      openStream(app, [['authorization', `Bearer ${token}`]]),
    );
    const open = await Promise.all(streams);
    await refused(429, 'GET', '/api/stream');
    for (const stream of open) stream.leave();
  });

  it('were of every kind that the contract knows', () => {
    const statuses = new Set([...check.seen].map((key) => Number(key.slice(-3))));
    const missing = Object.values(ERRORS).filter(({ status }) => !statuses.has(status));
    assert.deepEqual([...new Set(missing.map(({ status }) => status))], ELSEWHERE);
  });
});
