/** A store that is damaged in each way that is known: the hub controls and tells, or says in a sentence why it does not start. */
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { messageOf } from '../../../src/domain/errors.ts';
import type { ZoneView } from '../../../src/domain/zone-view.ts';
import {
  DAMAGES,
  damageStore,
  isOfShortTorture,
  pageDamages,
  type Damage,
} from '../../support/damaged-store.ts';
import { launchHub, type TestHub } from '../../support/hub.ts';
import { until } from '../../support/until.ts';
import { createChance } from '../lib/chance.ts';
import { createClient, type Client } from '../lib/client.ts';
import type { Form, Outcome } from '../lib/durability.ts';
import { PERMISSIONS } from '../lib/household.ts';
import { liveIn, OWNER, type LivedIn } from '../lib/lived-in.ts';
import { untold, whatIsTold } from '../lib/losses.ts';
import { observe } from '../lib/observation.ts';
import { SAMPLE_ZONES } from '../lib/rounds.ts';

export const name = 'damage';

const LIFE_MS = { short: 300, long: 1_500 };
const TOGETHER = 2;
const TOLD_EACH = 20;
const SHORT_PAGES = 2;
/** Exit code of a store that cannot be used. */
const REFUSED = 4;
const DECIDED_MS = 60_000;
/** A record that nobody has read yet is told within so many. */
const TOLD_MS = 10_000;

interface Case {
  readonly damage: Damage;
  readonly hasBackup: boolean;
}

/** Each kind with a backup and without; of pages one after the other. */
function casesOf(file: Buffer, { isShort, seed, rounds = Infinity }: Form): Case[] {
  const kinds = DAMAGES.filter((damage) => !isShort || isOfShortTorture(damage));
  const pages = pageDamages(file);
  const chance = createChance(seed);
  const chosen = isShort ? Array.from({ length: SHORT_PAGES }, () => chance.oneOf(pages)) : pages;
  const ofKinds = isShort
    ? kinds.map((damage, at) => ({ damage, hasBackup: at % 2 === 0 }))
    : kinds.flatMap((damage) => [true, false].map((hasBackup) => ({ damage, hasBackup })));
  return [...ofKinds, ...chosen.map((damage, at) => ({ damage, hasBackup: at % 2 === 0 }))].slice(
    0,
    rounds,
  );
}

interface Verdict {
  /** In a word. */
  readonly end: string;
  readonly wrong: readonly string[];
}

/** One sentence, and an exit code of its own. */
async function refusal(hub: TestHub): Promise<Verdict> {
  const code = await hub.exited();
  const errors = hub.log.filter(({ level }) => level === 'error' || level === 'raw');
  const isClear = code === REFUSED && errors.length > 0;
  return {
    end: 'refused',
    wrong: isClear ? [] : [`ended with ${String(code)}: ${JSON.stringify(hub.log)}`],
  };
}

const decided = async (client: Client) => {
  const { zones } = (await client.read('/api/zones')) as { zones: ZoneView[] };
  return zones.length > 0 && zones.every(({ reason }) => reason !== undefined);
};

async function stateOfStore(client: Client): Promise<string | undefined> {
  const { checks } = (await client.read('/health')) as {
    checks: { state_file: { state?: string } };
  };
  return checks.state_file.state;
}

/** Nobody comes in who was thrown out, and nobody else becomes the owner. */
async function intruders({ url }: TestHub, { revoked }: LivedIn): Promise<string[]> {
  const tried = await createClient(url, revoked).ask('GET', '/api/zones');
  const stranger = { ...OWNER, email: 'mallory@example.org' };
  const registered = await createClient(url, '').ask('POST', '/api/auth/register', stranger);
  return [
    ...(tried.status === 401 ? [] : [`a revoked token is answered with ${String(tried.status)}`]),
    ...(registered.status === 403
      ? []
      : [`a stranger who registers is answered with ${String(registered.status)}`]),
  ];
}

async function lookAt(hub: TestHub, lived: LivedIn, patienceMs: number): Promise<Verdict> {
  const wrong = await intruders(hub, lived);
  const client = createClient(hub.url, await hub.token(...PERMISSIONS));
  await until(async () => decided(client), 'each zone to be decided', DECIDED_MS);
  const has = await observe(client, SAMPLE_ZONES, 0);
  let told = await whatIsTold(client);
  let silent = untold(lived, has, told);
  const again = async () => {
    told = await whatIsTold(client);
    silent = untold(lived, has, told);
    return silent.length === 0;
  };
  await until(again, 'what is lost to be told', patienceMs).catch(() => undefined);
  const { restored, damaged } = told;
  const isTold = restored === undefined && damaged.length === 0;
  const state = await stateOfStore(client);
  if (state !== (isTold ? undefined : restored === undefined ? 'damaged' : 'restored'))
    wrong.push(`health says ${String(state)} of ${JSON.stringify(told)}`);
  return { end: restored?.from ?? (isTold ? 'used' : 'records'), wrong: [...wrong, ...silent] };
}

interface Trial {
  readonly hasBackup: boolean;
  /** In the folder that has the store. */
  readonly damageIn: (folder: string) => void;
  readonly patienceMs?: number;
}

async function through(
  lived: LivedIn,
  { hasBackup, damageIn, patienceMs = TOLD_MS }: Trial,
): Promise<Verdict> {
  const dataFolder = lived.copy();
  const folder = join(dataFolder, 'virtual');
  if (!hasBackup) rmSync(join(folder, 'backups'), { recursive: true });
  damageIn(folder);
  const hub = launchHub({ args: ['--virtual'], dataFolder });
  try {
    const ready = await hub.ready().catch(() => undefined);
    return ready === undefined ? await refusal(hub) : await lookAt(ready, lived, patienceMs);
  } catch (error) {
    return { end: 'broken', wrong: [messageOf(error)] };
  } finally {
    await hub.kill9();
    rmSync(dataFolder, { recursive: true, force: true });
  }
}

/** A hub that begins anew without a word is found out. */
const forget = (folder: string) => {
  for (const file of ['store.mdb', 'store.json']) rmSync(join(folder, file));
};

export async function run(form: Form): Promise<Outcome> {
  const lived = await liveIn(form.seed, form.isShort ? LIFE_MS.short : LIFE_MS.long);
  const broken = [...lived.wrong];
  const control = await through(lived, { hasBackup: true, damageIn: forget, patienceMs: 0 });
  if (control.wrong.length === 0) broken.push('a hub that begins anew was not found out');
  const file = readFileSync(join(lived.copy(), 'virtual', 'store.mdb'));
  const cases = casesOf(file, form);
  const queue = [...cases];
  const ends = new Map<string, number>();
  let done = 0;
  const worker = async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const { damage, hasBackup } = next;
      const damageIn = (folder: string) => damageStore(folder, damage);
      const { end, wrong } = await through(lived, { hasBackup, damageIn });
      ends.set(end, (ends.get(end) ?? 0) + 1);
      const of = `a store that ${damage.name}, with ${hasBackup ? 'a' : 'no'} backup`;
      broken.push(...wrong.map((one) => `${of}: ${one}`));
      if (++done % TOLD_EACH === 0) form.say(`${done} of ${cases.length}, ${broken.length} wrong`);
    }
  };
  await Promise.all(Array.from({ length: TOGETHER }, worker));
  const count = (end: string) => ends.get(end) ?? 0;
  return {
    extent: `${cases.length} damages`,
    figures: `${lived.acknowledged} acts acknowledged before; ${count('used')} used as they are, ${count('records')} with records set aside, ${count('rest')} made of what could be read, ${count('backup')} of the backup, ${count('nothing')} of nothing, ${count('refused')} refused in a sentence; ${broken.length} wrong; a hub that begins anew: ${control.wrong.length} in 1`,
    broken,
  };
}
