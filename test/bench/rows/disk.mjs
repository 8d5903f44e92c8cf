// What a day writes to the disk: 60 devices that report each 10 s, a client that asks each 5 s.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { PROGRAM, startHouse, temporaryFolder } from '../lib/hub.mjs';
import { mountLoopDisk } from '../lib/loop-disk.mjs';
import { startServer, withCleanup } from '../lib/process.mjs';
import { result } from '../lib/results.mjs';

const POLL_MS = 5_000;
const MINUTE_MS = 60_000;
const DAY_MINUTES = 24 * 60;
/** Until the start has been told of, and the first backup was made: from then on there is one a day. */
const WARM_UP_MINUTES = 12;
/** Two of the hub's periods of 10 minutes (LIMITS.lazyFlushMs), so that what it does once in each is counted as often as it happens. */
const MINUTES = 20;

async function poll({ url, authorization }, minutes) {
  for (const end = performance.now() + minutes * MINUTE_MS; performance.now() < end;) {
    const { ok } = await fetch(`${url}/api/zones`, { headers: authorization });
    if (!ok) throw new Error('the hub does not answer');
    await delay(POLL_MS);
  }
}

export async function measure({ isQuick }) {
  if (process.getuid() !== 0) {
    console.error('disk: left out, since mounting a disk needs root');
    return [];
  }
  const minutes = isQuick ? 0.5 : MINUTES;
  return await withCleanup(async (defer) => {
    const disk = mountLoopDisk(temporaryFolder(defer), defer);
    const folder = join(disk.mount, 'aris');
    mkdirSync(folder);
    const house = await startHouse(defer, { folder });
    const houseFile = ['--house', join(folder, 'house.json')];
    startServer([PROGRAM, 'simulate', '--mqtt-url', house.broker.url, ...houseFile], defer);
    await poll(house, isQuick ? 0 : WARM_UP_MINUTES);
    const before = disk.writtenBytes();
    await poll(house, minutes);
    const bytes = disk.writtenBytes() - before;
    return [
      result({
        name: 'written to the disk in a day, at the block device',
        value: (bytes / 1e6) * (DAY_MINUTES / minutes),
        detail: `${(bytes / 1_000).toFixed(0)} kB in ${minutes} minutes`,
        unit: 'MB',
        decimals: 1,
        budget: { atMost: 15 },
        goal: 10,
      }),
    ];
  });
}
