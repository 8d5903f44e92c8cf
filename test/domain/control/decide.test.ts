import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { decide } from '../../../src/domain/control/decide.ts';
import {
  newMemory,
  rebased,
  type ControlMemory,
} from '../../../src/domain/control/cycle/memory.ts';
import { REASON_CODES } from '../../../src/domain/control/base/reasons.ts';
import type { HcuSnapshot } from '../../../src/domain/control/appliance/machine.ts';
import type { ControlSnapshot } from '../../../src/domain/control/cycle/snapshot.ts';
import { MINUTE_MS } from '../../../src/domain/units.ts';
import { NOW_MS, rested, snapshot, zone } from './house.ts';

const first = (of: Partial<ControlSnapshot>, memory: Partial<ControlMemory> = {}) =>
  decide(snapshot(of), rested(memory), NOW_MS).decision;
const CHARGING: ControlMemory['compressor'] = {
  work: 'hot_water',
  startedMs: NOW_MS - 25 * MINUTE_MS,
  startsMs: [],
};
const COLD = zone('cold', { tempC: 20 });
const HOT = zone('hot', { tempC: 25 });
const LUKEWARM = { tempTopC: 44, tempMidC: 40, tempBottomC: 30 };
const summary = ({ zones }: ReturnType<typeof first>) =>
  zones.map(({ activeCall, effectiveMode, reason, fcu }) => [
    activeCall,
    effectiveMode,
    reason.code,
    fcu.mode,
    fcu.fanPercent,
  ]);

describe('a cycle of control', () => {
  it('rests where everybody is content', () => {
    const decision = first({});
    assert.deepEqual(summary(decision), [['none', 'idle', 'satisfied', 'heat', 0]]);
    const { hcu, dhw, tes } = decision;
    assert.deepEqual([hcu?.command, hcu?.reason.code], [{ mode: 'idle' }, 'no_demand']);
    assert.deepEqual(dhw?.command, {
      heat: false,
      targetTempC: 50,
      sanitize: false,
      recirc: false,
    });
    assert.deepEqual(tes?.command, { mode: 'idle' });
  });

  it('heats a cold room, with water for the weather', () => {
    const decision = first({ zones: [COLD] });
    assert.deepEqual(summary(decision), [['heat', 'heat', 'heating', 'heat', 100]]);
    assert.deepEqual(decision.zones[0]?.fcu, {
      mode: 'heat',
      fanPercent: 100,
      tempHeatSetC: 21.5,
      tempCoolSetC: 24,
    });
    assert.equal(decision.tes?.command.mode, 'heat');
    assert.deepEqual(decision.hcu, {
      asked: 'heat',
      effective: 'heat',
      reason: decision.zones[0].reason,
      command: { mode: 'heat', supplyTempC: 42 },
    });
  });

  it('lets the rooms have the source where the tank does not take it', () => {
    // Hot enough by its own thermostat, though not by the hub's.
    const dhw = { targetTempC: 50, tempTopC: 49.2, tempMidC: 49.2, tempBottomC: 49.2 };
    const work = (minutes: number, isRunning: boolean) =>
      first(
        { zones: [COLD], dhw, hcu: { hasCompressor: true, isRunning } },
        {
          dhw: { isHeating: true },
          turn: { owner: 'tank', sinceMs: NOW_MS - minutes * MINUTE_MS },
          compressor: {
            work: 'hot_water',
            startedMs: NOW_MS - minutes * MINUTE_MS,
            isRunning,
            startsMs: [],
          },
        },
      ).hcu?.asked;
    assert.equal(work(4, false), 'hot_water');
    assert.equal(work(6, true), 'hot_water');
    assert.equal(work(6, false), 'heat');
  });

  it('cools a hot room, above the dew point', () => {
    const decision = first({ zones: [{ ...HOT, rhPercent: 60 }] });
    assert.deepEqual(summary(decision), [['cool', 'cool', 'cooling', 'cool', 100]]);
    // 16.7 °C of dew point and 2 K.
    assert.deepEqual(decision.hcu?.command, { mode: 'cool', supplyTempC: 19 });
  });

  it('has water and air for the room that needs them most, wherever it stands in the house', () => {
    const cool = { ...COLD, zoneId: 'cool', tempC: 20.6 };
    const colder = { ...COLD, zoneId: 'colder', tempC: 19.5 };
    const warmC = first({ zones: [cool] }).hcu?.command.supplyTempC ?? NaN;
    const hotC = first({ zones: [colder] }).hcu?.command.supplyTempC ?? NaN;
    assert.ok(hotC > warmC, `${hotC} °C`);
    for (const zones of [
      [cool, colder],
      [colder, cool],
    ])
      assert.equal(first({ zones }).hcu?.command.supplyTempC, hotC);
    const fans = first({ zones: [cool, colder] }).zones.map(({ fcu }) => fcu.fanPercent);
    assert.deepEqual(fans, [55, 100]);
    const [dry, damp] = [
      { ...HOT, zoneId: 'dry', rhPercent: 40 },
      { ...HOT, zoneId: 'damp', rhPercent: 60 },
    ];
    for (const zones of [
      [dry, damp],
      [damp, dry],
    ])
      assert.equal(first({ zones }).hcu?.command.supplyTempC, 19);
  });

  it('starts no compressor for the buffer alone, and fills it while one runs for the rooms', () => {
    const tes = { tempTopC: 22, tempMidC: 21, tempBottomC: 20 };
    const { hcu, tes: stored } = first({ tes });
    assert.deepEqual([hcu?.command.mode, stored?.command.mode], ['idle', 'idle']);
    const running = {
      work: 'heat',
      startedMs: NOW_MS - MINUTE_MS,
      isRunning: true,
      startsMs: [],
    } as const;
    const along = first({ tes, zones: [COLD] }, { compressor: running });
    assert.deepEqual([along.hcu?.command.mode, along.tes?.command.mode], ['heat', 'heat']);
    // With energy to spare it is worth a run of its own.
    assert.equal(first({ tes, dhw: undefined, surplusLevel: 3 }).hcu?.command.mode, 'heat');
  });

  it('serves one way and tells the others why', () => {
    const decision = first({ zones: [HOT, COLD, { ...COLD, zoneId: 'cold2' }] });
    assert.deepEqual(summary(decision), [
      ['cool', 'idle', 'circuit_heats', 'off', 0],
      ['heat', 'heat', 'heating', 'heat', 100],
      ['heat', 'heat', 'heating', 'heat', 100],
    ]);
  });

  /** Minutes until the nursery is heated, by rooms that stay as they are. */
  function nurseryWaits(nurseryC: number, sunnyC: number): number {
    const zones = [
      zone('nursery', { tempC: nurseryC }),
      ...['living', 'study'].map((zoneId) => zone(zoneId, { tempC: sunnyC, rhPercent: 40 })),
    ];
    let memory = rested({ circuit: { direction: 'cool' } });
    for (let minute = 0; minute < 400; minute++) {
      const nowMs = NOW_MS + minute * MINUTE_MS;
      const next = decide(snapshot({ zones, dhw: undefined }), memory, nowMs);
      if (next.decision.zones[0]?.effectiveMode === 'heat') return minute;
      ({ memory } = next);
    }
    return Infinity;
  }

  it('does not starve a cold nursery for two sunny rooms', () => {
    // The source runs its shortest time and rests before it turns round.
    assert.equal(nurseryWaits(18, 25), 0);
    // What waiting adds to 0.7 K is more than their kelvin then; the source has stopped a minute later.
    assert.equal(nurseryWaits(20.3, 25), 38);
    // Three hours are the longest wait, whatever they lack.
    assert.equal(nurseryWaits(20.8, 29), 181);
  });

  it('heats the tank first', () => {
    const decision = first({ zones: [COLD], dhw: LUKEWARM });
    assert.deepEqual(summary(decision), [['heat', 'idle', 'hot_water_first', 'heat', 100]]);
    assert.deepEqual(decision.hcu?.command, { mode: 'dhw_charge', supplyTempC: 55 });
    assert.equal(decision.dhw?.command.heat, true);
  });

  it('asks more of a charge than is wanted, so that it ends by the hub', () => {
    const dhw = (tempMidC: number, isHeating: boolean) =>
      first({ dhw: { ...LUKEWARM, tempTopC: 50, tempMidC } }, { dhw: { isHeating } }).dhw;
    const seen = [dhw(40, false), dhw(49.9, true), dhw(50, true)].map((decided) => [
      decided?.command.heat,
      decided?.command.targetTempC,
      decided?.targetTempC,
    ]);
    assert.deepEqual(seen, [
      [true, 51.5, 50],
      [true, 51.5, 50],
      [false, 50, 50],
    ]);
  });

  describe('with hot water that runs out', () => {
    const URGENT = { ...LUKEWARM, tempTopC: 42.9 };
    const restUntilMs = NOW_MS + 9 * MINUTE_MS;
    const RESTING = { work: 'none', stoppedMs: NOW_MS - MINUTE_MS, startsMs: [] } as const;
    const startsMs = [50, 40, 30].map((minutes) => NOW_MS - minutes * MINUTE_MS);
    const SPENT = { work: 'none', startsMs } as const;
    const COOLING = { work: 'cool', startedMs: NOW_MS - MINUTE_MS, startsMs: [] } as const;
    const BROKEN = { hasCompressor: true, hasFault: true };
    const turn = { owner: 'tank', sinceMs: NOW_MS - 60 * MINUTE_MS } as const;
    // [what, snapshot, memory, heated by the source, by the heater, reason, until]
    const cases = [
      ['heats by the source alone', {}, {}, true, false, 'below_floor', undefined],
      [
        'has the heater help while the compressor rests',
        {},
        { compressor: RESTING },
        false,
        true,
        'heater_helps',
        restUntilMs,
      ],
      [
        'has it help where the compressor has had its starts',
        {},
        { compressor: SPENT },
        false,
        true,
        'heater_helps',
        NOW_MS + 10 * MINUTE_MS,
      ],
      [
        'has it help until the compressor has cooled its shortest time',
        {},
        { compressor: COOLING },
        false,
        true,
        'heater_helps',
        restUntilMs,
      ],
      [
        'has it help where the source is broken',
        { hcu: BROKEN },
        {},
        true,
        true,
        'heater_helps',
        undefined,
      ],
      [
        'has it heat alone what the source does not get hotter',
        { dhw: { ...URGENT, tempTopC: 30, tempMidC: 30 } },
        { dhw: { isHeating: true, stall: { reachedC: 30, sinceMs: NOW_MS } } },
        true,
        true,
        'heater_helps',
        undefined,
      ],
      [
        'spares it while there is some reserve',
        { dhw: LUKEWARM },
        { compressor: RESTING },
        false,
        false,
        'compressor_rest',
        restUntilMs,
      ],
      [
        'spares it in a block',
        { surplusLevel: 1 },
        { compressor: RESTING },
        false,
        false,
        'compressor_rest',
        restUntilMs,
      ],
      [
        'spares it in the turn of the house',
        { zones: [COLD] },
        { turn, compressor: CHARGING },
        false,
        false,
        'house_turn',
        NOW_MS + 25 * MINUTE_MS,
      ],
      [
        'leaves it to a tank that heats itself',
        { hcu: undefined },
        { compressor: RESTING },
        true,
        false,
        'below_floor',
        undefined,
      ],
    ] as unknown as readonly [
      ...[string, Partial<ControlSnapshot>, Partial<ControlMemory>, boolean, boolean],
      ...[string, number | undefined],
    ][];
    for (const [what, of, memory, heat, backupHeater, code, untilMs] of cases) {
      it(what, () => {
        const { dhw } = first({ dhw: URGENT, ...of }, memory);
        assert.deepEqual(
          [dhw?.command.heat, dhw?.command.backupHeater ?? false, dhw?.reason.code],
          [heat, backupHeater, code],
        );
        assert.equal(dhw?.reason.untilMs, untilMs);
        assert.equal(dhw?.effective, heat || backupHeater ? 'heat' : 'rest');
      });
    }
  });

  it('stops a source at once whose water does not flow, and sends none round', () => {
    const compressor = { work: 'heat', startedMs: NOW_MS - 3 * MINUTE_MS, startsMs: [] } as const;
    const water = { hasFlow: true, dryMs: NOW_MS - 2 * MINUTE_MS, stopsMs: [] };
    const hcu = { hasCompressor: true, isRunning: true, flowRateLpm: 0 };
    const decision = first({ zones: [COLD], hcu }, { compressor, water });
    assert.deepEqual(
      [decision.hcu?.asked, decision.hcu?.effective, decision.hcu?.command],
      ['heat', 'none', { mode: 'idle' }],
    );
    assert.deepEqual(
      [decision.hcu?.reason.code, decision.hcu?.reason.untilMs],
      ['flow_lost', NOW_MS + 30 * MINUTE_MS],
    );
    assert.equal(decision.zones[0]?.reason.code, 'flow_lost');
  });

  it('tries a source that stood dry again once a person has switched the house off and on', () => {
    const stopsMs = [6, 4, 2].map((hours) => NOW_MS - 60 * hours * MINUTE_MS);
    const seen = { zones: [COLD], hcu: { hasCompressor: true, isRunning: false } };
    const dry = rested({ water: { hasFlow: true, isLost: true, stopsMs } });
    const then = (systemMode: 'home' | 'off') =>
      decide(snapshot({ ...seen, systemMode }), dry, NOW_MS);
    const on = ({ memory }: ReturnType<typeof decide>) =>
      decide(snapshot(seen), memory, NOW_MS + MINUTE_MS).decision.hcu?.effective;
    assert.deepEqual([on(then('home')), on(then('off'))], ['none', 'heat']);
  });

  it('lets the house have its turn, and tells the tank why', () => {
    const turn = { owner: 'tank', sinceMs: NOW_MS - 25 * MINUTE_MS } as const;
    const { hcu, dhw } = first({ zones: [COLD], dhw: LUKEWARM }, { turn, compressor: CHARGING });
    assert.equal(hcu?.command.mode, 'heat');
    assert.deepEqual(
      [dhw?.asked, dhw?.effective, dhw?.reason.code],
      ['heat', 'rest', 'house_turn'],
    );
  });

  it('sends round what is stored while the compressor rests', () => {
    const compressor = { work: 'none', stoppedMs: NOW_MS - MINUTE_MS, startsMs: [] } as const;
    const resting = (hcu: Partial<HcuSnapshot>) =>
      first({ zones: [COLD], hcu: { hasCompressor: true, ...hcu } }, { compressor });
    const decision = resting({});
    const going = [['heat', 'heat', 'stored_meanwhile', 'heat', 100]];
    assert.deepEqual(summary(decision), going);
    // It flows once valves and fans of the rooms let it.
    assert.deepEqual(summary(resting({ flowRateLpm: 0 })), going);
    const waiting = [['heat', 'idle', 'compressor_rest', 'heat', 100]];
    assert.deepEqual(summary(resting({ supplyTempC: 19 })), waiting);
    const { hcu } = decision;
    assert.deepEqual(
      [hcu?.asked, hcu?.effective, hcu?.command],
      ['heat', 'none', { mode: 'heat', supplyTempC: 20 }],
    );
    assert.equal(hcu?.reason.code, 'compressor_rest');
    assert.equal(decision.zones[0]?.reason.untilMs, hcu.reason.untilMs);
  });

  it('guards frost and the floor of the hot water in a block, and nothing else', () => {
    const freezing = zone('freezing', { tempC: 5, mode: 'off' });
    const decision = first({ zones: [COLD, freezing], dhw: LUKEWARM, surplusLevel: 1 });
    assert.deepEqual(
      decision.zones.map(({ reason }) => reason.code),
      ['utility_block', 'frost_guard'],
    );
    assert.equal(decision.hcu?.command.mode, 'heat');
    assert.equal(decision.dhw?.command.heat, false);
    const urgent = { ...LUKEWARM, tempTopC: 41 };
    assert.equal(first({ dhw: urgent, surplusLevel: 1 }).dhw?.command.heat, true);
  });

  it('stores energy to spare', () => {
    const decision = first({ surplusLevel: 4, tes: { tempTopC: 30, tempBottomC: 25 } });
    assert.deepEqual(decision.hcu?.command, { mode: 'dhw_charge', supplyTempC: 60 });
    const full = { tempTopC: 55, tempMidC: 55, tempBottomC: 55 };
    const { hcu, tes } = first({ surplusLevel: 4, dhw: full, tes: { tempBottomC: 25 } });
    assert.deepEqual([hcu?.command.mode, hcu?.reason.code], ['heat', 'buffer_charge']);
    assert.deepEqual(tes?.command, { mode: 'heat' });
  });

  it('shows a fault of the source', () => {
    const { zones, hcu } = first({ zones: [COLD], hcu: { hasCompressor: true, hasFault: true } });
    assert.deepEqual([zones[0]?.effectiveMode, zones[0]?.reason.code], ['idle', 'source_fault']);
    assert.deepEqual([hcu?.effective, hcu?.reason.code], ['none', 'source_fault']);
  });

  it('protects no compressor where there is none', () => {
    const compressor = { work: 'none', stoppedMs: NOW_MS - 1, startsMs: [] } as const;
    const { hcu } = first({ zones: [COLD], hcu: { hasCompressor: false } }, { compressor });
    assert.equal(hcu?.effective, 'heat');
  });
});

describe('control of a plant that lacks parts', () => {
  const ONLY_ZONES = { hcu: undefined, dhw: undefined, tes: undefined, outdoorTempC: undefined };
  it('steers fan coils alone', () => {
    const decision = first({ ...ONLY_ZONES, zones: [COLD] });
    assert.deepEqual(Object.keys(decision).sort(), ['surplus', 'zones']);
    assert.deepEqual(summary(decision), [['heat', 'heat', 'heating', 'heat', 100]]);
  });

  it('heats a tank that heats itself', () => {
    assert.equal(first({ ...ONLY_ZONES, dhw: LUKEWARM }).dhw?.command.heat, true);
  });

  it('does without tank, buffer and outdoor sensor', () => {
    const { hcu } = first({ ...ONLY_ZONES, hcu: { hasCompressor: true }, zones: [COLD] });
    assert.deepEqual(hcu?.command, { mode: 'heat', supplyTempC: 43 });
  });

  it('has zones that only heat or only cool', () => {
    const heats = zone('a', { mode: 'heat', supportsCool: false, coolSet: undefined, tempC: 28 });
    const cools = zone('b', { mode: 'cool', supportsHeat: false, heatSet: undefined, tempC: 15 });
    assert.deepEqual(summary(first({ zones: [heats, cools] })), [
      ['none', 'idle', 'satisfied', 'heat', 0],
      ['none', 'idle', 'satisfied', 'off', 0],
    ]);
  });

  it('does with no zones at all, and with a zone of any name', () => {
    assert.deepEqual(first({ zones: [] }).zones, []);
    const odd = snapshot({ zones: [{ ...COLD, zoneId: '__proto__' }] });
    const { memory } = decide(odd, rested(), NOW_MS);
    const again = decide(odd, JSON.parse(JSON.stringify(memory)) as ControlMemory, NOW_MS + 1);
    assert.equal(again.decision.zones[0]?.activeCall, 'heat');
  });
});

describe('the memory of control', () => {
  it('decides the same after a way through the disk', () => {
    const seen = snapshot({ zones: [COLD, HOT], dhw: LUKEWARM });
    const { memory } = decide(seen, newMemory(NOW_MS), NOW_MS);
    const stored = JSON.parse(JSON.stringify(memory)) as ControlMemory;
    const laterMs = NOW_MS + MINUTE_MS;
    assert.deepEqual(
      decide(seen, stored, laterMs).decision,
      decide(seen, memory, laterMs).decision,
    );
  });

  it('forgets zones that are gone', () => {
    const { memory } = decide(snapshot({ zones: [COLD, HOT] }), rested(), NOW_MS);
    const next = decide(snapshot({ zones: [HOT] }), memory, NOW_MS + 1);
    assert.deepEqual(Object.keys(next.memory.zones), ['hot']);
  });

  it('has nothing ahead of a clock that was set back', () => {
    const compressor = { work: 'none', startsMs: [NOW_MS], stoppedMs: NOW_MS } as const;
    const earlierMs = NOW_MS - MINUTE_MS;
    const back = rebased({ ...newMemory(NOW_MS), compressor }, earlierMs);
    assert.deepEqual(back.compressor.startsMs, [earlierMs]);
    assert.deepEqual([back.compressor.stoppedMs, back.atMs], [earlierMs, earlierMs]);
  });

  // What a cycle costs with many zones is a row of the bench.
  it('is small, however many zones there are', () => {
    for (const count of [100, 1_000]) {
      const zones = Array.from({ length: count }, (_, n) => zone(`z${n}`, { tempC: 18 + (n % 9) }));
      const seen = snapshot({ zones });
      const first = decide(seen, rested(), NOW_MS).memory;
      const { memory } = decide(seen, first, NOW_MS + 1);
      assert.ok(JSON.stringify(memory).length < 2_000 + 120 * count);
    }
  });
});

describe('the reasons', () => {
  it('are each a code and a sentence', () => {
    assert.equal(new Set(REASON_CODES).size, REASON_CODES.length);
    const reason = first({}).hcu?.reason;
    assert.deepEqual(reason, { code: 'no_demand', text: 'Nobody asks for heat or cold.' });
  });
});
