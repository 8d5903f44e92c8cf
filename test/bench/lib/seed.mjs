// Records put into a hub's store before it starts: by its own code, but in few transactions.
import { tsImport } from 'tsx/esm/api';

export const source = (path) => tsImport(`../../../src/${path}`, import.meta.url);
const { createSteadyClock } = await source('app/records/steady-clock.ts');
const { openCore } = await source('hub/core.ts');
const { systemClock } = await source('system/clock.ts');
const { lockFolder } = await source('system/lock.ts');
const { systemRandom } = await source('system/random.ts');

const BATCH = 5_000;
const silent = () => undefined;
const log = { debug: silent, info: silent, warn: silent, error: silent };

/** @param changes as of a commit */
export async function seed(folder, changes) {
  const lock = await lockFolder(folder);
  const clock = createSteadyClock({ clock: systemClock, isSynchronised: () => false });
  const store = { dataFolder: folder, isVirtual: false, version: 'bench' };
  const core = await openCore(store, { clock, random: systemRandom, log });
  for (let start = 0; start < changes.length; start += BATCH) {
    await core.store.commit(changes.slice(start, start + BATCH));
  }
  await core.close();
  await lock.release();
}
