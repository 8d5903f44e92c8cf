/** A data folder in which a household has lived: what it must have by the ledger, now and when its backup was made. */
import { cpSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { lastingFolder } from '../../support/child.ts';
import { startHub, type TestHub } from '../../support/hub.ts';
import { createChance } from './chance.ts';
import { createClient } from './client.ts';
import { createHousehold, PERMISSIONS } from './household.ts';
import { GONE, type Found, type Ledger } from './ledger.ts';
import { observe } from './observation.ts';
import { SAMPLE_ZONES } from './rounds.ts';

export const OWNER = {
  email: 'anna@example.org',
  name: 'Anna',
  password: 'a long passphrase of hers',
};

export interface LivedIn {
  readonly now: Found;
  readonly atBackup: Found;
  /** Of a token that was revoked. */
  readonly revoked: string;
  readonly acknowledged: number;
  /** What the ledger did not find as it was told, before anything was damaged. */
  readonly wrong: readonly string[];
  /** A copy, closed as it should be, to be damaged. */
  copy(): string;
}

async function register({ url }: TestHub): Promise<void> {
  const { status } = await createClient(url, '').ask('POST', '/api/auth/register', OWNER);
  if (status !== 201) throw new Error(`the owner was answered with ${String(status)}`);
}

async function told(hub: TestHub, ...args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await hub.cli(...args, '--virtual');
  if (code !== 0) throw new Error(`aris ${args.join(' ')}: ${stderr}`);
  return stdout.trim();
}

/** Made and revoked after the backup, by another than the household. */
async function revokedToken(hub: TestHub, ledger: Ledger): Promise<string> {
  const object = 'token revoked';
  let token = '';
  await ledger.ask({ object, value: 'there', event: 'token_created revoked' }, async () => {
    token = await told(hub, 'token', 'create', 'revoked');
    return 'acknowledged';
  });
  const [, id = ''] = /^aris_tok_(\w{8})/.exec(token) ?? [];
  await ledger.ask({ object, value: GONE, event: 'token_revoked revoked' }, async () => {
    await told(hub, 'token', 'revoke', `tok_${id}`);
    return 'acknowledged';
  });
  return token;
}

/** @param lifeMs before the backup, and after it */
export async function liveIn(seed: number, lifeMs: number): Promise<LivedIn> {
  const dataFolder = lastingFolder();
  const hub = await startHub({ args: ['--virtual'], dataFolder });
  await register(hub);
  const token = await hub.token(...PERMISSIONS);
  const household = createHousehold(token, { ...SAMPLE_ZONES, chance: createChance(seed) });
  const wrong = await household.settle(hub.url);
  const live = async () => {
    await household.during(hub.url, async () => delay(lifeMs));
    wrong.push(...(await household.settle(hub.url)));
    return observe(createClient(hub.url, token), SAMPLE_ZONES, 0);
  };
  const atBackup = await live();
  await told(hub, 'backup');
  const revoked = await revokedToken(hub, household.ledger);
  const now = await live();
  await hub.stop();
  return {
    now,
    atBackup,
    revoked,
    acknowledged: household.ledger.counts().acknowledged,
    wrong: [...wrong, ...household.complaints()],
    copy() {
      const copy = lastingFolder();
      cpSync(dataFolder, copy, { recursive: true });
      return copy;
    },
  };
}
