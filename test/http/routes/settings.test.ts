import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { HOUSE_SETTINGS } from '../../../src/domain/settings.ts';
import { openApi } from '../../../src/http/openapi.ts';
import { settingsRoutes } from '../../../src/http/routes/settings.ts';
import { OWNER } from '../../support/app.ts';
import { createAskHouse, type AskHouse } from '../../support/ask-house.ts';

let app: AskHouse['app'];
let events: AskHouse['events'];
let ask: AskHouse['ask'];

beforeEach(async () => {
  ({ app, events, ask } = await createAskHouse());
});

describe('/api/settings', () => {
  it('are the defaults of their table until they are changed', async () => {
    const { json } = await ask('GET', '/api/settings');
    assert.deepEqual(
      json,
      Object.fromEntries(Object.entries(HOUSE_SETTINGS).map(([name, of]) => [name, of.default])),
    );
    const patched = await ask('PATCH', '/api/settings', { name: '  Am Hang 3 ', units: 'F' });
    assert.deepEqual(patched.json, { ...json, name: 'Am Hang 3', units: 'F' });
    assert.deepEqual((await ask('GET', '/api/settings')).json, patched.json);
    assert.equal((await ask('GET', '/api/system')).json['name'], 'Am Hang 3');
    assert.deepEqual(
      events.map(({ type, data }) => [type, data?.['units'], data?.['before']]),
      [['settings_changed', 'F', { name: 'Aris', units: 'C' }]],
    );
  });

  it('tell of no change where there was none', async () => {
    assert.equal((await ask('PATCH', '/api/settings', { units: 'C' })).status, 200);
    assert.deepEqual(events, []);
  });

  const refused: [unknown, string | undefined][] = [
    [{ colour: 'red' }, 'colour'],
    [{ units: 'K' }, 'units'],
    [{ name: ' ' }, 'name'],
    [{ name: 'x'.repeat(101) }, 'name'],
    [{ dhwTargetC: '50' }, 'dhwTargetC'],
    [{ dhwTargetC: null }, 'dhwTargetC'],
    [{ units: 'F', vacationReheatHours: 1.5 }, 'vacationReheatHours'],
    [{}, undefined],
  ];
  for (const [body, field] of refused) {
    it(`refuse ${JSON.stringify(body).slice(0, 50)} with 400, naming ${field ?? 'none'}`, async () => {
      const answer = await ask('PATCH', '/api/settings', body);
      assert.deepEqual([answer.status, answer.json['field']], [400, field]);
      assert.equal(app.settings.get().units, 'C');
    });
  }

  for (const [name, setting] of Object.entries(HOUSE_SETTINGS)) {
    if (!('min' in setting)) continue;
    it(`takes ${name} from ${setting.min} to ${setting.max}, and no further`, async () => {
      for (const value of [setting.min, setting.max])
        assert.equal((await ask('PATCH', '/api/settings', { [name]: value })).status, 200);
      for (const value of [setting.min - 1, setting.max + 1]) {
        const answer = await ask('PATCH', '/api/settings', { [name]: value });
        assert.deepEqual([answer.status, answer.json['field']], [400, name]);
      }
    });
  }

  it('are described in the contract, each with its bounds, unit and default', () => {
    const text = JSON.stringify(openApi(settingsRoutes(app.settings), '0'));
    for (const [name, { help, default: standard }] of Object.entries(HOUSE_SETTINGS))
      assert.ok(
        text.includes(`"${name}":`) && text.includes(`${help}. Default: ${standard}`),
        name,
      );
    assert.match(text, /"vacationReheatHours":\{[^}]*"minimum":0,"maximum":72/);
  });

  it('are read with settings:read, and changed with settings:full', async () => {
    const { token: reader } = await app.tokens.create(OWNER, {
      name: 'reader',
      permissions: ['settings:read'],
    });
    assert.equal((await ask('GET', '/api/settings', undefined, reader)).status, 200);
    assert.equal((await ask('PATCH', '/api/settings', { units: 'F' }, reader)).status, 403);
  });
});
