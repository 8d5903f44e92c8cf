import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { openApi } from '../../../src/http/openapi.ts';
import { eventRoutes } from '../../../src/http/routes/events.ts';
import type { EventType, NewEvent } from '../../../src/domain/event.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import type { Permission } from '../../../src/domain/access.ts';
import { HOUR_MS } from '../../../src/domain/units.ts';
import { bearer, createTestApp, OWNER, type TestApp } from '../../support/app.ts';
import { BARE_HOUSE } from '../../support/house.ts';

interface Page {
  readonly events: readonly { readonly id: number; readonly type: string }[];
  readonly metadata: object;
}

describe('the event log over HTTP', () => {
  let app: TestApp;
  let reader: string;
  let auditor: string;

  before(async () => {
    app = createTestApp({ house: { ...BARE_HOUSE, zones: [] } });
    const make = async (...permissions: Permission[]) =>
      (await app.tokens.create(OWNER, { name: 'x', permissions })).token;
    // Each is an event of the audit as well.
    reader = await make('events:read');
    auditor = await make('events:read', 'audit:read');
    const told = (type: EventType) => ({ severity: 'info', objectId: type }) as const;
    for (const event of [
      { ...told('setpoint_change'), type: 'setpoint_change', data: { targetTempC: 50 } },
      { ...told('token_created'), type: 'token_created', data: { name: 'x' } },
      { ...told('device_offline'), type: 'device_offline', data: { kind: 'fcu' } },
    ] satisfies NewEvent[]) {
      await app.journal.commit([], [event]);
      app.clock.advance(HOUR_MS);
    }
  });

  const get = async (target: string, token = auditor) =>
    app.ask({ target, headers: [bearer(token)] });
  const ids = async (target: string, token?: string) =>
    ((await get(target, token)).json as unknown as Page).events.map(({ id }) => id);

  it('shows the newest first', async () => {
    const answer = await get('/api/events', reader);
    assert.equal(answer.status, 200);
    const { events, metadata } = answer.json as unknown as Page;
    assert.deepEqual(metadata, { count: 2, limit: 100, offset: 0 });
    assert.deepEqual(events[0], {
      id: 5,
      timestamp: '2026-01-15T12:00:00Z',
      type: 'device_offline',
      severity: 'info',
      source: 'device',
      objectId: 'device_offline',
      message: 'fcu device_offline is offline',
      by: { kind: 'hub', id: 'hub' },
      data: { kind: 'fcu' },
    });
  });

  it('shows what is for the audit to who may read that', async () => {
    assert.deepEqual(await ids('/api/events', reader), [5, 3]);
    assert.deepEqual(await ids('/api/events'), [5, 4, 3, 2, 1]);
    assert.deepEqual(await ids('/api/audit'), [4, 2, 1]);
    assert.deepEqual(await ids('/api/events?type=token_created', reader), []);
  });

  const filters: [query: string, ids: number[]][] = [
    ['type=setpoint_change', [3]],
    ['type=setpoint_change,device_offline', [5, 3]],
    ['search=OFFLINE%20device', [5]],
    ['search=point', [3]],
    ['search=point+offline', []],
    ['severity=critical', []],
    ['source=zone', [3]],
    ['objectId=device_offline', [5]],
    ['objectId=x', []],
    ['from=2026-01-15T11:00:00Z', [5, 4]],
    ['from=2026-01-15T12:00:00%2B01:00', [5, 4]],
    ['from=2026-01-15T12:00:00+01:00', [5, 4]],
    ['to=2026-01-15T11:00:00.000Z', [3, 2, 1]],
    ['limit=1&offset=1', [4]],
    [`limit=${LIMITS.eventPage}`, [5, 4, 3, 2, 1]],
  ];
  for (const [query, expected] of filters) {
    it(`?${query} has ${expected.join(' ')}`, async () =>
      assert.deepEqual(await ids(`/api/events?${query}`), expected));
  }

  const wrong: [query: string, field: string][] = [
    ['from=yesterday', 'from'],
    ['from=2026-01-15', 'from'],
    ['to=2026-13-01T00:00:00Z', 'to'],
    ['to=', 'to'],
    ['type=door_opened', 'type'],
    ['type=setpoint_change,', 'type'],
    ['type=setpoint_change,door_opened', 'type'],
    ['search=', 'search'],
    [`search=${'x'.repeat(LIMITS.idChars + 1)}`, 'search'],
    ['severity=bad', 'severity'],
    ['source=', 'source'],
    [`objectId=${'x'.repeat(LIMITS.idChars + 1)}`, 'objectId'],
    ['limit=0', 'limit'],
    [`limit=${LIMITS.eventPage + 1}`, 'limit'],
    ['limit=1e2', 'limit'],
    ['limit=', 'limit'],
    ['offset=-1', 'offset'],
    ['page=2', 'page'],
    ['format=csv', 'format'],
    ['limit=1&limit=1', 'limit'],
  ];
  for (const [query, field] of wrong) {
    for (const path of ['/api/events', '/api/audit']) {
      it(`${path}?${query.slice(0, 40)} is refused, naming ${field}`, async () => {
        const answer = await get(`${path}?${query}`);
        assert.deepEqual([answer.status, answer.json['field']], [400, field], answer.text);
      });
    }
  }

  it('is described with its parameters', () => {
    const contract = openApi(eventRoutes(app.journal), '1') as {
      paths: Record<string, { get: { parameters: { name: string; schema: object }[] } }>;
    };
    const { parameters = [] } = contract.paths['/api/events']?.get ?? {};
    assert.deepEqual(
      parameters.map(({ name }) => name),
      [
        'from',
        'to',
        'type',
        'severity',
        'source',
        'objectId',
        'search',
        'limit',
        'offset',
        'format',
      ],
    );
    const schemaOf = (name: string) => parameters.find((one) => one.name === name)?.schema;
    assert.deepEqual(schemaOf('limit'), { type: 'integer', minimum: 1, maximum: LIMITS.eventPage });
    assert.deepEqual(schemaOf('from'), {
      type: 'string',
      description: 'The first instant; ISO 8601 with a zone',
    });
  });

  it('keeps the audit from who may not read it, and tells of the attempt', async () => {
    assert.equal((await get('/api/audit', reader)).status, 403);
    const { events } = (await get('/api/audit')).json as unknown as Page;
    assert.equal(events[0]?.type, 'access_refused');
  });
});
