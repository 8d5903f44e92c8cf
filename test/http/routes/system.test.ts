import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { createAskHouse, type AskHouse } from '../../support/ask-house.ts';

let ask: AskHouse['ask'];

beforeEach(async () => {
  ({ ask } = await createAskHouse());
});

describe('/api/system', () => {
  it('says what the hub is, and the mode of the house', async () => {
    assert.deepEqual((await ask('GET', '/api/system')).json, {
      name: 'Aris',
      serial: 'own',
      version: '0.0.0',
      apiLevel: 1,
      units: 'C',
      mode: 'home',
      timeZone: 'Europe/Berlin',
      virtual: false,
      surplus: { asked: 2 },
    });
    const until = '2026-01-20T10:00:00Z';
    const answer = await ask('POST', '/api/system/command', { mode: 'away', until });
    assert.deepEqual(answer.json, { success: true, command: { mode: 'away', until } });
    const { mode, until: shown } = (await ask('GET', '/api/system')).json;
    assert.deepEqual([mode, shown], ['away', until]);
  });

  it('shows a vacation that is planned', async () => {
    const vacation = { from: '2026-02-01T08:00:00Z', until: '2026-02-14T16:00:00Z' };
    await ask('POST', '/api/system/command', { mode: 'vacation', ...vacation });
    const { mode, vacation: shown } = (await ask('GET', '/api/system')).json;
    assert.deepEqual([mode, shown], ['home', vacation]);
    await ask('POST', '/api/system/command', { cancelVacation: true });
    assert.ok(!('vacation' in (await ask('GET', '/api/system')).json));
  });

  const refused: [unknown, string][] = [
    [{}, 'mode'],
    [{ mode: 'party' }, 'mode'],
    [{ mode: 'away', from: '2026-02-01T08:00:00Z' }, 'from'],
    [{ mode: 'away', until: '2026-01-01T08:00:00Z' }, 'until'],
    [{ mode: 'home', until: '2026-02-01T08:00:00Z' }, 'until'],
    [{ mode: 'off', force: true }, 'force'],
  ];
  for (const [body, field] of refused) {
    it(`refuses ${JSON.stringify(body)} with 400, naming ${field}`, async () => {
      const answer = await ask('POST', '/api/system/command', body);
      assert.deepEqual([answer.status, answer.json['field']], [400, field]);
    });
  }
});
