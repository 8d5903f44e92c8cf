import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as v from 'valibot';
import { createHouseSettingsStore, SETTINGS_PATCH } from '../../../src/app/house/house-settings.ts';
import { createCurrentHouse } from '../../../src/app/house/current-house.ts';
import type { DeviceBinding } from '../../../src/domain/binding/binding.ts';
import { BY_HUB } from '../../../src/domain/doer.ts';
import type { House } from '../../../src/domain/house.ts';
import { DEFAULT_SETTINGS } from '../../../src/domain/settings.ts';
import { createKept } from '../../support/kept.ts';

const HOUSE: House = {
  version: 1,
  timeZone: 'UTC',
  zones: [],
  fcus: [{ fcuId: 'valve', friendlyName: 'Valve' }],
  heatpumps: [],
};
const HOLDER = createCurrentHouse(HOUSE);
const zone = {
  zoneId: 'hall',
  friendlyName: 'Hall',
  supportsHeat: true,
  supportsCool: false,
  sensors: [],
  terminals: ['valve'],
};
const withValve = (setpoint: DeviceBinding['setpoint']): House => ({
  ...HOUSE,
  zones: [zone],
  bindings: [{ kind: 'fcu', id: 'valve', readings: [], setpoint }],
});

describe('the weather curve of a house', () => {
  it('is a radiator’s where valves are told setpoints, unless somebody has set it', async () => {
    const house = createCurrentHouse(HOUSE);
    const settings = createHouseSettingsStore({ ...createKept(), house });
    let heard = 0;
    settings.onChange(() => (heard += 1));
    const curve = () => [settings.get().curveColdSupplyC, settings.get().curveMildSupplyC];
    assert.deepEqual(curve(), [42, 25]);
    house.replace(withValve({ topic: 'valve/set' }));
    assert.deepEqual([curve(), heard], [[54, 30], 1]);
    await settings.patch({ curveColdSupplyC: 46 }, BY_HUB);
    assert.deepEqual(curve(), [46, 30]);
    house.replace(withValve(undefined));
    assert.deepEqual(curve(), [46, 25]);
    house.replace({ ...withValve({ topic: 'valve/set' }), zones: [] });
    assert.deepEqual([curve(), heard], [[46, 25], 3], 'a valve of no zone');
  });
});

describe('the settings of the house', () => {
  it('are the defaults but for what somebody has set, which is kept', async () => {
    const kept = createKept();
    const settings = createHouseSettingsStore({ ...kept, house: HOLDER });
    assert.deepEqual(settings.get(), DEFAULT_SETTINGS);
    await settings.patch({ dhwTargetC: 52 }, BY_HUB);
    await settings.patch({ name: 'Home' }, BY_HUB);
    const all = { ...DEFAULT_SETTINGS, dhwTargetC: 52, name: 'Home' };
    assert.deepEqual(settings.get(), all);
    assert.deepEqual(createHouseSettingsStore({ ...kept.again(), house: HOLDER }).get(), all);
  });

  it('tell what was changed, and what it was before', async () => {
    const kept = createKept();
    const settings = createHouseSettingsStore({ ...kept, house: HOLDER });
    await settings.patch({ dhwTargetC: 52, units: 'C' }, BY_HUB);
    await settings.patch({ dhwTargetC: 52 }, BY_HUB);
    assert.deepEqual(
      kept.told.map(({ type, data }) => [type, data]),
      [['settings_changed', { dhwTargetC: 52, before: { dhwTargetC: 50 } }]],
    );
  });

  it('change nothing where nothing is given, or where what they were looked at has changed', async () => {
    const settings = createHouseSettingsStore({ ...createKept(), house: HOLDER });
    await assert.rejects(settings.patch({}, BY_HUB), /nothing to change/);
    const stale = () => {
      throw new Error('changed meanwhile');
    };
    await assert.rejects(settings.patch({ dhwTargetC: 52 }, BY_HUB, stale), /changed meanwhile/);
    assert.equal(settings.get().dhwTargetC, 50);
  });

  it('are told of once they hold, and who hears of it may take time', async () => {
    const settings = createHouseSettingsStore({ ...createKept(), house: HOLDER });
    const seen: string[] = [];
    settings.onChange((awaits) => {
      seen.push(settings.get().units);
      awaits(Promise.resolve().then(() => void seen.push('heard')));
    });
    await settings.patch({ units: 'F' }, BY_HUB);
    assert.deepEqual(seen, ['F', 'heard']);
  });

  it('have the bounds of their table', () => {
    const isTaken = (patch: object) => v.safeParse(SETTINGS_PATCH, patch).success;
    const cases = [
      [{ dhwTargetC: 60 }, true],
      [{ dhwTargetC: 60.1 }, false],
      [{ dhwSanitizeDays: 1.5 }, false],
      [{ quietFrom: '23:59' }, true],
      [{ quietFrom: '24:00' }, false],
      [{ quietFrom: '7:00' }, false],
      [{ quietFanPercent: 24 }, false],
      [{ units: 'K' }, false],
      [{ other: 1 }, false],
    ] as const;
    for (const [patch, taken] of cases) assert.equal(isTaken(patch), taken, JSON.stringify(patch));
  });
});
