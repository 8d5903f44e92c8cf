import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { differenceEvents, lapseEvents, zoneEvents } from '../../../src/app/zones/zone-events.ts';
import type { RequestSource, ZoneRequest } from '../../../src/domain/zone-request.ts';
import type { ZoneSettings } from '../../../src/domain/zone-setpoints.ts';
import { SMALL_HOUSE } from '../../support/house.ts';

const [ZONE] = SMALL_HOUSE.zones;
const BEFORE: ZoneSettings = { mode: 'auto', heatSet: 210, coolSet: 240 };
const zone = () => ZONE ?? assert.fail();

describe('a change of a zone', () => {
  it('is one event of its setpoints, with all that was asked for', () => {
    const applied = { tempHeatSetC: 23, tempCoolSetC: 25.2, durationMinutes: 60 };
    const settings = { ...BEFORE, heatSet: 230, coolSet: 252 };
    const [event, ...more] = zoneEvents(zone(), BEFORE, { settings, applied }, { source: 'mqtt' });
    assert.deepEqual(more, []);
    assert.deepEqual(
      [event?.type, event?.objectId, event?.source, event?.data],
      [
        'setpoint_change',
        'living',
        'mqtt',
        {
          name: 'Living Room',
          ...applied,
          before: { tempHeatSetC: 21, tempCoolSetC: 24 },
        },
      ],
    );
  });

  it('is one of its mode where that is another, beside the setpoints or alone', () => {
    const types = (settings: ZoneSettings, applied = {}) =>
      zoneEvents(zone(), BEFORE, { settings, applied }, {}).map(({ type }) => type);
    assert.deepEqual(types({ ...BEFORE, mode: 'heat' }), ['mode_change']);
    assert.deepEqual(types({ ...BEFORE, mode: 'heat' }, { tempCoolSetC: 24 }), [
      'setpoint_change',
      'mode_change',
    ]);
    assert.deepEqual(types(BEFORE, { mode: 'auto' }), []);
  });

  it('that asked for no single value is what is different after it', () => {
    const of = (after: Partial<ZoneSettings>) =>
      differenceEvents(zone(), BEFORE, { ...BEFORE, ...after }, {}).map(({ data }) => data);
    assert.deepEqual(of({}), []);
    const before = { tempHeatSetC: 21, tempCoolSetC: 24 };
    assert.deepEqual(of({ coolSet: 250 }), [{ name: 'Living Room', tempCoolSetC: 25, before }]);
    assert.deepEqual(of({ coolSet: undefined }), [], 'what it has no more it was not set to');
  });
});

describe('a change that time has brought', () => {
  const request = (source: RequestSource, heatSet = 210): ZoneRequest => ({
    ...BEFORE,
    heatSet,
    source,
  });
  const sourceOf = (before: RequestSource, after: RequestSource) =>
    lapseEvents(zone(), request(before), request(after, 180))[0]?.source;

  it('is of the house, of a hold that is over, or of the schedule', () => {
    assert.equal(sourceOf('schedule', 'away'), 'system');
    assert.equal(sourceOf('vacation', 'schedule'), 'system');
    assert.equal(sourceOf('hold', 'away'), 'system');
    assert.equal(sourceOf('hold', 'schedule'), 'hold');
    assert.equal(sourceOf('schedule', 'schedule'), 'schedule');
  });
});
