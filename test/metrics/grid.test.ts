import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { gridSection, type GridSources } from '../../src/metrics/grid.ts';
import { familyIn, written } from '../support/metric-samples.ts';

/** What there is to tell; nothing of it at first. */
function rig() {
  const now = {
    surplus: undefined as object | undefined,
    limit: undefined as { limitKw: number; untilMs: number } | undefined,
    powerLimit: undefined as object | undefined,
    quietUntil: undefined as string | undefined,
  };
  const section = gridSection({
    decisionViews: {
      surplus: () => now.surplus,
      powerLimit: () => now.powerLimit,
      quietUntil: () => now.quietUntil,
    },
    powerLimits: { get: () => now.limit },
  } as unknown as GridSources);
  return { now, family: (name: string) => familyIn(written(section), `aris_${name}`) };
}

describe('the metrics of grid and roof', () => {
  it('have the surplus level once control has looked at it, and why it is so', () => {
    const { now, family } = rig();
    assert.deepEqual([family('surplus_level'), family('surplus_reason_info')], [{}, {}]);
    now.surplus = { asked: 3, effective: 2, reason: { code: 'surplus_hold' } };
    assert.deepEqual(family('surplus_level'), { '{level="asked"}': 3, '{level="effective"}': 2 });
    assert.deepEqual(family('surplus_reason_info'), { '{reason="surplus_hold"}': 1 });
  });

  it('have a power limit where there is one, with its end', () => {
    const { now, family } = rig();
    assert.deepEqual(family('power_limit_watts'), {});
    now.limit = { limitKw: 4.2, untilMs: 60_000 };
    assert.deepEqual(family('power_limit_watts'), { '': 4_200 });
    assert.deepEqual(family('power_limit_until_timestamp_seconds'), { '': 60 });
  });

  it('have what comes of the limit, and why', () => {
    const { now, family } = rig();
    assert.deepEqual([family('power_limit_effect'), family('power_limit_reason_info')], [{}, {}]);
    now.powerLimit = { effective: 'stopped', reason: { code: 'power_limit' } };
    assert.deepEqual(family('power_limit_effect'), {
      '{effect="within"}': 0,
      '{effect="limited"}': 0,
      '{effect="stopped"}': 1,
      '{effect="not_kept"}': 0,
    });
    assert.deepEqual(family('power_limit_reason_info'), { '{reason="power_limit"}': 1 });
  });

  it('have whether it is quiet, and for how long', () => {
    const { now, family } = rig();
    assert.deepEqual(family('quiet_active'), { '': 0 });
    assert.deepEqual(family('quiet_until_timestamp_seconds'), {});
    now.quietUntil = '1970-01-01T06:00:00Z';
    assert.deepEqual(family('quiet_active'), { '': 1 });
    assert.deepEqual(family('quiet_until_timestamp_seconds'), { '': 21_600 });
  });
});
