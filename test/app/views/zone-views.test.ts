import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { createListeners } from '../../../src/app/base/listeners.ts';
import { createDeviceRegistry } from '../../../src/app/devices/device-registry.ts';
import { createCurrentHouse } from '../../../src/app/house/current-house.ts';
import type { DecisionChange } from '../../../src/app/views/decision-views.ts';
import { createZoneViews } from '../../../src/app/views/zone-views.ts';
import type { PlanChange, PlannedZone } from '../../../src/app/zones/planned-zones.ts';
import type { ZoneDecisionView } from '../../../src/domain/zone-view.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { SMALL_HOUSE } from '../../support/house.ts';

describe('the zones as they are shown', () => {
  const [living, bath] = SMALL_HOUSE.zones;
  let house: ReturnType<typeof createCurrentHouse>;
  let devices: ReturnType<typeof createDeviceRegistry>;
  let views: ReturnType<typeof createZoneViews>;
  let tell: ReturnType<typeof createListeners<PlanChange>>;
  let decided: ReturnType<typeof createListeners<DecisionChange>>;
  let decision: ZoneDecisionView | undefined;
  let heatSet: number;
  let told: string[];

  beforeEach(() => {
    assert.ok(living && bath);
    house = createCurrentHouse(SMALL_HOUSE);
    devices = createDeviceRegistry({ house, clock: createFakeClock() });
    tell = createListeners<PlanChange>();
    decided = createListeners<DecisionChange>();
    decision = undefined;
    heatSet = 210;
    const planned = (zone: typeof living): PlannedZone =>
      ({
        zone,
        request: { mode: 'auto', heatSet, coolSet: 240, source: 'manual' },
        hold: undefined,
      }) as unknown as PlannedZone;
    views = createZoneViews({
      house,
      devices,
      plans: {
        all: () => house.get().zones.map(planned).values(),
        get: (id) => planned(house.get().zones.find(({ zoneId }) => zoneId === id) ?? living),
        onChange: tell.add,
      },
      decisionViews: { zone: () => decision, onChange: decided.add },
    });
    told = [];
    views.onChange(({ zoneId, commanded }) => void told.push(`${zoneId} ${String(commanded)}`));
  });
  const measure = (id: string, tempC: number) => {
    const device = devices.get('sensor', id);
    assert.ok(device);
    devices.report(device, { tempC });
  };

  it('are in the order of the house, each with what its own devices measure', () => {
    measure('s1', 20);
    measure('s2', 22);
    assert.deepEqual(
      views.list().map(({ zoneId, tempC }) => [zoneId, tempC]),
      [
        ['living', 21],
        ['bath', undefined],
      ],
    );
    assert.deepEqual(told, ['living false', 'living false']);
  });

  it('are made once for each change of theirs', () => {
    const [first, other] = views.list();
    assert.equal(views.get('living'), first);
    const version = views.version();
    measure('s1', 20);
    assert.ok(views.version() > version);
    assert.notEqual(views.get('living'), first);
    assert.equal(views.get('bath'), other);
  });

  it('show what is asked, and tell whether somebody waits for it', () => {
    views.list();
    heatSet = 230;
    assert.equal(views.get('living').tempHeatSetC, 21, 'nobody has said that it is another');
    tell.tell({ zoneId: 'living', commanded: true });
    assert.deepEqual([views.get('living').tempHeatSetC, told], [23, ['living true']]);
  });

  it('show what control makes of it, and of no device’s decision', () => {
    views.list();
    decision = {
      activeCall: 'heat',
      effectiveMode: 'heat',
      reason: { code: 'satisfied', text: '' },
    };
    decided.tell({ kind: 'dhw', id: 'living' });
    assert.deepEqual([views.get('living').activeCall, told], ['none', []]);
    decided.tell({ kind: 'zone', id: 'living' });
    assert.deepEqual([views.get('living').activeCall, told], ['heat', ['living false']]);
  });

  it('are those of another house once it is replaced', () => {
    views.list();
    assert.ok(bath);
    house.replace({ ...SMALL_HOUSE, zones: [{ ...bath, friendlyName: 'Spa', sensors: ['s1'] }] });
    assert.deepEqual(
      views.list().map(({ friendlyName }) => friendlyName),
      ['Spa'],
    );
    assert.deepEqual(told, ['bath false']);
    measure('s1', 25);
    assert.equal(views.get('bath').tempC, 25);
  });
});
