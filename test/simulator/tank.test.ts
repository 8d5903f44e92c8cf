import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../src/domain/units.ts';
import { COLD_SUPPLY_C, TAP_C } from '../../src/simulator/tapping.ts';
import {
  NEW_TANK,
  stepTank,
  TANK_VOLUME_L,
  type SimulatedTank,
  type TankInputs,
} from '../../src/simulator/tank.ts';
import { meanC, WATER_J_PER_LK, type Layers } from '../../src/simulator/water.ts';
import { WINTER_MS, begin, live, order } from './lived-plant.ts';

/** Nobody draws, and nothing heats. */
const STILL: TankInputs = {
  chargeW: 0,
  tapLiters: 0,
  isRecirculationTime: false,
  isForced: false,
  nowMs: 0,
};
const STEP_MS = 30 * SECOND_MS;

function after(forMs: number, layers: Layers, inputs: Partial<TankInputs> = {}): SimulatedTank {
  const settings = { heat: false, targetTempC: 50, recirc: true };
  let tank: SimulatedTank = { ...NEW_TANK, layers, settings };
  for (let atMs = 0; atMs < forMs; atMs += STEP_MS)
    tank = stepTank(tank, { ...STILL, ...inputs }, STEP_MS);
  return tank;
}
const storedJ = ({ layers }: SimulatedTank) => TANK_VOLUME_L * WATER_J_PER_LK * meanC(layers);

describe('the hot water tank by itself', () => {
  it('gains exactly what it is given, less what is lost and drawn', () => {
    let tank: SimulatedTank = { ...NEW_TANK, layers: [48, 40, 20] };
    const before = storedJ(tank);
    let flowedJ = 0;
    for (let step = 0; step < 200; step += 1) {
      const inputs = { chargeW: 5_000, tapLiters: step % 3, isRecirculationTime: step > 100 };
      tank = stepTank(tank, { ...STILL, ...inputs }, STEP_MS);
      flowedJ += ((tank.chargeW + tank.backupW - tank.lossW - tank.tapW) * STEP_MS) / SECOND_MS;
    }
    assert.ok(Math.abs(storedJ(tank) - before - flowedJ) < 1, `${flowedJ} J`);
  });

  it('cools by what its insulation lets through: 1.8 W/K', () => {
    const { layers } = after(DAY_MS, [50, 50, 50]);
    const byNowC = 20 + 30 * Math.exp((-1.8 * 86_400) / (TANK_VOLUME_L * WATER_J_PER_LK));
    assert.ok(Math.abs(meanC(layers) - byNowC) < 0.01, `${meanC(layers)} and not ${byNowC} °C`);
  });

  it('is hot at the top while the bottom is cold, and evens out over days', () => {
    const [topC, , bottomC] = after(MINUTE_MS, [50, 50, 50], { tapLiters: 30 }).layers;
    assert.ok(topC > 48.5 && bottomC < 35, `${topC}, ${bottomC} °C`);
    const later = after(DAY_MS, [60, 40, 20]).layers;
    // 1 W/K between layers, and a third of 1.8 W/K to the air from each.
    const gapK = 40 * Math.exp((-1.6 * 86_400) / ((TANK_VOLUME_L / 3) * WATER_J_PER_LK));
    assert.ok(Math.abs(later[0] - later[2] - gapK) < 0.01, `${later[0] - later[2]} K`);
  });

  it('gives people the energy that they want, of less water the hotter it is', () => {
    const wantedJ = 10 * WATER_J_PER_LK * (TAP_C - COLD_SUPPLY_C);
    for (const layers of [
      [45, 45, 45],
      [60, 60, 60],
    ] as const) {
      const { tapW } = stepTank({ ...NEW_TANK, layers }, { ...STILL, tapLiters: 10 }, STEP_MS);
      assert.ok(Math.abs((tapW * STEP_MS) / SECOND_MS - wantedJ) < 1, `${tapW} W`);
    }
    const lukewarm = { ...NEW_TANK, layers: [30, 30, 30] as const };
    const { tapW } = stepTank(lukewarm, { ...STILL, tapLiters: 10 }, STEP_MS);
    assert.ok((tapW * STEP_MS) / SECOND_MS < wantedJ);
  });
});

describe('the tanks of the virtual house', () => {
  it('keep the hot water hot, layered the right way up', () => {
    const run = begin(WINTER_MS);
    live(run, 4 * HOUR_MS);
    live(run, 3 * DAY_MS, ({ tank }) => {
      const [topC, midC, bottomC] = tank.layers;
      assert.ok(topC >= midC - 1e-9 && midC >= bottomC - 1e-9, tank.layers.join(' '));
      assert.ok(topC > 40 && topC < 60 && bottomC >= 12, tank.layers.join(' '));
    });
  });

  it('let the water cool where the hub forbids to heat it', () => {
    const run = begin(WINTER_MS);
    order(run, 'dhw_main', { kind: 'dhw', command: { commandId: 'c', heat: false } });
    live(run, 2 * DAY_MS, ({ hcu }) => {
      assert.notEqual(hcu.mode, 'dhw_charge');
    });
    assert.ok(run.plant.tank.layers[0] < 40);
  });

  it('heat what is at the top with the heater when told, up to the target, and stop when not', () => {
    const run = begin(WINTER_MS);
    const tell = (backupHeater?: true) => {
      const command = { commandId: 'c', heat: false, targetTempC: 50, recirc: false } as const;
      order(run, 'dhw_main', {
        kind: 'dhw',
        command: { ...command, ...(backupHeater && { backupHeater }) },
      });
    };
    tell();
    live(run, 2 * DAY_MS);
    const [beforeC, , bottomC] = run.plant.tank.layers;
    tell(true);
    live(run, 10 * MINUTE_MS, ({ tank, source }) => {
      assert.equal(tank.backupW, 3_000);
      assert.equal(source.running === 'heat' && tank.chargeW > 0, false);
    });
    const [topC, , bottomThenC] = run.plant.tank.layers;
    assert.ok(topC - beforeC > 3, `${beforeC} → ${topC} °C`);
    assert.ok(bottomThenC < bottomC + 0.1, 'the bottom is left alone');
    live(run, 12 * HOUR_MS, ({ tank }) => assert.ok(tank.layers[0] < 50.5));
    tell();
    live(run, HOUR_MS, ({ tank }) => assert.equal(tank.backupW, 0));
  });

  it('disinfect when told, with the backup heater, and note when', () => {
    const run = begin(WINTER_MS);
    const command = { commandId: 'c', heat: true, sanitize: true } as const;
    order(run, 'dhw_main', { kind: 'dhw', command });
    let backupMinutes = 0;
    let hotMinutes = 0;
    live(run, 12 * HOUR_MS, ({ tank }) => {
      backupMinutes += tank.backupW > 0 ? 1 : 0;
      if (tank.isSanitizing && tank.layers[2] >= 60) hotMinutes += 1;
    });
    assert.ok(hotMinutes >= 19 && hotMinutes <= 20, `hot for ${hotMinutes} min`);
    assert.equal(run.plant.tank.isSanitizing, false);
    assert.ok(backupMinutes > 0);
    const doneMs = run.plant.tank.lastSanitizationMs;
    assert.ok(doneMs !== undefined && doneMs > WINTER_MS && doneMs < run.atMs);
  });

  it('charge and discharge the buffer, unless it is told to stand', () => {
    const flows = (mode?: 'idle') => {
      const run = begin(WINTER_MS);
      if (mode) order(run, 'tes_main', { kind: 'tes', command: { commandId: 'c', mode } });
      let minutes = 0;
      live(run, 2 * DAY_MS, ({ buffer }) => {
        assert.ok(!(buffer.chargeActive && buffer.dischargeActive));
        minutes += buffer.chargeActive || buffer.dischargeActive ? 1 : 0;
      });
      return minutes;
    };
    assert.ok(flows() > 0);
    assert.equal(flows('idle'), 0);
  });
});
