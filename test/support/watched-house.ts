/** A living house with an eye on it: what is true of it, and what the hub makes of it. */
import { MINUTE_MS } from '../../src/domain/units.ts';
import { placeHouse } from '../../src/simulator/layout.ts';
import { createComfort } from './comfort.ts';
import { createTruth } from './house-truth.ts';
import { createLivingHouse, type LivingHouseOptions } from './living-house.ts';

export interface WatchedHouseOptions extends Omit<LivingHouseOptions, 'onStep'> {
  /** Until then nobody minds how warm it is. */
  readonly settledMs: number;
  /** Reasons for which a zone is not served. */
  readonly excused?: readonly string[];
}

export async function createWatchedHouse(options: WatchedHouseOptions) {
  const { house, building, settledMs, excused } = options;
  const truth = createTruth(placeHouse(house, building).layout);
  const living = await createLivingHouse({ ...options, onStep: truth.onStep });
  const comfort = createComfort(excused);
  const { source, heaterElecKwh } = truth.plant();

  function look(nowMs: number): void {
    if (nowMs < settledMs || nowMs % MINUTE_MS !== 0) return;
    const { rooms } = truth.plant();
    for (const [index, view] of living.hub().zones.list().entries()) {
      const room = rooms[index];
      if (room !== undefined) comfort.look(view, room.tempC, nowMs);
    }
  }

  return {
    ...living,
    truth,
    comfort,
    live: async (forMs: number) => living.live(forMs, look),
    /** The same while nobody looks, as when the hub is down. */
    pass: async (forMs: number) => living.live(forMs),
    /** How far the hub's totals are from the plant's own, as shares. */
    async energyErrors(): Promise<{ electrical: number; thermal: number }> {
      const { lazyBatch, energy } = living.hub();
      await lazyBatch.flush();
      const { total } = energy.report();
      const { source: now, heaterElecKwh: heaterNow } = truth.plant();
      const heater = heaterNow - heaterElecKwh;
      const electrical = now.lifetimeElecKwh - source.lifetimeElecKwh + heater;
      const thermal = now.lifetimeThermalKwh - source.lifetimeThermalKwh + heater;
      const { electricalKwh = NaN, thermalKwh = NaN } = total;
      const counted = thermalKwh + (total.uses.defrost?.thermalKwh ?? 0);
      return {
        electrical: Math.abs(electricalKwh - electrical) / electrical,
        thermal: Math.abs(counted - thermal) / thermal,
      };
    },
  };
}

export type WatchedHouse = Awaited<ReturnType<typeof createWatchedHouse>>;
