// Passwords, PINs and setup codes, guessed from everywhere, while the owner signs in from home.
import { setTimeout as delay } from 'node:timers/promises';
import { OWNER, post } from '../lib/target.mjs';

export const name = 'guesses';

const HOME = '127.0.0.1';
const GUESSERS = 60;
const TRIES = [
  ['/api/auth/login', (n) => ({ email: `guest${n}@example.org`, password: 'not the password' })],
  ['/api/auth/login', () => ({ email: OWNER.email, password: 'not the password' })],
  ['/api/auth/session', () => ({ pin: '135790' })],
  [
    '/api/auth/register',
    (n) => ({
      email: `guest${n}@example.org`,
      password: 'correct horse battery',
      name: 'Guest',
      setupCode: 'ABCDEFGHJK',
    }),
  ],
];

const addressOf = (index) => `127.2.${index >> 8}.${1 + (index & 127)}`;

export async function attack(target) {
  const end = performance.now() + target.seconds * 1000;
  const count = { tried: 0, refused: 0, letIn: 0 };
  const complaints = new Set();
  if ((await post(target, '/api/auth/login', OWNER, HOME)) !== 200) complaints.add('no owner');

  async function guess(index) {
    while (performance.now() < end) {
      const [path, body] = TRIES[count.tried % TRIES.length];
      const status = await post(target, path, body(count.tried++), addressOf(index));
      if (status === undefined || status === 429 || status === 503) count.refused++;
      if (status < 300) count.letIn++;
      await delay(20);
    }
  }

  async function live() {
    do {
      const status = await post(target, '/api/auth/login', OWNER, HOME);
      if (status !== 200) complaints.add(`the owner was answered with ${status}`);
      await delay(2_000);
    } while (performance.now() < end);
  }

  await Promise.all([live(), ...Array.from({ length: GUESSERS }, (_, index) => guess(index))]);
  return { ...count, complaint: [...complaints].join(', ') };
}
