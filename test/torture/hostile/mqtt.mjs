// A broker on which somebody has left the word of another hub, and floods this one with setpoints, while a person sets one.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { post } from '../lib/target.mjs';

export const name = 'mqtt';
export const needsBroker = true;

const TOPIC = 'aris/zone/living/temp_heat/set';
/** Of what is sent at once, so that the flood ends with the time that it has. */
const BATCH = 500;
const PATIENCE_MS = 5_000;

export async function attack(target) {
  const end = performance.now() + target.seconds * 1000;
  const args = ['-h', '127.0.0.1', '-p', String(target.broker.port), '-t', TOPIC, '-q', '0', '-l'];
  const flood = spawn('mosquitto_pub', args, { stdio: ['pipe', 'ignore', 'ignore'] });
  let tried = 0;
  let complaint;
  while (performance.now() < end) {
    const lines = Array.from({ length: BATCH }, () => `${18 + (tried++ % 40) / 10}\n`);
    flood.stdin.write(lines.join(''));
    const askedMs = performance.now();
    const body = { tempHeatSetC: 18 + (tried % 20) / 10 };
    const status = await post(
      target,
      '/api/zones/kitchen/command',
      body,
      '127.0.0.1',
      target.token,
    );
    const tookMs = performance.now() - askedMs;
    if (status !== 200) complaint = `a person was answered with ${status}`;
    if (tookMs > PATIENCE_MS) complaint = `a person waited ${Math.round(tookMs)} ms`;
    await delay(20);
  }
  flood.stdin.end();
  await once(flood, 'exit');
  return { tried, refused: 0, complaint };
}
