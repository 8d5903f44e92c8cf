/** Control against the simulated plant, its devices commanded as over MQTT: a winter's days and a summer's. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { decide } from '../../../src/domain/control/decide.ts';
import type { ControlDecision } from '../../../src/domain/control/cycle/decision.ts';
import { dewPointC } from '../../../src/domain/control/zones/dew-point.ts';
import type { HeaterSettings } from '../../../src/domain/control/source/heater.ts';
import { newMemory, type ControlMemory } from '../../../src/domain/control/cycle/memory.ts';
import { hasNoEffect, isLeaking } from '../../../src/domain/control/zones/room-effect.ts';
import { CONTROL_DEFAULTS } from '../../../src/domain/control/cycle/settings.ts';
import type { ControlSnapshot } from '../../../src/domain/control/cycle/snapshot.ts';
import { heatingSupplyC } from '../../../src/domain/control/circuit/supply-temperature.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../src/domain/units.ts';
import { defaultSettings } from '../../../src/domain/zone-setpoints.ts';
import { KIND } from '../../../src/simulator/building.ts';
import { carryOut, type ParsedCommand } from '../../../src/simulator/commands.ts';
import { placeHouse, type PlantLayout } from '../../../src/simulator/layout.ts';
import { livePlant, newPlant, type PlantState } from '../../../src/simulator/plant.ts';
import { rhPercentOf } from '../../../src/simulator/room.ts';
import { createWeather } from '../../../src/simulator/weather.ts';
import { createSeededRandom } from '../../support/seeded-random.ts';
import { HOUSE } from '../../simulator/house.ts';
import { ALL_YEAR } from './house.ts';

const CYCLE_MS = MINUTE_MS;
const PLACEMENT = placeHouse(HOUSE, KIND);
const { layout: LAYOUT } = PLACEMENT;
/** The units of the first room give it nothing. */
const DEAD_ROOM: PlantLayout = {
  ...LAYOUT,
  emitters: LAYOUT.emitters.map((emitter) =>
    emitter.roomIndex === 0 ? { ...emitter, body: { kind: 'fan_coil', uaWPerK: 0 } } : emitter,
  ),
};

function seen(
  plant: PlantState,
  { hasDrains = true, tankErrorK = 0, brokenWith: policy = 'off' }: Run,
): ControlSnapshot {
  const [tempTopC, trueMidC, tempBottomC] = plant.tank.layers;
  const tempMidC = trueMidC + tankErrorK;
  const [top, mid, bottom] = plant.buffer.layers;
  return {
    settings: {
      ...CONTROL_DEFAULTS,
      season: ALL_YEAR.season,
      heater: { ...CONTROL_DEFAULTS.heater, policy },
    },
    systemMode: 'home',
    zones: HOUSE.zones.map((zone, index) => {
      const room = plant.rooms[index];
      assert.ok(room);
      const { zoneId, supportsHeat, supportsCool } = zone;
      const { tempC } = room;
      const rhPercent = Math.round(rhPercentOf(room));
      return {
        zoneId,
        supportsHeat,
        supportsCool,
        hasDrains,
        tempC,
        rhPercent,
        ...defaultSettings(zone),
      };
    }),
    outdoorTempC: plant.conditions.outdoorTempC,
    localHour: plant.conditions.localHour,
    hcu: {
      hasCompressor: true,
      isRunning: plant.source.running !== 'no',
      hasFault: plant.source.hasFault === true,
      hasBackupHeater: true,
      supplyTempC: plant.supplyTempC,
    },
    dhw: { targetTempC: 50, recirc: true, tempTopC, tempMidC, tempBottomC },
    tes: { tempTopC: top, tempMidC: mid, tempBottomC: bottom },
  };
}

/** Sends what changed, as the hub does. */
function obey(
  plant: PlantState,
  { zones, hcu, dhw, tes }: ControlDecision,
  sent: Map<string, string>,
) {
  let next = plant;
  const send = (id: string, command: ParsedCommand) => {
    const text = JSON.stringify(command);
    if (sent.get(id) === text) return;
    sent.set(id, text);
    next = carryOut(PLACEMENT, next, id, command);
  };
  const commandId = 'c';
  for (const [index, { fcu }] of zones.entries()) {
    for (const id of HOUSE.zones[index]?.terminals ?? []) {
      send(id, { kind: 'fcu', command: { commandId, ...fcu } });
    }
  }
  if (hcu) send('hcu_main', { kind: 'hcu', command: { commandId, ...hcu.command } });
  if (dhw) send('dhw_main', { kind: 'dhw', command: { commandId, ...dhw.command } });
  if (tes) send('tes_main', { kind: 'tes', command: { commandId, ...tes.command } });
  return next;
}

type Look = (
  plant: PlantState,
  decision: ControlDecision,
  nowMs: number,
  memory: ControlMemory,
) => void;

interface Run {
  readonly startMs: number;
  readonly forMs: number;
  readonly seed: number;
  readonly hasDrains?: boolean;
  /** How far what the hub is told of the tank is from what the tank's own thermostat knows. */
  readonly tankErrorK?: number;
  /** A fault of the plant. */
  readonly layout?: PlantLayout;
  /** The same, of what it makes of each minute. */
  readonly spoil?: ((plant: PlantState) => PlantState) | undefined;
  /** The source is broken, and the electric heater may do this. */
  readonly brokenWith?: HeaterSettings['policy'];
}

function live(run: Run, look: Look): ControlMemory {
  const { startMs, forMs, seed, layout = LAYOUT } = run;
  const weather = createWeather(createSeededRandom(seed));
  const sent = new Map<string, string>();
  let plant = newPlant(layout, weather.at(startMs));
  plant = { ...plant, source: { ...plant.source, hasFault: run.brokenWith !== undefined } };
  let memory = newMemory(startMs);
  for (let nowMs = startMs; nowMs < startMs + forMs; nowMs += CYCLE_MS) {
    const decided = decide(seen(plant, run), memory, nowMs);
    // As it would come back from the disk.
    memory = JSON.parse(JSON.stringify(decided.memory)) as ControlMemory;
    look(plant, decided.decision, nowMs, memory);
    plant = obey(plant, decided.decision, sent);
    const toMs = nowMs + CYCLE_MS;
    plant = livePlant(layout, weather, plant, { fromMs: nowMs, toMs, nowMs: toMs });
    plant = run.spoil?.(plant) ?? plant;
  }
  return memory;
}

/** What holds at every moment, whatever the season; what is to hold after the first hours, it notes. */
function createWatch(fromMs: number) {
  const startsMs: number[] = [];
  let wasRunning = false;
  let seenC = { room: [99, -99] as readonly [number, number], tankTop: 99 };
  const look: Look = ({ rooms, source, tank }, { zones }, nowMs) => {
    const isRunning = source.running !== 'no';
    if (isRunning && !wasRunning) startsMs.push(nowMs);
    wasRunning = isRunning;
    const starts = startsMs.filter((startMs) => nowMs - startMs < HOUR_MS).length;
    assert.ok(starts <= CONTROL_DEFAULTS.compressor.startsPerHour, `${starts} starts in an hour`);
    const modes = new Set(zones.map(({ effectiveMode }) => effectiveMode));
    assert.ok(!(modes.has('heat') && modes.has('cool')), 'heated and cooled at once');
    if (nowMs < fromMs) return;
    // The bath only heats: nothing keeps it from getting warm.
    const cooled = rooms.filter((_, index) => HOUSE.zones[index]?.supportsCool === true);
    const coldestC = Math.min(seenC.room[0], ...rooms.map(({ tempC }) => tempC));
    const warmestC = Math.max(seenC.room[1], ...cooled.map(({ tempC }) => tempC));
    seenC = { room: [coldestC, warmestC], tankTop: Math.min(seenC.tankTop, tank.layers[0]) };
  };
  return { look, seenC: () => seenC };
}

const SUMMER_MS = Date.UTC(2026, 6, 20);

describe('control of the simulated house', () => {
  it('ends each charge of the tank before the tank does, though that thinks itself hotter', () => {
    let wasCharging = false;
    let ended = 0;
    const run = { startMs: SUMMER_MS, forMs: 2 * DAY_MS, seed: 1, tankErrorK: -0.5 };
    live(run, ({ tank }, { hcu, dhw }) => {
      const isCharging = hcu?.command.mode === 'dhw_charge';
      if (wasCharging && !isCharging && dhw?.targetTempC === 50) {
        assert.equal(dhw.reason.code, 'at_target');
        assert.ok(tank.isCalling, 'the tank ended it');
        ended += 1;
      }
      wasCharging = isCharging;
    });
    assert.ok(ended > 1, `${ended} charges`);
  });

  const seasons = [
    ['in winter', Date.UTC(2026, 0, 20)],
    ['in spring', Date.UTC(2026, 3, 18)],
    ['in summer', SUMMER_MS],
  ] as const;
  for (const [season, startMs] of seasons) {
    for (const seed of [1, 3]) {
      it(`holds comfort, hot water and the machine's limits ${season} (weather ${seed})`, () => {
        const watch = createWatch(startMs + 6 * HOUR_MS);
        const memory = live({ startMs, forMs: 2 * DAY_MS, seed }, watch.look);
        const { room, tankTop } = watch.seenC();

        // The house is light: a charge of the tank takes half a kelvin of it.
        assert.ok(room[0] >= 20.4 && room[1] <= 24.5, `rooms from ${room[0]} to ${room[1]} °C`);
        assert.ok(tankTop >= CONTROL_DEFAULTS.dhw.floorC, `hot water of ${tankTop} °C`);
        const { lastSuccessMs = 0 } = memory.hygiene ?? {};
        assert.ok(lastSuccessMs > startMs, 'not disinfected');
      });
    }
  }

  it('does not send the source to a tank for ever that gets no hotter', () => {
    const hottestC = 46;
    const spoil = (plant: PlantState): PlantState => {
      const [topC, midC, bottomC] = plant.tank.layers.map((tempC) => Math.min(tempC, hottestC));
      return { ...plant, tank: { ...plant.tank, layers: [topC ?? 0, midC ?? 0, bottomC ?? 0] } };
    };
    const startMs = Date.UTC(2026, 0, 20);
    let [chargedMinutes, coldestC] = [0, 99];
    const memory = live({ startMs, forMs: 2 * DAY_MS, seed: 1, spoil }, (plant, { hcu }, nowMs) => {
      if (nowMs < startMs + DAY_MS) return;
      if (hcu?.command.mode === 'dhw_charge') chargedMinutes += 1;
      coldestC = Math.min(coldestC, plant.tank.layers[0]);
    });
    assert.ok(memory.dhw.stall, 'nobody noticed');
    assert.ok(chargedMinutes < 10 * 60, `${chargedMinutes} minutes of a day`);
    assert.ok(coldestC >= CONTROL_DEFAULTS.dhw.floorC, `hot water of ${coldestC} °C`);
  });

  it('raises no water for a room that does not feel it', () => {
    const startMs = Date.UTC(2026, 0, 20);
    const raisedK: number[] = [];
    const run = { startMs, forMs: DAY_MS, seed: 1, layout: DEAD_ROOM };
    const memory = live(run, (_plant, decision) => {
      const { command } = decision.hcu ?? {};
      if (command?.mode !== 'heat' || decision.outdoorAverageC === undefined) return;
      const curve = { ...CONTROL_DEFAULTS.supply, roomMinK: 0 };
      const curveC = heatingSupplyC(curve, decision.outdoorAverageC, { lackK: 0 });
      raisedK.push((command.supplyTempC ?? 0) - curveC);
    });
    const [first] = HOUSE.zones;
    assert.ok(hasNoEffect(memory.zones[first?.zoneId ?? '']?.effect), 'nobody noticed');
    assert.ok(Math.max(...raisedK) > 2, 'it was raised at first');
    const lastK = Math.max(...raisedK.slice(-6 * 60));
    assert.ok(lastK < 2, `raised by ${lastK} K at last`);
  });

  it('finds a valve that does not close', () => {
    const gained = (plant: PlantState): PlantState => ({
      ...plant,
      rooms: plant.rooms.map((room, index) =>
        index === 0 && plant.source.running === 'heat'
          ? { ...room, tempC: room.tempC + 0.05 }
          : room,
      ),
    });
    const [first] = HOUSE.zones;
    const leaks = (spoil?: (plant: PlantState) => PlantState) => {
      let found = false;
      const run = { startMs: Date.UTC(2026, 0, 20), forMs: DAY_MS, seed: 1, spoil };
      live(run, (_plant, _decision, _nowMs, memory) => {
        found ||= isLeaking(memory.zones[first?.zoneId ?? '']?.effect);
      });
      return found;
    };
    assert.deepEqual([leaks(), leaks(gained)], [false, true]);
  });

  it('keeps the rooms warmer by the heater where the source is broken', () => {
    const coldestC = (brokenWith: HeaterSettings['policy']) => {
      let found = NaN;
      live({ startMs: Date.UTC(2026, 0, 20), forMs: DAY_MS, seed: 1, brokenWith }, ({ rooms }) => {
        found = Math.min(...rooms.map(({ tempC }) => tempC));
      });
      return found;
    };
    const [heated, left] = [coldestC('emergency'), coldestC('off')];
    assert.ok(heated > left + 3, `${heated} °C, without ${left} °C`);
  });

  it('brings no condensation where nothing drains it', () => {
    const { dewMarginK } = CONTROL_DEFAULTS.supply;
    let cooledMinutes = 0;
    live(
      { startMs: SUMMER_MS, forMs: DAY_MS, seed: 1, hasDrains: false },
      ({ rooms }, decision) => {
        const { zones, hcu } = decision;
        for (const [index, { effectiveMode }] of zones.entries()) {
          const room = rooms[index];
          if (effectiveMode !== 'cool' || room === undefined) continue;
          cooledMinutes += 1;
          const dewC = dewPointC(room.tempC, Math.round(rhPercentOf(room))) ?? Infinity;
          assert.ok((hcu?.command.supplyTempC ?? 0) >= dewC + dewMarginK, 'condensation');
        }
      },
    );
    assert.ok(cooledMinutes > 0);
  });
});
