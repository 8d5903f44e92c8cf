// A backup with all of a year's history of 20 zones and 60 devices, while somebody reads the zones.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { tsImport } from 'tsx/esm/api';
import { prepareHub, PROGRAM, startHouse, temporaryFolder } from '../lib/hub.mjs';
import { withCleanup } from '../lib/process.mjs';
import { result } from '../lib/results.mjs';
import { source } from '../lib/seed.mjs';

const { historyTexts } = await tsImport('../../support/history-texts.ts', import.meta.url);
const { openLmdb } = await source('store/lmdb.ts');
const { floorTo, TIERS } = await source('domain/history/tiers.ts');
const { STORE_FILE } = await source('store/store-file.ts');

const DAY_MS = 86_400_000;
const DAYS = 366;
/** Before the backup, for a p99 to compare with. */
const READS_MS = 5_000;

/** As the hub would have it after so many days. */
async function fillHistory(folder, days) {
  const texts = openLmdb(folder);
  const textsOf = historyTexts();
  const nowMs = Date.now();
  for (const tier of TIERS) {
    const { blockMs, keepMs } = tier;
    const sinceMs = nowMs - Math.min(days * DAY_MS, keepMs);
    for (let at = floorTo(sinceMs, blockMs); at + blockMs <= nowMs; at += blockMs)
      await texts.write(textsOf(tier, at));
  }
  await texts.close();
}

/** Reads on one connection, one after another, until `isOver`; how long each took, ms, ascending. */
async function readZones({ url, authorization }, isOver) {
  const times = [];
  while (!isOver()) {
    const startedMs = performance.now();
    const response = await fetch(`${url}/api/zones`, { headers: authorization });
    await response.arrayBuffer();
    if (!response.ok) throw new Error(`the zones were answered with ${response.status}`);
    times.push(performance.now() - startedMs);
  }
  return times.sort((one, other) => one - other);
}

const p99 = (times) => times[Math.floor(times.length * 0.99)];

export async function measure({ isQuick }) {
  return await withCleanup(async (defer) => {
    const folder = temporaryFolder(defer);
    await prepareHub(folder);
    await fillHistory(folder, isQuick ? 10 : DAYS);
    const house = await startHouse(defer, { folder });
    const quietEndMs = performance.now() + (isQuick ? 500 : READS_MS);
    const quiet = await readZones(house, () => performance.now() > quietEndMs);
    const file = join(folder, 'whole.backup');
    const startedMs = performance.now();
    const args = [PROGRAM, 'backup', file, '--data', folder];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] });
    let isOver = false;
    const ended = once(child, 'close').then(([code]) => {
      isOver = true;
      return code;
    });
    const busy = await readZones(house, () => isOver);
    const seconds = (performance.now() - startedMs) / 1_000;
    if ((await ended) !== 0) throw new Error('no backup was made');
    const mib = (path) => (statSync(path).size / 1_048_576).toFixed(1);
    return [
      result({
        name: 'a backup with a year of 20 zones and 60 devices',
        value: seconds,
        unit: 's',
        decimals: 1,
        detail: `${mib(file)} MiB of a store of ${mib(join(folder, STORE_FILE))}`,
        budget: { atMost: 20 },
      }),
      result({
        name: '99th percentile of `GET /api/zones` during that backup',
        value: p99(busy),
        unit: 'ms',
        detail: `${p99(quiet).toFixed(2)} ms before it`,
        budget: { atMost: 20 },
      }),
    ];
  });
}
