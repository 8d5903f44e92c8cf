/** What may be asked of a token, and that none is a way to more than its maker has. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { LIMITS } from '../../../src/domain/limits.ts';
import { bearer, createTestApp, JSON_HEADER, OWNER } from '../../support/app.ts';

const READER = { permissions: ['zones:read'] };

async function createMaker(more: object = {}) {
  const app = createTestApp();
  const { token, id } = await app.tokens.create(OWNER, {
    name: 'maker',
    permissions: ['tokens:full', 'zones:read'],
    ...more,
  });
  const send = async (method: string, target: string, body: object) => {
    const headers = [bearer(token), JSON_HEADER];
    const answer = await app.ask({ method, target, headers, body: JSON.stringify(body) });
    return { status: answer.status, field: answer.json['field'], json: answer.json };
  };
  const make = async (body: object) => {
    const { status, field } = await send('POST', '/api/tokens', { name: 'x', ...READER, ...body });
    return [status, field];
  };
  return { ...app, id, send, make };
}

describe('a token that makes another', () => {
  it('gives it no permission that it has not', async () => {
    const { make } = await createMaker();
    assert.deepEqual(await make({ permissions: ['zones:full'] }), [403, 'permissions']);
    assert.deepEqual(await make({}), [201, undefined]);
  });

  it('gives it no more time than it has itself', async () => {
    const { make } = await createMaker({ expiresIn: '1h' });
    assert.deepEqual(await make({}), [403, 'expiresIn']);
    assert.deepEqual(await make({ expiresIn: '61m' }), [403, 'expiresIn']);
    assert.deepEqual(await make({ expiresIn: '60m' }), [201, undefined]);
    assert.deepEqual(await (await createMaker()).make({ expiresIn: '1y' }), [201, undefined]);
  });

  it('lets it in from nowhere that it may not ask from itself', async () => {
    const { make } = await createMaker({ addresses: ['192.168.1.0/24', 'fd00::/8'] });
    for (const addresses of [
      undefined,
      ['192.168.0.0/16'],
      ['192.168.1.0/24', '10.0.0.1'],
      ['0.0.0.0/0'],
      ['::/0'],
    ])
      assert.deepEqual(await make({ addresses }), [403, 'addresses'], String(addresses));
    for (const addresses of [['192.168.1.0/24'], ['192.168.1.7', 'fd00::1'], ['fd12::/16']])
      assert.deepEqual(await make({ addresses }), [201, undefined], String(addresses));
    assert.deepEqual(await make({ addresses: ['300.1.1.1'] }), [400, 'addresses']);
  });

  it('lets it ask no more often than it may itself', async () => {
    const { make } = await createMaker({ requestsPerMinute: 50 });
    assert.deepEqual(await make({}), [403, 'requestsPerMinute']);
    assert.deepEqual(await make({ requestsPerMinute: 51 }), [403, 'requestsPerMinute']);
    assert.deepEqual(await make({ requestsPerMinute: 50 }), [201, undefined]);
    assert.deepEqual(await make({ requestsPerMinute: 1 }), [201, undefined]);
  });

  it('may restrict it where it is not restricted itself', async () => {
    const { make } = await createMaker();
    const expiresAt = '2026-02-01T00:00:00Z';
    const all = { zones: ['living'], addresses: ['::1'], requestsPerMinute: 1, prefix: 'ares' };
    assert.deepEqual(await make({ ...all, expiresAt }), [201, undefined]);
  });
});

describe('a request for a token', () => {
  for (const [body, field] of [
    [{ expiresAt: '2027-01-01T00:00:00Z', expiresIn: '1d' }, 'expiresAt'],
    [{ expiresAt: 'soon' }, 'expiresAt'],
    [{ expiresIn: 'soon' }, 'expiresIn'],
    [{ permissions: [] }, 'permissions'],
    [{ zones: [] }, 'zones'],
    [{ addresses: [] }, 'addresses'],
    [{ addresses: Array.from({ length: LIMITS.tokenAddresses + 1 }, () => '::1') }, 'addresses'],
    [{ requestsPerMinute: 0 }, 'requestsPerMinute'],
    [{ requestsPerMinute: 1.5 }, 'requestsPerMinute'],
    [{ requestsPerMinute: LIMITS.tokenRequestsPerMinute + 1 }, 'requestsPerMinute'],
    [{ prefix: 'tok' }, 'prefix'],
    [{ scope: 'all' }, 'scope'],
  ] as const)
    it(`with ${JSON.stringify(body).slice(0, 60)} is refused, naming ${field}`, async () => {
      const { make } = await createMaker();
      assert.deepEqual(await make(body), [400, field]);
    });
});

describe('a change of a token', () => {
  it('is of its name, of whether it is enabled, or of both', async () => {
    const { send, tokens } = await createMaker();
    const { id } = await tokens.create(OWNER, { name: 'x', permissions: ['zones:read'] });
    const change = async (body: object) => (await send('PATCH', `/api/tokens/${id}`, body)).status;
    assert.equal(await change({}), 400);
    assert.equal(await change({ permissions: ['zones:full'] }), 400);
    const shown = () => [tokens.show(id).name, tokens.show(id).state];
    assert.equal(await change({ name: 'y' }), 200);
    assert.deepEqual(shown(), ['y', 'active']);
    assert.equal(await change({ enabled: false }), 200);
    assert.deepEqual(shown(), ['y', 'disabled']);
    assert.equal(await change({ name: 'z' }), 200);
    assert.deepEqual(shown(), ['z', 'disabled']);
    assert.equal(await change({ name: 'w', enabled: true }), 200);
    assert.deepEqual(shown(), ['w', 'active']);
  });
});
