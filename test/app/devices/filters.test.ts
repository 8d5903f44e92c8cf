import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { createFilters, FILTERS } from '../../../src/app/devices/filters.ts';
import { createCurrentHouse } from '../../../src/app/house/current-house.ts';
import { DAY_MS, isoTime } from '../../../src/domain/units.ts';
import { createTestApp, type TestApp } from '../../support/app.ts';
import { doer } from '../../support/doers.ts';
import { SMALL_HOUSE } from '../../support/house.ts';

describe('the filter of a fan coil', () => {
  let app: TestApp;
  let told: string[];
  let filters: ReturnType<typeof createFilters>;
  let house: ReturnType<typeof createCurrentHouse>;
  const open = () => {
    const { store, journal, devices, clock } = app;
    return createFilters({ store, journal, devices, clock, house });
  };
  beforeEach(() => {
    app = createTestApp();
    told = [];
    house = createCurrentHouse(SMALL_HOUSE);
    filters = open();
    filters.onChange((id) => void told.push(id));
  });
  const said = (ms: number) => app.report('fcu', 'f1', { filterLastChangedTs: isoTime(ms) });

  it('was changed when a person says so: on the disk, with its event, and told', async () => {
    assert.equal(filters.changedMs('f1'), undefined);
    const nowMs = app.clock.nowMs();
    assert.equal(await filters.reset('f1', doer('usr_0000000a')), nowMs);
    assert.deepEqual([filters.changedMs('f1'), told], [nowMs, ['f1']]);
    assert.equal(app.store.get(FILTERS, 'f1'), nowMs);
    const { events } = await app.journal.query({ audit: 'hidden', type: 'filter_reset' });
    assert.deepEqual(
      events.map(({ objectId, data }) => [objectId, data]),
      [['f1', { filterLastChangedTs: isoTime(nowMs) }]],
    );
    assert.equal(open().changedMs('f1'), nowMs, 'also over a restart');
  });

  it('was changed when its unit says so, whichever was later', async () => {
    const nowMs = app.clock.nowMs();
    said(nowMs - DAY_MS);
    assert.equal(filters.changedMs('f1'), nowMs - DAY_MS);
    await filters.reset('f1', doer('mqtt'));
    assert.equal(filters.changedMs('f1'), nowMs);
    app.clock.advance(DAY_MS);
    said(nowMs + DAY_MS / 2);
    assert.equal(filters.changedMs('f1'), nowMs + DAY_MS / 2);
    app.clock.advance(DAY_MS);
    app.sweep();
    assert.equal(filters.changedMs('f1'), nowMs, 'a unit that is gone says nothing');
  });

  it('is none of a unit that the house has not, before and after it was written', async () => {
    await assert.rejects(filters.reset('attic', doer('mqtt')), { code: 'not_found' });
    const resets = filters.reset('f1', doer('mqtt'));
    house.replace({ ...SMALL_HOUSE, fcus: SMALL_HOUSE.fcus.slice(1) });
    await assert.rejects(resets, { code: 'not_found' });
    assert.deepEqual(told, []);
  });

  it('is none of a valve', async () => {
    const valve = { kind: 'fcu', id: 'f1', readings: [], setpoint: { topic: 'v/set' } } as const;
    house.replace({ ...SMALL_HOUSE, bindings: [valve] });
    await assert.rejects(filters.reset('f1', doer('mqtt')), { code: 'not_found' });
    assert.equal(app.store.get(FILTERS, 'f1'), undefined);
  });

  it('was not changed where the disk takes nothing', async () => {
    app.texts.isFull = true;
    await assert.rejects(filters.reset('f1', doer('mqtt')), { code: 'storage_full' });
    assert.deepEqual([filters.changedMs('f1'), told], [undefined, []]);
  });
});
