import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { createListeners } from '../../../src/app/base/listeners.ts';
import { createDecisionViews } from '../../../src/app/views/decision-views.ts';
import { decide } from '../../../src/domain/control/decide.ts';
import type { ControlDecision } from '../../../src/domain/control/cycle/decision.ts';
import { reason } from '../../../src/domain/control/base/reasons.ts';
import type { House } from '../../../src/domain/house.ts';
import { NOW_MS, rested, snapshot, zone } from '../../domain/control/house.ts';
import { HEISHAMON_HCU } from '../../support/bound-machines.ts';
import { SMALL_HOUSE } from '../../support/house.ts';

const ZONES = [zone('living'), zone('bath')];
const [decision] = [decide(snapshot({ zones: ZONES }), rested(), NOW_MS).decision];
const [first, ...others] = decision.zones;
const with_ = (more: Partial<ControlDecision>): ControlDecision => ({ ...decision, ...more });

describe('what control decided, as it is shown', () => {
  let house: House;
  let views: ReturnType<typeof createDecisionViews>;
  let take: (next: ControlDecision) => string[];
  beforeEach(() => {
    house = SMALL_HOUSE;
    const taken = createListeners<ControlDecision>();
    views = createDecisionViews({
      house: { get: () => house },
      decisions: { onTaken: taken.add },
    });
    let told: string[] = [];
    views.onChange(({ kind, id }) => void told.push(`${kind}/${id}`));
    views.onGrid(() => void told.push('surplus'));
    take = (next) => {
      told = [];
      taken.tell(next);
      return told.sort();
    };
  });

  it('is nothing before the first decision, and told of each part then', () => {
    assert.deepEqual(
      [views.zone('living'), views.device('hcu'), views.surplus()],
      [undefined, undefined, undefined],
    );
    assert.deepEqual(take(decision), [
      'dhw/dhw_main',
      'hcu/hcu_main',
      'surplus',
      'tes/tes_main',
      'zone/bath',
      'zone/living',
    ]);
    assert.equal(views.zone('living')?.effectiveMode, 'idle');
    assert.equal(views.surplus()?.asked, 2);
  });

  it('is told of where it shows differently, and of nothing else', () => {
    take(decision);
    assert.deepEqual(take(structuredClone(decision)), []);
    assert.ok(first);
    const zones = [{ ...first, reason: reason('hot_water_first') }, ...others];
    assert.deepEqual(take(with_({ zones })), [`zone/${first.zoneId}`]);
    const fcu = { ...first.fcu, fanPercent: 77 };
    assert.deepEqual(take(with_({ zones: [{ ...first, fcu }, ...others] })), [
      `zone/${first.zoneId}`,
    ]);
    assert.deepEqual(take(decision), [], 'how hard its units blow is shown elsewhere');
    assert.deepEqual(take(with_({ surplus: { ...decision.surplus, effective: 3 } })), ['surplus']);
    const { dhw } = decision;
    assert.ok(dhw);
    const hotter = { ...dhw, targetTempC: 61 };
    assert.deepEqual(take(with_({ dhw: hotter })), ['dhw/dhw_main', 'surplus']);
    assert.equal(views.device('dhw')?.['effectiveTargetTempC'], 61);
  });

  it('has a power limit and the end of quiet hours, and tells of them', () => {
    take(decision);
    const limit = { askedKw: 4.2, effective: 'stopped', reason: reason('power_limit', 0) } as const;
    assert.deepEqual(take(with_({ powerLimit: limit })), ['surplus']);
    assert.deepEqual([views.powerLimit()?.askedKw, views.quietUntil()], [4.2, undefined]);
    assert.deepEqual(take(with_({ powerLimit: { ...limit } })), []);
    assert.deepEqual(take(with_({ quietUntilMs: 0 })), ['surplus', 'surplus']);
    assert.deepEqual([views.powerLimit(), views.quietUntil()], [undefined, '1970-01-01T00:00:00Z']);
  });

  it('is of a zone until there is none of that id', () => {
    take(decision);
    take(with_({ zones: others }));
    assert.equal(views.zone(first?.zoneId ?? ''), undefined);
    assert.deepEqual(take(decision), [`zone/${first?.zoneId ?? ''}`]);
  });

  it('is of no device that the house has not', () => {
    house = { ...SMALL_HOUSE, tes: undefined };
    assert.ok(!take(decision).some((key) => key.startsWith('tes/')));
  });

  it('says how far control goes with a machine of another make, and what it does without the hub', () => {
    house = { ...SMALL_HOUSE, bindings: [{ ...HEISHAMON_HCU, withoutHub: 'It goes on.' }] };
    const { hcu } = decision;
    assert.ok(hcu);
    const appliance = { level: 'watch', chosen: 'steer', orders: new Set<never>() } as const;
    take(with_({ hcu: { ...hcu, appliance } }));
    assert.match(JSON.stringify(views.device('hcu')?.['control']), /It goes on\./);
    take(decision);
    assert.equal(views.device('hcu')?.['control'], undefined);
  });
});
