/** A virtual house that has been heated and cooled for two years: energies as the hub itself keeps them. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { CLOSED_ENERGY, periodKey } from '../../../src/app/energy/energy-records.ts';
import { addEnergy, NO_ENERGY, type EnergyTotals } from '../../../src/domain/energy.ts';
import { DAY_MS } from '../../../src/domain/units.ts';
import { openTexts } from '../../../src/store/open.ts';
import { createRecordStore } from '../../../src/store/records.ts';
import { lastingFolder } from '../../support/child.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { createMemoryLog } from '../../support/log.ts';

const DAYS = 790;
/** The hub keeps no more of them. */
const KEPT_DAYS = 399;

/** Of a day: more the colder it is, in the middle of January the most; the year before it was a tenth more. */
export function energyOn(atMs: number, isLastYear: boolean): EnergyTotals {
  const dayOfYear = (atMs / DAY_MS) % 365.25;
  const cold = Math.cos(((dayOfYear - 15) / 365.25) * 2 * Math.PI);
  const swing = 1 + 0.25 * Math.sin(atMs / DAY_MS) + (isLastYear ? 0.1 : 0);
  const heatKwh = Math.max(0, cold + 0.2) * 26 * swing;
  const coldKwh = Math.max(0, -cold - 0.6) * 16 * swing;
  return {
    uses: {
      ...(heatKwh > 0 && {
        heating: { electricalKwh: heatKwh / (4.2 - cold), thermalKwh: heatKwh },
        defrost: { electricalKwh: heatKwh / 90, thermalKwh: heatKwh / 40 },
      }),
      ...(coldKwh > 0 && { cooling: { electricalKwh: coldKwh / 4, thermalKwh: coldKwh } }),
      hotWater: { electricalKwh: 2.4 * swing, thermalKwh: 6.9 * swing },
      standby: { electricalKwh: 0.3, thermalKwh: 0 },
    },
    gapMs: 0,
  };
}

/** @returns the data folder, for a hub that is yet to start */
export async function folderWithEnergy(): Promise<string> {
  const dataFolder = lastingFolder();
  const folder = join(dataFolder, 'virtual');
  mkdirSync(folder, { mode: 0o700 });
  const clock = createFakeClock(Date.now());
  const log = createMemoryLog();
  const texts = await openTexts(folder, { version: 'test', log });
  const store = createRecordStore({ texts, clock, log });
  const totals = new Map<string, EnergyTotals>();
  for (let ago = DAYS; ago >= 0; ago--) {
    const atMs = clock.nowMs() - ago * DAY_MS;
    const day = new Date(atMs).toISOString().slice(0, 10);
    const energy = energyOn(atMs, ago > 365);
    const keys = [
      periodKey('month', day.slice(0, 7)),
      ...(ago <= KEPT_DAYS ? [periodKey('day', day)] : []),
    ];
    for (const key of keys) totals.set(key, addEnergy(totals.get(key) ?? NO_ENERGY, energy));
  }
  await store.commit([...totals].map(([key, value]) => ({ put: CLOSED_ENERGY, key, value })));
  await store.close();
  return dataFolder;
}
