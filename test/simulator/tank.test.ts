import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../src/domain/units.ts';
import { WINTER_MS, begin, live, order } from './lived-plant.ts';

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
