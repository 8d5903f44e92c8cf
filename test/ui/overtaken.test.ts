import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { ApiError } from '../../src/ui/api.ts';
import { overtakenBy } from '../../src/ui/overtaken.ts';

describe('saving what somebody else has changed meanwhile', () => {
  const own = globalThis.fetch;
  const theirs = { entries: ['theirs'] };
  let asked: string[];
  beforeEach(() => {
    asked = [];
    globalThis.fetch = async (path, init) => {
      asked.push(`${init?.method} ${path as string}`);
      return Promise.resolve(Response.json(theirs));
    };
  });
  afterEach(() => (globalThis.fetch = own));
  const refusing = (status: number, body: ApiError['body'] = {}) =>
    overtakenBy('/api/x', async () => Promise.reject(new ApiError(status, body)));

  it('asks for nothing where nobody has', async () => {
    assert.equal(await overtakenBy('/api/x', async () => Promise.resolve()), undefined);
    assert.deepEqual(asked, []);
  });

  it('has theirs, and who it was and when, as far as the hub knows', async () => {
    const by = { kind: 'person', id: 'usr_a', name: 'Max' };
    const at = '2026-01-15T10:00:00Z';
    assert.deepEqual(await refusing(412, { by, at }), { theirs, who: 'Max', at });
    assert.deepEqual(await refusing(412), { theirs, who: undefined, at: undefined });
    assert.deepEqual(asked, ['GET /api/x', 'GET /api/x']);
  });

  it('is refused as ever for all other reasons', async () => {
    await assert.rejects(refusing(400), ApiError);
    await assert.rejects(refusing(-1), ApiError);
    assert.deepEqual(asked, []);
  });
});
