// What a poller of the zones feels while strangers guess passwords: hashing one is made to be slow.
import { request } from 'node:http';
import { startHouse } from '../lib/hub.mjs';
import { alternate, median, ratioOf } from '../lib/numbers.mjs';
import { withCleanup } from '../lib/process.mjs';
import { result } from '../lib/results.mjs';
import { patience } from '../lib/wrk.mjs';

/** As many as the hub lets wait, so that all of them are evaluated. */
const CLIENTS = 16;
const OWNER = { email: 'owner@example.org', password: 'correct horse battery', name: 'Owner' };

/** A POST from an address of its own. @returns the status */
async function post(url, body, localAddress) {
  return await new Promise((resolve, reject) => {
    const headers = { 'Content-Type': 'application/json' };
    const sent = request(url, { method: 'POST', agent: false, localAddress, headers });
    sent.once('error', reject).once('response', (response) => {
      response.resume().once('end', () => resolve(response.statusCode));
    });
    sent.end(JSON.stringify(body));
  });
}

let guesses = 0;

/** Each for another account and from another address: none of them is locked out. */
async function guess(url) {
  const number = ++guesses;
  const body = { email: `guest${number}@example.org`, password: 'not the password' };
  const address = `127.1.${number >> 8}.${number & 255}`;
  const status = await post(`${url}/api/auth/login`, body, address);
  if (status !== 401) throw new Error(`a wrong password was answered with ${status}`);
}

async function duringStorm(url, measure) {
  let isOver = false;
  const client = async () => {
    while (!isOver) await guess(url);
  };
  const storm = Promise.all(Array.from({ length: CLIENTS }, client));
  // What goes wrong in it is heard of at its end.
  storm.catch(() => undefined);
  const measured = await measure();
  isOver = true;
  await storm;
  return measured;
}

export async function measure({ rounds, seconds }) {
  return await withCleanup(async (defer) => {
    const { url, authorization } = await startHouse(defer);
    const status = await post(`${url}/api/auth/register`, OWNER, '127.0.0.1');
    if (status !== 201) throw new Error(`the owner was answered with ${status}`);
    const poll = () => patience(`${url}/api/zones`, seconds, authorization);
    const measures = { quiet: poll, storm: () => duringStorm(url, poll) };
    await alternate(1, measures);
    const { quiet, storm } = await alternate(rounds, measures);
    const p99s = (list) => list.map(({ p99Ms }) => p99Ms);
    const rates = (list) => list.map(({ perSecond }) => perSecond);
    const { ratio: value, low, high } = ratioOf(p99s(storm), p99s(quiet));
    const share = ratioOf(rates(storm), rates(quiet)).ratio * 100;
    const [stormMs, quietMs] = [storm, quiet].map((list) => median(p99s(list)).toFixed(2));
    return [
      result({
        name: '99th percentile of `GET /api/zones` on one connection during a login storm',
        value,
        low,
        high,
        budget: { atMost: 6 },
        goal: 4,
        detail: `${stormMs} ms, without ${quietMs}; ${share.toFixed(0)} % of the requests a second, on the one core`,
      }),
    ];
  });
}
