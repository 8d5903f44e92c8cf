// What an attack does to a signed-in client, to memory and to descriptors.
import { Agent, get } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';

const PERIOD_MS = 20;
/** V8 gives memory back when it finds the time. */
const SETTLE_MS = 60_000;
/** How far above what it was at rest memory may stay. */
export const MEMORY_MIB = 20;

/** One keep-alive connection, opened before the attack, as a page or a poller has. */
function startClient({ port, token }) {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const latenciesMs = [];
  let serverErrors = 0;
  let isOver = false;
  const headers = { authorization: `Bearer ${token}` };
  const ask = async () =>
    new Promise((resolve) => {
      const startedMs = performance.now();
      get({ port, agent, headers, host: '127.0.0.1', path: '/api/zones' }, (answer) => {
        if (answer.statusCode >= 500) serverErrors++;
        answer.resume().on('end', () => {
          latenciesMs.push(performance.now() - startedMs);
          resolve();
        });
      }).on('error', () => {
        serverErrors++;
        resolve();
      });
    });
  const work = (async () => {
    while (!isOver) {
      await ask();
      await delay(PERIOD_MS);
    }
    agent.destroy();
  })();
  return async () => {
    isOver = true;
    await work;
    const sorted = latenciesMs.sort((a, b) => a - b);
    const p99Ms = sorted[Math.floor(sorted.length * 0.99)] ?? Infinity;
    return { p99Ms, serverErrors, asked: sorted.length };
  };
}

/** What is loaded with the first request belongs to idle. */
async function warmUp(target) {
  if (target.isWarm) return;
  target.isWarm = true;
  const end = startClient(target);
  await delay(1_000);
  await end();
  await delay(200);
}

async function settled(target, { beforeFds, beforeMiB, waitsForMemory }) {
  const deadline = performance.now() + SETTLE_MS;
  const isSettled = () =>
    target.descriptors() <= beforeFds &&
    (!waitsForMemory || target.residentMiB() - beforeMiB <= MEMORY_MIB);
  while (!isSettled() && performance.now() < deadline) await delay(100);
}

export async function measure(target, attack, { waitsForMemory }) {
  await warmUp(target);
  const beforeFds = target.descriptors();
  const beforeMiB = target.residentMiB();
  const endClient = startClient(target);
  let peakMiB = beforeMiB;
  const watch = setInterval(() => {
    if (!target.hasCrashed()) peakMiB = Math.max(peakMiB, target.residentMiB());
  }, 200);
  const counted = await attack(target);
  const asked = await endClient();
  clearInterval(watch);
  target.closeAll();
  const common = { letIn: 0, ...counted, ...asked, beforeMiB, peakMiB, beforeFds };
  if (target.hasCrashed()) return { ...common, crashed: true, afterMiB: 0, afterFds: 0 };
  await settled(target, { ...common, waitsForMemory });
  return { ...common, afterMiB: target.residentMiB(), afterFds: target.descriptors() };
}
