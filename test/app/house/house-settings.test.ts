import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as v from 'valibot';
import { createHouseSettingsStore, SETTINGS_PATCH } from '../../../src/app/house/house-settings.ts';
import { BY_HUB } from '../../../src/domain/doer.ts';
import { DEFAULT_SETTINGS } from '../../../src/domain/settings.ts';
import { createKept } from '../../support/kept.ts';

describe('the settings of the house', () => {
  it('are the defaults but for what somebody has set, which is kept', async () => {
    const kept = createKept();
    const settings = createHouseSettingsStore(kept);
    assert.deepEqual(settings.get(), DEFAULT_SETTINGS);
    await settings.patch({ dhwTargetC: 52 }, BY_HUB);
    await settings.patch({ name: 'Home' }, BY_HUB);
    const all = { ...DEFAULT_SETTINGS, dhwTargetC: 52, name: 'Home' };
    assert.deepEqual(settings.get(), all);
    assert.deepEqual(createHouseSettingsStore(kept.again()).get(), all);
  });

  it('tell what was changed, and what it was before', async () => {
    const kept = createKept();
    const settings = createHouseSettingsStore(kept);
    await settings.patch({ dhwTargetC: 52, units: 'C' }, BY_HUB);
    await settings.patch({ dhwTargetC: 52 }, BY_HUB);
    assert.deepEqual(
      kept.told.map(({ type, data }) => [type, data]),
      [['settings_changed', { dhwTargetC: 52, before: { dhwTargetC: 50 } }]],
    );
  });

  it('change nothing where nothing is given, or where what they were looked at has changed', async () => {
    const settings = createHouseSettingsStore(createKept());
    await assert.rejects(settings.patch({}, BY_HUB), /nothing to change/);
    const stale = () => {
      throw new Error('changed meanwhile');
    };
    await assert.rejects(settings.patch({ dhwTargetC: 52 }, BY_HUB, stale), /changed meanwhile/);
    assert.equal(settings.get().dhwTargetC, 50);
  });

  it('are told of once they hold, and who hears of it may take time', async () => {
    const settings = createHouseSettingsStore(createKept());
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
