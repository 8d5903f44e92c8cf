import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { PlannedZone } from '../../src/app/zones/planned-zones.ts';
import type { SystemMode } from '../../src/domain/system-mode.ts';
import type { Zone } from '../../src/domain/house.ts';
import type { ZoneView } from '../../src/domain/zone-view.ts';
import { zoneSection } from '../../src/metrics/zones.ts';
import { familyIn, written } from '../support/metric-samples.ts';

const BARE: ZoneView = {
  zoneId: 'bath',
  friendlyName: 'Bath',
  mode: 'heat',
  activeCall: 'none',
  supportsHeat: true,
  supportsCool: false,
};
const ZONE: Zone = {
  zoneId: 'bath',
  friendlyName: 'Bath',
  sensors: ['s1', 's2'],
  terminals: ['f1'],
  supportsHeat: true,
  supportsCool: false,
};

/** A page of one zone after the other view of it. */
function rig(view: ZoneView, zone = ZONE) {
  const now = {
    view,
    zone,
    hold: undefined as PlannedZone['hold'],
    mode: 'home' as SystemMode,
    nextAt: undefined as string | undefined,
  };
  const section = zoneSection({
    zones: { list: () => [now.view] },
    plans: { find: () => ({ zone: now.zone, hold: now.hold }) as PlannedZone },
    schedules: {
      get: (zoneId) => ({ zoneId, entries: [], ...(now.nextAt && { next: { at: now.nextAt } }) }),
    },
    system: { view: () => ({ mode: now.mode }) },
  });
  return { now, family: (name: string) => familyIn(written(section), `aris_zone_${name}`) };
}

describe('the metrics of a zone', () => {
  it('say nothing of what is neither measured nor asked nor decided', () => {
    const { family } = rig(BARE);
    for (const name of [
      'temperature_celsius',
      'humidity_ratio',
      'co2_ppm',
      'setpoint_celsius',
      'effective_mode',
      'reason_info',
      'hold_until_timestamp_seconds',
    ])
      assert.deepEqual(family(name), {}, name);
    assert.deepEqual(family('hold_active'), { '{zone="bath"}': 0 });
    assert.deepEqual(family('info'), { '{zone="bath",name="Bath"}': 1 });
  });

  it('are in base units, with one state of each set', () => {
    const { family } = rig({
      ...BARE,
      tempC: 20.5,
      rhPercent: 45,
      co2Ppm: 600,
      tempHeatSetC: 21,
      tempCoolSetC: 25,
      activeCall: 'heat',
      effectiveMode: 'idle',
      reason: { code: 'satisfied', text: '' },
      hold: { source: 'api', until: '2026-01-15T10:00:00Z' },
    });
    assert.deepEqual(family('temperature_celsius'), { '{zone="bath"}': 20.5 });
    assert.deepEqual(family('humidity_ratio'), { '{zone="bath"}': 0.45 });
    assert.deepEqual(family('co2_ppm'), { '{zone="bath"}': 600 });
    assert.deepEqual(family('setpoint_celsius'), {
      '{zone="bath",bound="low"}': 21,
      '{zone="bath",bound="high"}': 25,
    });
    assert.deepEqual(family('call'), {
      '{zone="bath",call="heat"}': 1,
      '{zone="bath",call="cool"}': 0,
      '{zone="bath",call="none"}': 0,
    });
    assert.deepEqual(family('effective_mode'), {
      '{zone="bath",mode="heat"}': 0,
      '{zone="bath",mode="cool"}': 0,
      '{zone="bath",mode="idle"}': 1,
      '{zone="bath",mode="off"}': 0,
    });
    assert.deepEqual(family('reason_info'), { '{zone="bath",reason="satisfied"}': 1 });
    assert.deepEqual(family('hold_active'), { '{zone="bath"}': 1 });
    assert.deepEqual(family('hold_until_timestamp_seconds'), {
      '{zone="bath"}': Date.parse('2026-01-15T10:00:00Z') / 1_000,
    });
  });

  it('say what the setpoints come of, and when the schedule sets others, also where the view stays', () => {
    const { now, family } = rig(BARE);
    const plan = () => Object.entries(family('plan')).filter(([, value]) => value === 1);
    const is = (word: string) => [[`{zone="bath",plan="${word}"}`, 1]];
    assert.equal(Object.keys(family('plan')).length, 6);
    assert.deepEqual(plan(), is('manual'));
    assert.deepEqual(family('next_change_timestamp_seconds'), {});
    now.nextAt = '1970-01-01T00:00:07Z';
    assert.deepEqual(plan(), is('schedule'));
    assert.deepEqual(family('next_change_timestamp_seconds'), { '{zone="bath"}': 7 });
    now.mode = 'vacation';
    assert.deepEqual(plan(), is('vacation'));
    now.hold = { source: 'api', settings: {} } as unknown as PlannedZone['hold'];
    assert.deepEqual(plan(), is('hold'));
  });

  it('name the devices of the zone once each, and follow the house', () => {
    const { now, family } = rig(BARE, { ...ZONE, terminals: ['f1', 'f1'] });
    const SENSORS = {
      '{zone="bath",kind="sensor",device="s1"}': 1,
      '{zone="bath",kind="sensor",device="s2"}': 1,
    };
    assert.deepEqual(family('device_info'), {
      ...SENSORS,
      '{zone="bath",kind="fcu",device="f1"}': 1,
    });
    now.zone = { ...ZONE, terminals: [] };
    now.view = { ...BARE };
    assert.deepEqual(family('device_info'), SENSORS);
  });
});
