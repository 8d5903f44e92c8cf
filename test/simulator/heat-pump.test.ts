import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DAY_MS, HOUR_MS } from '../../src/domain/units.ts';
import { TEMPERATE } from '../../src/simulator/weather.ts';
import { WINTER_MS, SUMMER_MS, begin, live, order } from './lived-plant.ts';

describe('the heat pump of the virtual house', () => {
  it('delivers more than it consumes, and its totals only grow', () => {
    for (const startMs of [WINTER_MS, SUMMER_MS]) {
      const run = begin(startMs);
      let before = run.plant.source;
      live(run, 3 * DAY_MS, ({ source }) => {
        assert.ok(source.lifetimeThermalKwh >= before.lifetimeThermalKwh);
        assert.ok(source.lifetimeElecKwh > before.lifetimeElecKwh);
        before = source;
      });
      const factor = before.lifetimeThermalKwh / before.lifetimeElecKwh;
      assert.ok(factor > 2 && factor < 6, `seasonal performance ${factor}`);
    }
  });

  it('defrosts in the cold, and not in the warm', () => {
    const defrosts = (startMs: number) => {
      let minutes = 0;
      live(begin(startMs), 3 * DAY_MS, ({ source }) => {
        minutes += source.defrostLeftMs > 0 ? 1 : 0;
      });
      return minutes;
    };
    assert.ok(defrosts(WINTER_MS) > 0);
    assert.equal(defrosts(SUMMER_MS), 0);
  });

  it('is helped by the electric heater on the coldest days alone', () => {
    const helped = (annualMeanTempC: number) => {
      let minutes = 0;
      const climate = { ...TEMPERATE, annualMeanTempC };
      live(begin(WINTER_MS, 1, climate), 2 * DAY_MS, ({ source, conditions }) => {
        if (source.backupW === 0) return;
        minutes += 1;
        assert.ok(source.running === 'heat' && conditions.outdoorTempC < 0);
      });
      return minutes;
    };
    assert.ok(helped(-2) > 60);
    assert.equal(helped(14), 0);
  });

  it('needs more electricity for warmer water', () => {
    const performance = (supplyTempC: number) => {
      const run = begin(WINTER_MS);
      order(run, 'hcu_main', {
        kind: 'hcu',
        command: { commandId: 'c', mode: 'heat', supplyTempC },
      });
      live(run, DAY_MS);
      return run.plant.source.lifetimeThermalKwh / run.plant.source.lifetimeElecKwh;
    };
    assert.ok(performance(35) > performance(50));
  });

  it('reaches and holds the supply temperature that it is told', () => {
    const run = begin(WINTER_MS);
    const command = { commandId: 'c', mode: 'heat', supplyTempC: 45 } as const;
    order(run, 'hcu_main', { kind: 'hcu', command });
    live(run, 9 * HOUR_MS);
    assert.ok(Math.abs(run.plant.circuitTempC - 45) < 4, `${run.plant.circuitTempC} °C`);
  });

  it('does not turn the circuit round within half an hour by itself', () => {
    const run = begin(Date.UTC(2026, 4, 15));
    let { circuit } = run.plant.hcu;
    let heldMinutes = Infinity;
    live(run, 5 * DAY_MS, ({ hcu }) => {
      heldMinutes += 1;
      if (hcu.circuit === circuit) return;
      assert.ok(heldMinutes >= 30, `${heldMinutes} min`);
      circuit = hcu.circuit;
      heldMinutes = 0;
    });
  });
});
