import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { createHousehold, openSession, type Ask } from '../../support/ask-accounts.ts';

const PATH = '/api/settings/pin';
const PIN = '274916';

describe(PATH, () => {
  let ask: Ask;
  let owner: string;
  let member: string;
  beforeEach(async () => {
    const house = await createHousehold();
    ask = house.ask;
    owner = await openSession(house.app, house.owner.id);
    member = await openSession(house.app, house.member.id);
  });
  const enter = async (pin: string) =>
    (await ask('POST', '/api/auth/session', { body: { pin } })).status;

  it('says whether there is one, and never which', async () => {
    assert.equal((await ask('GET', PATH, { cookie: owner })).json['enabled'], false);
    const set = await ask('PUT', PATH, { cookie: owner, body: { pin: PIN } });
    assert.equal(set.status, 200);
    const { text, json } = await ask('GET', PATH, { cookie: owner });
    assert.equal(json['enabled'], true);
    assert.ok(!text.includes(PIN) && !set.text.includes(PIN));
  });

  it('lets panels in from then on, and out again once it is gone', async () => {
    assert.notEqual(await enter(PIN), 200);
    await ask('PUT', PATH, { cookie: owner, body: { pin: PIN } });
    assert.equal(await enter(PIN), 200);
    const gone = await ask('DELETE', PATH, { cookie: owner });
    assert.deepEqual([gone.status, gone.json['enabled']], [200, false]);
    assert.notEqual(await enter(PIN), 200);
  });

  it('refuses what is no PIN, and changes nothing', async () => {
    for (const body of [{ pin: '123' }, { pin: 274916 }, {}, { pin: PIN, more: 1 }])
      assert.equal((await ask('PUT', PATH, { cookie: owner, body })).status, 400);
    assert.equal((await ask('GET', PATH, { cookie: owner })).json['enabled'], false);
  });

  it('is the owner’s to set', async () => {
    assert.equal((await ask('PUT', PATH, { cookie: member, body: { pin: PIN } })).status, 403);
    assert.equal((await ask('DELETE', PATH, { cookie: member })).status, 403);
    assert.equal((await ask('GET', PATH)).status, 401);
  });
});
