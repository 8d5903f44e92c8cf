/** A zone's own page: thermostat, holds, chart and schedule, as people use them in a browser. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { HOUR_MS } from '../../src/domain/units.ts';
import { assertPresentable, startRig, type Rig } from './support/browser.ts';
import { folderWithHistory } from './support/seed-history.ts';

/** A day and more in the life of the living room, of which two hours are not known. */
const LIVED_HOURS = 30;

describe('the page of a zone', () => {
  let rig: Rig;
  const startedMs = Date.now();
  const gapFromMs = startedMs - 9 * HOUR_MS;
  before(async () => {
    const dataFolder = await folderWithHistory('living_room', LIVED_HOURS, (atMs) => {
      if (atMs >= gapFromMs && atMs < gapFromMs + 2 * HOUR_MS) return undefined;
      const hour = (atMs / HOUR_MS) % 24;
      const isNight = hour < 5 || hour > 21;
      const tempC =
        20.4 + 0.9 * Math.sin(((hour - 8) / 24) * 2 * Math.PI) + 0.15 * Math.sin(hour * 9);
      return {
        ...{ tempC, tempHeatSetC: isNight ? 18 : 21, tempCoolSetC: 25, mode: 'auto' },
        activeCall: !isNight && Math.floor(hour * 3) % 4 === 1 ? 'heat' : 'none',
      };
    });
    rig = await startRig({ args: ['--virtual'], dataFolder });
  });
  after(async () => rig.close());

  it('shows what the zone was, gaps and all', async () => {
    const page = await rig.visitAsOwner('/zones/living_room');
    await page.getByRole('slider').waitFor();
    await page.getByText(/^In the last 24 hours between/).waitFor();
    await assertPresentable(page, 'zone');
    await page.context().close();
  });
});
