import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { STATEMENTS } from '../../src/domain/statements.ts';
import { decidedSection, type DecidedSources } from '../../src/metrics/decided.ts';
import { familyIn, written } from '../support/metric-samples.ts';

/** What there is to tell; nothing of it at first. */
function rig() {
  const now = {
    devices: [] as readonly string[],
    views: {} as Readonly<Record<string, object>>,
    requests: {} as object,
  };
  const section = decidedSection({
    devices: { all: () => now.devices.map((kind) => ({ ref: { kind, id: `the_${kind}` } })) },
    decisionViews: { device: (kind: string) => now.views[kind] },
    dhwRequests: { view: () => now.requests },
  } as unknown as DecidedSources);
  const family = (name: string) => familyIn(written(section), `aris_${name}`);
  return { now, section, family };
}

describe('the metrics of what control decides', () => {
  it('have no device that the house has not, and nothing undecided of one that it has', () => {
    const { now, family } = rig();
    now.views = { hcu: { asked: 'heat', effective: 'heat' } };
    assert.deepEqual(family('hcu_asked_work'), {});
    now.devices = ['hcu', 'tes'];
    assert.equal(Object.values(family('hcu_asked_work')).filter((one) => one === 1).length, 1);
    assert.deepEqual(family('tes_asked_work'), {});
  });

  it('have what is asked of the tank beside what control made of it', () => {
    const { now, family } = rig();
    now.devices = ['dhw'];
    now.requests = { targetTempC: 50, boostUntil: '1970-01-01T00:00:09Z' };
    now.views = {
      dhw: {
        effectiveTargetTempC: 60,
        reason: { code: 'disinfection', text: 'The tank is being disinfected.' },
        hygiene: { nextDue: '1970-01-01T00:00:08Z', overdue: false, running: true },
      },
    };
    const AT = '{device="the_dhw"}';
    assert.deepEqual(family('dhw_target_temperature_celsius'), { [AT]: 50 });
    assert.deepEqual(family('dhw_effective_target_temperature_celsius'), { [AT]: 60 });
    assert.deepEqual(family('dhw_boost_until_timestamp_seconds'), { [AT]: 9 });
    assert.deepEqual(family('dhw_disinfection_next_due_timestamp_seconds'), { [AT]: 8 });
    assert.deepEqual(family('dhw_disinfection_last_success_timestamp_seconds'), {});
    assert.deepEqual(family('dhw_disinfection_overdue'), { [AT]: 0 });
    assert.deepEqual(family('dhw_disinfection_running'), { [AT]: 1 });
    assert.deepEqual(family('dhw_reason_info'), {
      '{device="the_dhw",reason="disinfection"}': 1,
    });
  });

  it('have how far the curve is shifted, and what the water is to be', () => {
    const { now, family } = rig();
    now.devices = ['hcu'];
    now.views = { hcu: { targetSupplyTempC: 35.5, curveShiftK: -2 } };
    assert.deepEqual(family('hcu_target_supply_temperature_celsius'), {
      '{device="the_hcu"}': 35.5,
    });
    assert.deepEqual(family('hcu_curve_shift_kelvin'), { '{device="the_hcu"}': -2 });
    now.views = { hcu: {} };
    assert.deepEqual(family('hcu_curve_shift_kelvin'), {});
  });

  it('have a family for each statement of a kind', () => {
    const { section } = rig();
    for (const kind of ['hcu', 'dhw', 'tes'] as const) {
      const families = section.families.filter(({ name }) => name.startsWith(`aris_${kind}_`));
      // What is asked of the tank and how far the curve is shifted are no statements.
      const others = kind === 'tes' ? 0 : 1;
      assert.equal(families.length, Object.keys(STATEMENTS[kind] ?? {}).length + others, kind);
    }
  });
});
