// Resident memory of a hub that has its 60 devices and nothing to do, against a bare server.
import { setTimeout as delay } from 'node:timers/promises';
import { startHouse } from '../lib/hub.mjs';
import { alternate, median, ratioOf } from '../lib/numbers.mjs';
import { startPeer } from '../lib/peers.mjs';
import { residentMiB, withCleanup } from '../lib/process.mjs';
import { result } from '../lib/results.mjs';

/** A hub gives back what its start has left when it is at rest: the heap shrinks some twelve seconds after it is ready. */
const SETTLE_MS = 20_000;
/** Sizes vary by a hundredth: few rounds tell them. */
const ROUNDS = 5;

async function settled(start, settleMs) {
  return await withCleanup(async (defer) => {
    const { server } = await start(defer);
    await delay(settleMs);
    return residentMiB(server);
  });
}

export async function measure({ rounds, isQuick }) {
  const settleMs = isQuick ? 1_000 : SETTLE_MS;
  const sizes = await alternate(Math.min(rounds, ROUNDS), {
    hub: () => settled(startHouse, settleMs),
    bare: () => settled((defer) => startPeer('bare', [], defer), settleMs),
  });
  const { ratio: value, low, high } = ratioOf(sizes.hub, sizes.bare);
  return [
    result({
      name: 'resident memory, idle, 20 zones and 60 devices',
      value,
      low,
      high,
      detail: `${median(sizes.hub).toFixed(1)} MiB, bare ${median(sizes.bare).toFixed(1)}`,
      budget: { atMost: 1.45 },
      goal: 1.35,
    }),
  ];
}
