/** What control asks of machines of another make, by their level and by what they can be told. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Level } from '../../../src/domain/binding/level.ts';
import type { OrderName } from '../../../src/domain/binding/order.ts';
import { OWN_TOPICS, type Appliance } from '../../../src/domain/control/appliance/appliance.ts';
import { decide } from '../../../src/domain/control/decide.ts';
import type { ControlMemory } from '../../../src/domain/control/cycle/memory.ts';
import type { ControlSnapshot } from '../../../src/domain/control/cycle/snapshot.ts';
import type { HcuSnapshot } from '../../../src/domain/control/appliance/machine.ts';
import type { SurplusLevel } from '../../../src/domain/control/grid/surplus.ts';
import { HOUR_MS, MINUTE_MS } from '../../../src/domain/units.ts';
import { NOW_MS, rested, snapshot, zone } from './house.ts';

const at = (
  level: Level,
  orders: readonly OrderName[] = [],
  more: Partial<Appliance> = {},
): Appliance => ({ level, chosen: level, orders: new Set(orders), ...more });

const WATCHED = at('watch');
const LOWERED = at('watch', [], {
  chosen: 'steer',
  unmet: [{ level: 'steer', place: 'waterMode', wanted: 'fixed', said: 'curve' }],
});
const NUDGED = at('nudge', ['curveShiftK', 'surplusLevel']);
/** Water alone, in whole degrees. */
const WATER = at('steer', ['supplyTempC'], { supply: { minC: 25, maxC: 40, stepK: 1 } });
const WHOLE = at('steer', ['mode', 'supplyTempC'], {
  supply: { minC: 25, maxC: 55, stepK: 1 },
});

const COLD = zone('cold', { tempC: 20 });
const HOT = zone('hot', { tempC: 25 });
const LUKEWARM = { targetTempC: 50, tempTopC: 44, tempMidC: 40, tempBottomC: 30 };
const URGENT = { ...LUKEWARM, tempTopC: 41 };
const WARM = { targetTempC: 50, tempTopC: 51, tempMidC: 50, tempBottomC: 45 };

const decided = (of: Partial<ControlSnapshot>, memory: Partial<ControlMemory> = {}) =>
  decide(snapshot(of), rested(memory), NOW_MS);
const hcu = (appliance: Appliance, more: Partial<HcuSnapshot> = {}): HcuSnapshot => ({
  hasCompressor: true,
  appliance,
  ...more,
});

describe('what speaks the own topics', () => {
  it('is decided for as it ever was', () => {
    const houses: Partial<ControlSnapshot>[] = [
      {},
      { zones: [COLD] },
      { zones: [HOT] },
      { dhw: LUKEWARM },
      { surplusLevel: 4, zones: [COLD] },
    ];
    for (const of of houses) {
      const bare = snapshot(of);
      const named = snapshot({
        ...of,
        hcu: { ...bare.hcu, hasCompressor: true, appliance: OWN_TOPICS },
        dhw: { ...bare.dhw, appliance: OWN_TOPICS },
        tes: { ...bare.tes, appliance: OWN_TOPICS },
      });
      assert.deepEqual(decide(named, rested(), NOW_MS), decide(bare, rested(), NOW_MS));
    }
  });
});

describe('a source that is only watched', () => {
  it('is told nothing, whatever is asked, and starts are not ours', () => {
    const houses: Partial<ControlSnapshot>[] = [
      {},
      { zones: [COLD] },
      { dhw: URGENT },
      { surplusLevel: 1 },
      { surplusLevel: 4 },
      { systemMode: 'off' },
    ];
    for (const of of houses) {
      for (const mode of ['heat', 'cool', 'dhw_charge', 'idle', undefined] as const) {
        for (const isRunning of [true, false, undefined]) {
          const unit = hcu(WATCHED, { mode, isRunning });
          const { decision, memory } = decided({ ...of, hcu: unit });
          assert.deepEqual(decision.hcu?.command, {});
          assert.equal(decision.hcu.reason.code, 'appliance_watched');
          assert.deepEqual(memory.compressor.startsMs, []);
          assert.equal(memory.compressor.work, 'none');
        }
      }
    }
  });

  // [what the machine says that it does, the room, served, reason, the unit's mode]
  const cases = [
    ['heat', COLD, 'heat', 'heating', 'heat'],
    ['dhw_charge', COLD, 'idle', 'hot_water_first', 'heat'],
    ['idle', COLD, 'heat', 'heating', 'heat'],
    [undefined, COLD, 'heat', 'heating', 'heat'],
    ['cool', COLD, 'idle', 'appliance_cools', 'off'],
    ['cool', HOT, 'cool', 'cooling', 'cool'],
    ['heat', HOT, 'idle', 'appliance_heats', 'off'],
    ['idle', HOT, 'cool', 'cooling', 'cool'],
  ] as const;
  for (const [mode, room, effective, code, unit] of cases) {
    it(`serves the room ${room.zoneId} by what the machine does: ${mode}`, () => {
      const { decision } = decided({ zones: [room], hcu: hcu(WATCHED, { mode }) });
      const [seen] = decision.zones;
      assert.deepEqual([seen?.effectiveMode, seen?.reason.code], [effective, code]);
      assert.equal(seen?.fcu.mode, unit);
    });
  }

  it('has its fault shown', () => {
    const unit = hcu(WATCHED, { mode: 'heat', hasFault: true });
    const { decision } = decided({ zones: [COLD], hcu: unit });
    assert.equal(decision.zones[0]?.reason.code, 'source_fault');
    assert.equal(decision.hcu?.effective, 'none');
  });

  it('has damp rooms kept from water that it makes too cold', () => {
    const damp = { ...HOT, rhPercent: 60 };
    const seen = (supplyTempC: number | undefined, room = damp) => {
      const unit = hcu(WATCHED, { mode: 'cool', supplyTempC });
      const [it] = decided({ zones: [room], hcu: unit }).decision.zones;
      return [it?.effectiveMode, it?.reason.code, it?.fcu.mode, it?.fcu.fanPercent];
    };
    // 16.7 °C of dew point and 2 K.
    assert.deepEqual(seen(18), ['idle', 'too_humid', 'off', 0]);
    assert.deepEqual(seen(19).slice(0, 3), ['cool', 'cooling', 'cool']);
    assert.deepEqual(seen(undefined).slice(0, 3), ['cool', 'cooling', 'cool']);
    assert.equal(seen(18, { ...damp, hasDrains: true })[0], 'cool');
    assert.deepEqual(seen(18, { ...damp, mode: 'off' }).slice(0, 2), ['off', 'off']);
  });

  it('shows what it does, and what the rooms would have', () => {
    const does = (mode: HcuSnapshot['mode']) => {
      const { decision } = decided({ zones: [COLD], hcu: hcu(WATCHED, { mode }) });
      return [decision.hcu?.asked, decision.hcu?.effective];
    };
    assert.deepEqual(does('dhw_charge'), ['heat', 'hot_water']);
    assert.deepEqual(does('idle'), ['heat', 'none']);
    assert.deepEqual(does(undefined), ['heat', 'none']);
  });

  const reasons = [
    [LOWERED, 'level_lowered'],
    [at('watch', [], { chosen: 'steer', isReleased: true }), 'appliance_released'],
    [at('nudge', ['curveShiftK']), 'appliance_decides'],
    [at('steer', ['curveShiftK']), 'appliance_decides'],
    [at('steer'), 'appliance_watched'],
  ] as const;
  for (const [appliance, code] of reasons) {
    it(`says why: ${code} at ${appliance.level} with ${appliance.orders.size}`, () => {
      const { decision } = decided({ hcu: hcu(appliance), dhw: { ...LUKEWARM, appliance } });
      assert.equal(decision.hcu?.reason.code, code);
      assert.equal(decision.hcu.appliance, appliance);
    });
  }

  it('rests as it did once it is steered again', () => {
    let memory = rested({
      compressor: { work: 'heat', startedMs: NOW_MS - HOUR_MS, startsMs: [], isRunning: true },
    });
    const cycle = (minute: number, unit: HcuSnapshot) => {
      const nowMs = NOW_MS + minute * MINUTE_MS;
      const next = decide(snapshot({ zones: [COLD], hcu: unit, dhw: WARM }), memory, nowMs);
      ({ memory } = next);
      return next.decision;
    };
    cycle(0, hcu(WATCHED, { mode: 'heat', isRunning: true }));
    cycle(20, hcu(WATCHED, { mode: 'idle', isRunning: false }));
    assert.equal(memory.compressor.stoppedMs, NOW_MS + 20 * MINUTE_MS);
    assert.equal(cycle(21, hcu(WHOLE, { isRunning: false })).hcu?.reason.code, 'compressor_rest');
    assert.equal(cycle(31, hcu(WHOLE, { isRunning: false })).hcu?.effective, 'heat');
    assert.equal(memory.compressor.startsMs.length, 1);
  });

  it('costs no start to be steered while it runs', () => {
    const seen = decided({ zones: [COLD], hcu: hcu(WATCHED, { mode: 'heat', isRunning: true }) });
    const next = decide(
      snapshot({ zones: [COLD], hcu: hcu(WHOLE, { isRunning: true }) }),
      seen.memory,
      NOW_MS + MINUTE_MS,
    );
    assert.equal(next.decision.hcu?.effective, 'heat');
    assert.deepEqual(next.memory.compressor.startsMs, []);
  });
});

describe('a source that is nudged', () => {
  const levels = [
    [1, {}, '1'],
    [2, {}, '2'],
    [3, {}, '3'],
    [4, {}, '4'],
    [1, { dhw: URGENT }, '2'],
    [1, { zones: [zone('icy', { tempC: 5 })] }, '2'],
  ] as readonly (readonly [SurplusLevel, Partial<ControlSnapshot>, string])[];
  for (const [surplusLevel, of, told] of levels) {
    it(`is told level ${told} where ${surplusLevel} is asked with ${JSON.stringify(of)}`, () => {
      const { decision } = decided({ ...of, surplusLevel, hcu: hcu(NUDGED) });
      assert.deepEqual(decision.hcu?.command, { surplusLevel: told });
    });
  }

  it('is told of what the grid asks as much as it takes, and says that it cannot wait', () => {
    const stored = at('nudge', ['surplusLevel'], { surplusLevels: new Set(['2', '3']) });
    const asked = (surplusLevel: SurplusLevel, of: Partial<ControlSnapshot> = {}) => {
      const { hcu: decision } = decided({ ...of, surplusLevel, hcu: hcu(stored) }).decision;
      return [decision?.command.surplusLevel, decision?.reason.code];
    };
    assert.deepEqual(asked(1), ['2', 'appliance_unable']);
    assert.deepEqual(asked(1, { dhw: URGENT }), ['2', 'appliance_decides']);
    assert.deepEqual([asked(2)[0], asked(3)[0]], ['2', '3']);
    assert.deepEqual(asked(4), ['3', 'appliance_decides']);
  });

  /** What it is told as its shift, each half hour. */
  function shifts(
    appliance: Appliance,
    halfHours: number,
    of: (halfHour: number) => Partial<ControlSnapshot>,
  ): (number | undefined)[] {
    let memory = rested();
    return Array.from({ length: halfHours }, (_, halfHour) => {
      const nowMs = NOW_MS + (halfHour * HOUR_MS) / 2;
      const seen = snapshot({ hcu: hcu(appliance), dhw: WARM, ...of(halfHour) });
      const next = decide(seen, memory, nowMs);
      ({ memory } = next);
      return next.decision.hcu?.command.curveShiftK;
    });
  }
  const SHIFTED = at('nudge', ['curveShiftK']);
  const room = (tempC: number) => ({ zones: [zone('room', { tempC })] });

  it('is told no shift before there is a need for one', () => {
    assert.deepEqual(
      shifts(SHIFTED, 3, () => room(21.1)),
      [undefined, undefined, undefined],
    );
  });

  it('is shifted slowly, as far as the rooms want it', () => {
    assert.deepEqual(
      shifts(SHIFTED, 7, () => room(20)),
      [undefined, 1, 2, 3, 4, 4, 4],
    );
    assert.deepEqual(
      shifts(SHIFTED, 8, () => room(15)),
      [undefined, 1, 2, 3, 4, 5, 5, 5],
    );
    assert.deepEqual(
      shifts(SHIFTED, 6, () => ({ zones: [zone('room', { tempC: 26, mode: 'heat' })] })),
      [undefined, -1, -2, -3, -3, -3],
    );
    const both = { zones: [zone('warm', { tempC: 24 }), zone('fine', { tempC: 21 })] };
    assert.deepEqual(
      shifts(SHIFTED, 3, () => both),
      [undefined, undefined, undefined],
    );
    const comes = (halfHour: number) => room(halfHour < 3 ? 20.4 : 21);
    assert.deepEqual(shifts(SHIFTED, 6, comes), [undefined, 1, 2, 1, 0, 0]);
  });

  it('has energy to spare at once, and its block', () => {
    const by = (level: SurplusLevel) => () => ({ ...room(21), surplusLevel: level });
    assert.deepEqual(shifts(SHIFTED, 2, by(3)), [3, 3]);
    assert.deepEqual(shifts(SHIFTED, 2, by(4)), [5, 5]);
    assert.deepEqual(shifts(SHIFTED, 2, by(1)), [-3, -3]);
    // One that knows levels makes of them what it likes.
    const both = at('nudge', ['curveShiftK', 'surplusLevel']);
    assert.deepEqual(shifts(both, 2, by(4)), [undefined, undefined]);
  });

  it('is shifted within its bounds and in its steps', () => {
    const shift = { minK: -2, maxK: 2, stepK: 0.5 };
    const narrow = at('nudge', ['curveShiftK'], { shift });
    assert.deepEqual(
      shifts(narrow, 7, () => room(18)),
      [undefined, 0.5, 1, 1.5, 2, 2, 2],
    );
    assert.deepEqual(
      shifts(narrow, 1, () => ({ ...room(21), surplusLevel: 1 })),
      [-2],
    );
  });

  it('forgets its shift where it is not nudged any more', () => {
    const { memory } = decided({ surplusLevel: 4, hcu: hcu(SHIFTED) });
    assert.equal(memory.shift?.isTold, true);
    assert.equal(
      decide(snapshot({ hcu: hcu(WATCHED) }), memory, NOW_MS + 1).memory.shift,
      undefined,
    );
  });

  it('is never told mode or water, nor asked for the tank', () => {
    const all = at('nudge', ['curveShiftK', 'surplusLevel']);
    for (const dhw of [LUKEWARM, URGENT, { ...LUKEWARM, appliance: OWN_TOPICS }]) {
      const { decision } = decided({ zones: [COLD], dhw, hcu: hcu(all) });
      assert.deepEqual(Object.keys(decision.hcu?.command ?? {}), ['surplusLevel']);
      assert.equal(decision.hcu?.asked, 'heat');
      // The tank may be told all the same.
      assert.equal(decision.dhw?.command.heat, true);
    }
  });
});

describe('a source that is steered', () => {
  // [what, appliance, house, memory, command]
  const resting = { compressor: { work: 'none', stoppedMs: NOW_MS - 1, startsMs: [] } } as const;
  const cases: readonly (readonly [
    string,
    Appliance,
    Partial<ControlSnapshot>,
    Partial<ControlMemory>,
    object,
  ])[] = [
    ['is told mode and water', WHOLE, { zones: [COLD] }, {}, { mode: 'heat', supplyTempC: 42 }],
    ['is told to rest', WHOLE, {}, {}, { mode: 'idle' }],
    ['has water within its bounds', WATER, { zones: [COLD] }, {}, { supplyTempC: 40 }],
    ['rests with the least water that it takes', WATER, {}, {}, { supplyTempC: 25 }],
    ['rests for its compressor, too', WATER, { zones: [COLD] }, resting, { supplyTempC: 25 }],
    [
      'sends stored warmth round as cool as it can',
      WHOLE,
      { zones: [COLD] },
      resting,
      { mode: 'heat', supplyTempC: 25 },
    ],
    [
      'stays on, with the least water, where it cannot be switched off',
      { ...WHOLE, modes: new Set(['heat', 'dhw_charge']) },
      {},
      {},
      { mode: 'heat', supplyTempC: 25 },
    ],
    [
      'is told no water that it does not take',
      at('steer', ['mode']),
      { zones: [COLD] },
      {},
      { mode: 'heat' },
    ],
    [
      'rests where it takes no water to send round',
      at('steer', ['mode']),
      { zones: [COLD] },
      resting,
      { mode: 'idle' },
    ],
    [
      'charges the tank',
      WHOLE,
      { dhw: { ...LUKEWARM, appliance: OWN_TOPICS } },
      {},
      { mode: 'dhw_charge', supplyTempC: 55 },
    ],
    [
      'is not asked for a tank that goes by its own programme',
      WHOLE,
      { dhw: { ...URGENT, appliance: at('nudge', ['targetTempC']) } },
      {},
      { mode: 'idle' },
    ],
    [
      'is not asked for a tank without a mode for it',
      WATER,
      { dhw: URGENT },
      {},
      { supplyTempC: 25 },
    ],
    [
      'heats the rooms where the tank is not its matter',
      WATER,
      { dhw: URGENT, zones: [COLD] },
      {},
      { supplyTempC: 40 },
    ],
    [
      'cools with water in its steps, never below the margin',
      at('steer', ['mode', 'supplyTempC'], { supply: { minC: 7, maxC: 25, stepK: 2 } }),
      { zones: [{ ...HOT, rhPercent: 60 }] },
      {},
      { mode: 'cool', supplyTempC: 20 },
    ],
    [
      'does not cool where all its water would drip',
      at('steer', ['mode', 'supplyTempC'], { supply: { minC: 5, maxC: 18, stepK: 1 } }),
      { zones: [{ ...HOT, rhPercent: 60 }] },
      {},
      { mode: 'idle' },
    ],
    [
      'is told a rest where it cannot be told to cool',
      { ...WHOLE, modes: new Set(['heat', 'idle']) },
      { zones: [HOT] },
      {},
      { mode: 'idle' },
    ],
    ['heats no room by cooling', WATER, { zones: [HOT] }, {}, { supplyTempC: 25 }],
    [
      'is told no shift and no level beside its water',
      at('steer', ['mode', 'supplyTempC', 'curveShiftK', 'surplusLevel']),
      { zones: [COLD], surplusLevel: 4, dhw: undefined },
      {},
      { mode: 'heat', supplyTempC: 48 },
    ],
  ];
  for (const [what, appliance, of, memory, command] of cases) {
    it(what, () => {
      const { decision } = decided({ ...of, hcu: hcu(appliance) }, memory);
      assert.deepEqual(decision.hcu?.command, command);
    });
  }

  it('says that it cannot be told to cool, and lets the rooms know', () => {
    const appliance = { ...WHOLE, modes: new Set(['heat', 'idle']) };
    const { zones, hcu: unit } = decided({ zones: [HOT], hcu: hcu(appliance) }).decision;
    assert.deepEqual(
      [unit?.asked, unit?.effective, unit?.reason.code],
      ['cool', 'none', 'appliance_unable'],
    );
    assert.deepEqual(
      [zones[0]?.effectiveMode, zones[0]?.reason.code],
      ['idle', 'appliance_unable'],
    );
  });

  it('has rooms wait while it makes hot water by itself', () => {
    const unit = hcu(WATER, { mode: 'dhw_charge' });
    const [room] = decided({ zones: [COLD], hcu: unit }).decision.zones;
    assert.deepEqual([room?.effectiveMode, room?.reason.code], ['idle', 'hot_water_first']);
  });

  it('keeps least run and rest', () => {
    const running = { compressor: { work: 'heat', startedMs: NOW_MS - 1, startsMs: [] } } as const;
    const { decision } = decided({ hcu: hcu(WATER) }, running);
    assert.equal(decision.hcu?.reason.code, 'minimum_run');
    assert.notEqual(decision.hcu.command.supplyTempC, 25);
  });

  it('is told another water only for a kelvin, and not too soon', () => {
    const heating = (minutesAgo: number, heatSupplyC: number, tempC = 20) =>
      decided(
        { zones: [{ ...COLD, tempC }], hcu: hcu(WHOLE) },
        { heatSupplyC, heatSupplySinceMs: NOW_MS - minutesAgo * MINUTE_MS },
      ).decision.hcu?.command.supplyTempC;
    // It would be 42 °C, or half a degree less.
    assert.equal(heating(60, 41), 42);
    assert.equal(heating(60, 41, 20.1), 41);
    assert.equal(heating(60, 40), 42);
    assert.equal(heating(14, 40), 40);
    assert.equal(heating(15, 40), 42);
    assert.equal(heating(1, 38), 42);
    // What it can no longer be told it is told no more.
    assert.equal(heating(60, 41.5), 42);
  });
});

describe('a tank of another make', () => {
  const told = (appliance: Appliance, of: Partial<ControlSnapshot> = {}, dhw: object = LUKEWARM) =>
    decided({ ...of, dhw: { ...dhw, appliance } }).decision.dhw;
  const ALL = ['targetTempC', 'heat', 'sanitize', 'recirc'] as const;
  const boosted = { ...LUKEWARM, boostUntilMs: NOW_MS + HOUR_MS };
  const due = { hygiene: { firstSeenMs: 0, lastSuccessMs: NOW_MS - 8 * 24 * HOUR_MS } };

  // [what, appliance, tank, command]
  const cases: readonly (readonly [string, Appliance, object, object])[] = [
    ['is told nothing where it is watched', WATCHED, URGENT, {}],
    [
      'is told its target where it is nudged',
      at('nudge', ['targetTempC', 'heat']),
      LUKEWARM,
      { targetTempC: 50 },
    ],
    ['is asked once where it runs out', at('nudge', ['heat']), URGENT, { heat: true }],
    [
      'is asked once where somebody wants more',
      at('nudge', ['targetTempC', 'heat']),
      boosted,
      { targetTempC: 55, heat: true },
    ],
    [
      'is not asked for what it has',
      at('nudge', ['heat']),
      { ...boosted, ...WARM, tempMidC: 55 },
      {},
    ],
    [
      'has its target in its bounds and steps',
      at('nudge', ['targetTempC'], { target: { minC: 40, maxC: 48, stepK: 5 } }),
      LUKEWARM,
      { targetTempC: 45 },
    ],
    ['has its loop', at('nudge', ['recirc']), { ...WARM, recirc: true }, { recirc: true }],
    [
      'is steered as far as it can be told',
      at('steer', ['targetTempC', 'recirc']),
      LUKEWARM,
      // The hub ends the charge.
      { targetTempC: 51.5, recirc: false },
    ],
  ];
  for (const [what, appliance, dhw, command] of cases) {
    it(what, () => assert.deepEqual(told(appliance, {}, dhw)?.command, command));
  }

  it('never takes the turn of the source where it is not steered', () => {
    for (const appliance of [WATCHED, at('nudge', ALL)]) {
      const of = { zones: [COLD], dhw: { ...URGENT, appliance } };
      const { decision } = decided(of);
      assert.equal(decision.hcu?.command.mode, 'heat');
      assert.equal(decision.dhw?.isUrgent, true);
    }
  });

  it('says what it does, and that it decides', () => {
    const seen = (appliance: Appliance, dhw: object, unit?: HcuSnapshot) => {
      const decision = told(appliance, { hcu: unit ?? hcu(WATCHED) }, dhw);
      return [decision?.asked, decision?.effective, decision?.reason.code];
    };
    const nudged = at('nudge', ['targetTempC']);
    const cases = [
      [seen(WATCHED, LUKEWARM), ['heat', 'rest', 'appliance_watched']],
      [seen(LOWERED, LUKEWARM), ['heat', 'rest', 'level_lowered']],
      [seen(WATCHED, { ...WARM, isHeated: true }), ['rest', 'heat', 'appliance_watched']],
      [seen(nudged, LUKEWARM), ['heat', 'rest', 'appliance_decides']],
      [seen(nudged, { ...LUKEWARM, isHeated: true }), ['heat', 'heat', 'reheating']],
      [seen(nudged, LUKEWARM, hcu(WATCHED, { mode: 'dhw_charge' })), ['heat', 'heat', 'reheating']],
      [seen(nudged, WARM), ['rest', 'rest', 'at_target']],
      [seen(nudged, {}), ['rest', 'rest', 'tank_unknown']],
    ];
    for (const [got, expected] of cases) assert.deepEqual(got, expected);
  });

  it('is disinfected by the hub only where it can be told', () => {
    const run = (appliance: Appliance) => {
      const { decision } = decided({ dhw: { ...WARM, appliance } }, due);
      const { command, hygiene } = decision.dhw ?? {};
      return [hygiene?.isRunning, command?.sanitize, command?.targetTempC];
    };
    assert.deepEqual(run(at('nudge', ALL)), [true, true, 50]);
    assert.deepEqual(run(at('nudge', ['targetTempC'])), [false, undefined, 50]);
    assert.deepEqual(run(WATCHED), [false, undefined, undefined]);
    assert.deepEqual(run(at('steer', ['targetTempC'])).slice(0, 2), [true, undefined]);
  });

  it('proves its own disinfection, by what it says and what is measured', () => {
    let memory = rested(due);
    const cycle = (minute: number, dhw: object) => {
      const of = { dhw: { ...dhw, appliance: WATCHED } };
      const next = decide(snapshot(of), memory, NOW_MS + minute * MINUTE_MS);
      ({ memory } = next);
    };
    const provenMs = () => memory.hygiene?.lastSuccessMs;
    const hot = { targetTempC: 50, tempTopC: 62 };
    for (let minute = 0; minute <= 21; minute += 3) cycle(minute, hot);
    // One sensor alone proves nothing of all of the tank.
    assert.equal(provenMs(), due.hygiene.lastSuccessMs);
    for (let minute = 30; minute <= 51; minute += 3) cycle(minute, { ...hot, isSanitizing: true });
    assert.equal(provenMs(), NOW_MS + 51 * MINUTE_MS);
  });

  it('is not called overdue where nobody can say', () => {
    const isOverdue = (appliance: Appliance, hygiene: ControlMemory['hygiene']) =>
      decided({ dhw: { ...WARM, appliance } }, hygiene && { hygiene }).decision.dhw?.hygiene
        .isOverdue;
    const unknown = { firstSeenMs: NOW_MS - 30 * 24 * HOUR_MS };
    assert.equal(isOverdue(WATCHED, unknown), false);
    assert.equal(isOverdue(at('steer', ALL), unknown), true);
    assert.equal(
      isOverdue(WATCHED, { ...unknown, lastSuccessMs: NOW_MS - 9 * 24 * HOUR_MS }),
      true,
    );
  });
});

describe('a buffer of another make', () => {
  const seen = (appliance: Appliance, mode?: 'heat' | 'idle') => {
    const tes = { tempTopC: 22, tempBottomC: 20, appliance, mode };
    const { decision } = decided({ tes, zones: [COLD] });
    const { asked, effective, reason, command } = decision.tes ?? {};
    return [asked, effective, reason?.code, command];
  };
  it('is told its mode where it is steered and takes one', () => {
    const follows = ['heat', 'heat', 'buffer_follows', { mode: 'heat' }];
    assert.deepEqual(seen(at('steer', ['mode'])), follows);
    assert.deepEqual(seen(at('steer'), 'idle'), ['heat', 'idle', 'appliance_watched', {}]);
    assert.deepEqual(seen(WATCHED, 'heat'), ['heat', 'heat', 'appliance_watched', {}]);
    assert.deepEqual(seen(LOWERED), ['heat', 'idle', 'level_lowered', {}]);
  });

  it('costs no run of the source where it cannot be told', () => {
    const tes = { tempTopC: 22, tempBottomC: 20, appliance: WATCHED };
    const { decision } = decided({ tes, dhw: undefined, surplusLevel: 3 });
    assert.equal(decision.hcu?.command.mode, 'idle');
  });
});
