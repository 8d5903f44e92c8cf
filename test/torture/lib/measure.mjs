// What an attack does to a signed-in client, to memory and to descriptors.
import { Agent, get } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';

const PERIOD_MS = 20;
const SETTLE_MS = 20_000;

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

async function settled(target, beforeFds) {
  const deadline = performance.now() + SETTLE_MS;
  while (target.descriptors() > beforeFds && performance.now() < deadline) await delay(100);
}

export async function measure(target, attack) {
  // What is loaded with the first request belongs to idle.
  const warmUp = startClient(target);
  await delay(1_000);
  await warmUp();
  await delay(200);
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
  const common = { ...counted, ...asked, beforeMiB, peakMiB, beforeFds };
  if (target.hasCrashed()) return { ...common, crashed: true, afterMiB: 0, afterFds: 0 };
  await settled(target, beforeFds);
  return { ...common, afterMiB: target.residentMiB(), afterFds: target.descriptors() };
}
