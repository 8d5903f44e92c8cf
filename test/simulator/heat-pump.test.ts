import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../src/domain/units.ts';
import { FIXED_SPEED, MODULATING, type HeatPumpMap } from '../../src/simulator/heat-pump-map.ts';
import {
  NEW_SOURCE,
  stepSource,
  type SourceInputs,
  type SourceState,
} from '../../src/simulator/heat-pump.ts';
import { WATER_J_PER_LK } from '../../src/simulator/water.ts';
import { TEMPERATE } from '../../src/simulator/weather.ts';
import { WINTER_MS, SUMMER_MS, begin, live, order } from './lived-plant.ts';

const SPEC = { unitCount: 1, nominalW: 8_000, map: MODULATING };
/** Of water in a house, J/K. */
const STORED_J_PER_K = 200 * WATER_J_PER_LK;
const ASKED: SourceInputs = {
  wanted: 'heat',
  errorK: 2,
  supplyTempC: 35,
  outdoorTempC: 7,
  outdoorDewPointC: 3,
  isForRooms: true,
  waterFlows: false,
  isHeaterAsked: false,
};

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

  it('ices up in damp air, and far less in dry', () => {
    const defrosts = (outdoorDewPointC: number) => {
      let [count, before] = [0, NEW_SOURCE];
      for (let atMs = 0; atMs < 24 * HOUR_MS; atMs += MINUTE_MS) {
        const next = stepSource(
          SPEC,
          before,
          { ...ASKED, outdoorTempC: 1, outdoorDewPointC },
          MINUTE_MS,
        );
        count += next.defrostLeftMs > 0 && before.defrostLeftMs === 0 ? 1 : 0;
        before = next;
      }
      return count;
    };
    assert.ok(defrosts(0) >= 12, `${defrosts(0)}`);
    assert.ok(defrosts(-4) <= 4, `${defrosts(-4)}`);
    assert.equal(defrosts(-8), 0);
  });

  it('loses heat at each start, and takes no less electricity for it', () => {
    const first = stepSource(SPEC, NEW_SOURCE, ASKED, MINUTE_MS);
    const inSwing = stepSource(SPEC, { ...first, sinceMs: HOUR_MS }, ASKED, 1);
    assert.ok(first.heatW < 0.7 * inSwing.heatW * (first.speed / inSwing.speed));
    assert.ok(first.electricalW > 0.9 * inSwing.electricalW * (first.speed / inSwing.speed));
  });

  it('works no slower than it can: where less is needed it runs and stands in turn', () => {
    let source = NEW_SOURCE;
    let waterC = 30;
    const speeds = new Set<number>();
    let starts = 0;
    for (let atMs = 0; atMs < 6 * HOUR_MS; atMs += MINUTE_MS) {
      const next = stepSource(SPEC, source, { ...ASKED, errorK: 30 - waterC }, MINUTE_MS);
      starts += next.running !== 'no' && source.running === 'no' ? 1 : 0;
      if (next.running !== 'no') speeds.add(next.speed);
      source = next;
      // A load of a kilowatt on a hundred litres.
      waterC += ((source.heatW - 1_000) * 60) / (100 * WATER_J_PER_LK);
    }
    assert.ok(Math.min(...speeds) === MODULATING.minSpeed, `${Math.min(...speeds)}`);
    assert.ok(starts >= 6, `${starts} starts`);
  });

  it('has a pump that runs as long as water flows', () => {
    const still = { ...ASKED, wanted: 'no' } as const;
    const alone = stepSource(SPEC, NEW_SOURCE, { ...still, waterFlows: true }, MINUTE_MS);
    const rest = stepSource(SPEC, NEW_SOURCE, still, MINUTE_MS);
    assert.equal(alone.electricalW - rest.electricalW, 60);
  });

  it('may be one that is best in short hot runs', () => {
    /** What a day's heat for a hundred litres that lose it takes, by how warm the water is. */
    const electricityFor = (map: HeatPumpMap, waterC: number, hours: number) => {
      let source: SourceState = {
        ...NEW_SOURCE,
        running: 'heat',
        sinceMs: HOUR_MS,
        speed: map.minSpeed,
      };
      let heatJ = 0;
      let electricalJ = 0;
      const neededJ = 16_000 * 3_600;
      for (let atMs = 0; atMs < hours * HOUR_MS; atMs += MINUTE_MS) {
        const lacksJ = (neededJ * atMs) / (hours * HOUR_MS) - heatJ;
        const errorK = lacksJ / STORED_J_PER_K;
        source = stepSource(
          { ...SPEC, map },
          source,
          { ...ASKED, supplyTempC: waterC, errorK },
          MINUTE_MS,
        );
        heatJ += source.heatW * 60;
        electricalJ += source.electricalW * 60;
      }
      return (electricalJ / heatJ) * neededJ;
    };
    // The same heat: from hot water it is given in three hours, from warm water in six.
    const [hot, warm] = [50, 32] as const;
    assert.ok(electricityFor(MODULATING, hot, 3) > electricityFor(MODULATING, warm, 6));
    assert.ok(electricityFor(FIXED_SPEED, hot, 3) < electricityFor(FIXED_SPEED, warm, 6));
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

  it('stands while it is broken, and has its heater heat all the same where that is told to', () => {
    const broken = { ...NEW_SOURCE, hasFault: true };
    const stands = stepSource(SPEC, broken, ASKED, MINUTE_MS);
    assert.deepEqual([stands.running, stands.heatW], ['no', 0]);
    const told = { ...ASKED, errorK: 5, isHeaterAsked: true };
    const heats = stepSource(SPEC, broken, told, MINUTE_MS);
    assert.deepEqual([heats.running, heats.heatW, heats.backupW], ['no', 3_000, 3_000]);
    assert.equal(heats.electricalW - stands.electricalW, 3_000);
    assert.ok(heats.lifetimeElecKwh > stands.lifetimeElecKwh + 0.049);
    // Up to what the water is to be, and on again where it has cooled down by 2 K.
    const next = (errorK: number) => stepSource(SPEC, heats, { ...told, errorK }, MINUTE_MS);
    assert.deepEqual([next(0.1).backupW, next(0).backupW], [3_000, 0]);
    const again = (errorK: number) => stepSource(SPEC, stands, { ...told, errorK }, MINUTE_MS);
    assert.deepEqual([again(2).backupW, again(2.1).backupW], [0, 3_000]);
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
