/** What is joined over a store and a bus that are there. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { COMMAND_LINE, doerOf } from '../../src/app/base/principal.ts';
import type { House } from '../../src/domain/house.ts';
import { playable } from '../../src/hub/compose.ts';
import { ADMIN_SECRET, configOf, createTestApp } from '../support/app.ts';
import { BARE_HOUSE, SMALL_HOUSE } from '../support/house.ts';

const by = { doer: doerOf(COMMAND_LINE) };

describe('what is joined', () => {
  it('runs the house of the book, and each that follows it there', async () => {
    const app = createTestApp();
    assert.deepEqual(
      app.zones.list().map(({ zoneId }) => zoneId),
      ['living', 'bath'],
    );
    await app.houseBook.put(BARE_HOUSE, by);
    assert.deepEqual(
      app.zones.list().map(({ zoneId }) => zoneId),
      ['living'],
    );
  });

  it('has no device of another make in a house that is made up, save in a demo', () => {
    const bindings = [{ kind: 'sensor', id: 's1' }] as unknown as House['bindings'];
    const house = { ...SMALL_HOUSE, bindings };
    const config = configOf('none', {});
    assert.equal(playable(house, config), house);
    assert.equal(playable(house, { ...config, isVirtual: true }).bindings, undefined);
    const demo = { houseText: '', gateways: () => [] };
    assert.equal(playable(house, { ...config, isVirtual: true, demo }), house);
  });

  it('is still to be set up until there is a broker and a room', async () => {
    assert.equal(createTestApp().live.isSetUp?.(), false);
    assert.equal(createTestApp({ brokerIs: 'none' }).live.isSetUp?.(), true);
    assert.equal(createTestApp({ brokerIs: 'lost' }).live.isSetUp?.(), false);
    const app = createTestApp({ house: { ...SMALL_HOUSE, zones: [], fcus: [] } });
    assert.equal(app.live.isSetUp?.(), true);
    await app.houseBook.put(BARE_HOUSE, by);
    assert.equal(app.live.isSetUp(), false);
  });

  it('has the entrance know its store, its bus and its backups', () => {
    const { live, composition, store } = createTestApp();
    assert.equal(live.store, store);
    assert.equal(live.backups, composition.backupWatch);
    assert.equal(live.bus?.isConnected(), false);
    assert.equal(live.isUnconfirmed?.('store_restored'), false);
    assert.equal(live.isStandby?.(), false);
  });

  it('opens backups when they are first asked for, and no second time', async () => {
    const { composition } = createTestApp();
    const [first, second] = await Promise.all([composition.backups(), composition.backups()]);
    assert.equal(first, second);
  });

  it('lets the admin secret in where it may, and nothing else there', async () => {
    const app = createTestApp();
    const ask = async (secret: string) =>
      (await app.ask({ target: '/api/admin/tenants', headers: [['X-Admin-Secret', secret]] }))
        .status;
    assert.deepEqual([await ask(ADMIN_SECRET), await ask('another')], [200, 401]);
  });
});
