import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  heldUntilMs,
  WINDOW_DEFAULTS,
  windowNext,
  type WindowMemory,
} from '../../../../src/domain/control/zones/open-window.ts';
import { decide } from '../../../../src/domain/control/decide.ts';
import type { ControlMemory } from '../../../../src/domain/control/cycle/memory.ts';
import { CONTROL_DEFAULTS } from '../../../../src/domain/control/cycle/settings.ts';
import type {
  ControlSnapshot,
  ZoneSnapshot,
} from '../../../../src/domain/control/cycle/snapshot.ts';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../../../src/domain/units.ts';
import { chanceOf, noiseOf } from '../../../../src/simulator/chance.ts';
import { placeHouse } from '../../../../src/simulator/layout.ts';
import { newRoom, stepRoom, type RoomState } from '../../../../src/simulator/room.ts';
import { SMALL_HOUSE } from '../../../support/house.ts';
import { NOW_MS, rested, snapshot, zone } from '../house.ts';

/** What is told minute by minute of a room that has been left alone for an hour, or heated. */
function watch(
  temps: readonly (number | undefined)[],
  of: { outdoorTempC?: number | undefined; isTelling?: boolean } = {},
): WindowMemory[] {
  const conditions = { outdoorTempC: 0, isTelling: true, ...of };
  let memory: WindowMemory | undefined = {
    isTelling: conditions.isTelling,
    sinceMs: NOW_MS - HOUR_MS,
  };
  return temps.map((tempC, minute) => {
    const inputs = { ...conditions, tempC };
    memory = windowNext(WINDOW_DEFAULTS, memory, inputs, NOW_MS + minute * MINUTE_MS);
    return memory;
  });
}
const isHeld = (memories: readonly WindowMemory[]) =>
  memories.some(({ heldMs }) => heldMs !== undefined);
const falling = (perMinuteK: number, minutes = 30) =>
  Array.from({ length: minutes }, (_, minute) => 21 - perMinuteK * minute);

describe('an open window', () => {
  it('is air that falls fast', () => {
    assert.equal(isHeld(watch(falling(0.25))), true);
  });

  it('is not a leap, as of a sensor that comes or goes, but what falls after it', () => {
    const leap = [...Array.from({ length: 15 }, () => 22), ...Array.from({ length: 15 }, () => 19)];
    assert.equal(isHeld(watch(leap)), false);
    assert.equal(isHeld(watch([...leap, ...falling(0.25).map((tempC) => tempC - 2)])), true);
  });

  it('is not air that falls slowly, however long', () => {
    assert.equal(isHeld(watch(falling(0.06, 240))), false);
  });

  it('has to fall by more, the colder it is outdoors', () => {
    assert.equal(isHeld(watch(falling(0.12, 60), { outdoorTempC: 12 })), true);
    assert.equal(isHeld(watch(falling(0.12, 20), { outdoorTempC: -15 })), false);
  });

  it('is none where it is not colder outdoors, or nobody knows', () => {
    assert.equal(isHeld(watch(falling(0.25, 10), { outdoorTempC: 17 })), false);
    assert.equal(isHeld(watch(falling(0.25), { outdoorTempC: undefined })), false);
  });

  it('is none while a room waits for heat, and for ten minutes after', () => {
    assert.equal(isHeld(watch(falling(0.25), { isTelling: false })), false);
    let memory = windowNext(
      WINDOW_DEFAULTS,
      undefined,
      { tempC: 21, outdoorTempC: 0, isTelling: false },
      NOW_MS,
    );
    const heldFrom = falling(0.25).findIndex((tempC, minute) => {
      const inputs = { tempC, outdoorTempC: 0, isTelling: true };
      memory = windowNext(WINDOW_DEFAULTS, memory, inputs, NOW_MS + minute * MINUTE_MS);
      return memory.heldMs !== undefined;
    });
    assert.ok(heldFrom > 12 && heldFrom < 20, String(heldFrom));
  });

  it('has the room held for half an hour at most', () => {
    const memories = watch([...falling(0.25, 10), ...Array.from({ length: 60 }, () => 18)]);
    const first = memories.findIndex(({ heldMs }) => heldMs !== undefined);
    const after = memories.findIndex(
      ({ heldMs }, minute) => minute > first && heldMs === undefined,
    );
    assert.equal(after - first, 30);
    assert.equal(heldUntilMs(WINDOW_DEFAULTS, memories[first]), NOW_MS + (first + 30) * MINUTE_MS);
    assert.equal(heldUntilMs(WINDOW_DEFAULTS, memories[after]), undefined);
  });

  it('has it held until the air is warmer again than at its coldest, and no sensor’s tenth ends it', () => {
    const fall = falling(0.25, 12);
    const lowest = fall.at(-1) ?? NaN;
    const held = (tempC: number) => watch([...fall, tempC]).at(-1)?.heldMs !== undefined;
    assert.deepEqual(
      [held(lowest + 0.2), held(lowest + 0.39), held(lowest + 0.41)],
      [true, true, false],
    );
    assert.equal(held(NaN), true);
  });

  it('has it held no longer where nobody measures it any more', () => {
    assert.equal(watch([...falling(0.25, 12), undefined]).at(-1)?.heldMs, undefined);
  });
});

const STEP_MS = 20 * SECOND_MS;
const SETPOINT_C = 21;
/** Water is warm so long after a call. */
const WARM_UP_MS = 4 * MINUTE_MS;

/**
 * Minutes in which a room of the simulator is held, over eight hours, with a thermostat of its own and a thermometer with
 * noise, lag and steps. Now and then the source heats the tank for 25 minutes.
 */
function lived(seed: number, outdoorTempC: number, openMinute = Infinity): number[] {
  const [spec] = placeHouse(SMALL_HOUSE).layout.rooms;
  assert.ok(spec);
  let room: RoomState = newRoom(SETPOINT_C);
  let memory: WindowMemory | undefined;
  let heatingForMs = 0;
  const heldMinutes: number[] = [];
  for (let step = 0; step < (8 * HOUR_MS) / STEP_MS; step++) {
    const nowMs = NOW_MS + step * STEP_MS;
    const minute = Math.floor((step * STEP_MS) / MINUTE_MS);
    const lackK = SETPOINT_C - room.sensor.shownC;
    const calls = heatingForMs > 0 ? lackK > -0.1 : lackK >= 0.2;
    heatingForMs = calls ? heatingForMs + STEP_MS : 0;
    const isAway = minute % 120 < 25 && chanceOf(seed, Math.floor(minute / 120)) < 0.7;
    const inputs = { tempC: room.sensor.shownC, outdoorTempC, isTelling: !(calls && isAway) };
    memory = windowNext(WINDOW_DEFAULTS, memory, inputs, nowMs);
    if (memory.heldMs !== undefined) heldMinutes.push(minute);
    const isWarm = calls && !isAway && heatingForMs > WARM_UP_MS;
    const conditions = {
      outdoorTempC,
      outdoorDewPointC: outdoorTempC - 2,
      // Clouds come and go.
      solarWPerM2: 400 * Math.round(chanceOf(seed, 1, Math.floor(minute / 20))),
      occupants: 1,
      isWindowOpen: minute >= openMinute && minute < openMinute + 10,
      emitterAirW: isWarm ? 600 + 2_400 * Math.min(1, Math.max(0, lackK)) : 0,
      emitterRadiantW: 0,
      condensateGPerHour: 0,
      neighboursW: 0,
      noise: noiseOf(seed, minute),
    };
    room = stepRoom(spec, room, conditions, STEP_MS);
  }
  return heldMinutes;
}

describe('a window of the simulated house', () => {
  const seeds = Array.from({ length: 20 }, (_, index) => index + 1);

  it('is not seen where there is none, whatever weather, sun, sensors and the tank do', () => {
    const wrong = seeds.flatMap((seed) =>
      [-12, -3, 5, 12].flatMap((outdoorTempC) => {
        const [minute] = lived(seed, outdoorTempC);
        return minute === undefined ? [] : [[seed, outdoorTempC, minute]];
      }),
    );
    assert.deepEqual(wrong, []);
  });

  it('is seen while it is open for ten minutes, or shortly after, in most rooms', () => {
    const seen = seeds.flatMap((seed) =>
      [-8, 0, 6].map((outdoorTempC) => lived(seed, outdoorTempC, 300)[0] ?? Infinity),
    );
    const soon = seen.filter((minute) => minute >= 300 && minute <= 315);
    assert.ok(soon.length >= 0.8 * seen.length, `${soon.length} of ${seen.length}`);
  });
});

describe('a cycle of control with a window open', () => {
  const minutes = (count: number, of: (minute: number) => Partial<ControlSnapshot>) => {
    let memory: ControlMemory = rested();
    return Array.from({ length: count }, (_, minute) => {
      const decided = decide(snapshot(of(minute)), memory, NOW_MS + minute * MINUTE_MS);
      ({ memory } = decided);
      return decided.decision.zones[0];
    });
  };
  const fallen = (minute: number, more: Partial<ZoneSnapshot> = {}) => ({
    settings: { ...CONTROL_DEFAULTS, window: WINDOW_DEFAULTS },
    zones: [zone('living', { tempC: 22 - 0.25 * minute, ...more })],
    dhw: undefined,
  });

  it('has the room wait, with the reason, and be heated after half an hour', () => {
    const zones = minutes(70, (minute) => fallen(Math.min(minute, 20)));
    const first = zones.findIndex((one) => one?.reason.code === 'open_window');
    assert.ok(first > 0 && first < 20, String(first));
    assert.deepEqual([zones[first]?.activeCall, zones[first]?.fcu.fanPercent], ['none', 0]);
    assert.ok((zones[first]?.reason.untilMs ?? 0) <= NOW_MS + (first + 30) * MINUTE_MS);
    assert.equal(zones.at(-1)?.reason.code, 'heating');
  });

  it('says nothing of it while the room is warm enough all the same', () => {
    const zones = minutes(20, (minute) => fallen(minute, { heatSet: 120, coolSet: 280 }));
    assert.deepEqual(new Set(zones.map((one) => one?.reason.code)), new Set(['satisfied']));
  });

  it('keeps frost from the room', () => {
    const cold = (minute: number) => ({ ...fallen(minute * 2.5), outdoorTempC: -10 });
    assert.equal(minutes(30, cold).at(-1)?.reason.code, 'frost_guard');
  });

  it('is not looked for where that is turned off', () => {
    const settings = { ...CONTROL_DEFAULTS, window: undefined };
    const zones = minutes(25, (minute) => ({ ...fallen(minute), settings }));
    assert.ok(zones.every((one) => one?.reason.code !== 'open_window'));
  });

  it('is not where the circuit cools', () => {
    let memory: ControlMemory = rested({ circuit: { direction: 'cool' } });
    for (let minute = 0; minute < 20; minute++) {
      const of = { ...fallen(minute, { mode: 'cool', coolSet: 300 }), outdoorTempC: 5 };
      ({ memory } = decide(snapshot(of), memory, NOW_MS + minute * MINUTE_MS));
    }
    assert.equal(memory.windows?.['living']?.heldMs, undefined);
  });
});
