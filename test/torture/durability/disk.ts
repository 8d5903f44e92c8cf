/** A card that is full, given up by the kernel, broken, or slow: what cannot be kept is refused, and the house goes on. */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { startHub, type TestHub } from '../../support/hub.ts';
import { until } from '../../support/until.ts';
import { insertCard, type Card } from '../lib/card.ts';
import { createChance } from '../lib/chance.ts';
import type { Form, Outcome } from '../lib/durability.ts';
import { createHousehold, PERMISSIONS, type Household } from '../lib/household.ts';
import { AFTER_BOOT, SAMPLE_ZONES } from '../lib/rounds.ts';

export const name = 'disk';
export const needsRoot = true;

const ROUNDS = { short: 1, long: 20 };
const CHUNK_BYTES = 256 * 1024;
/** Acts that must have been refused, so that each kind is. */
const REFUSED = 12;
const PATIENCE_MS = 30_000;
const SLOW_MS = 2_000;
/** Of flushes that take so long each. */
const SLOW_FLUSHES = 2;
const BETWEEN_MS = 20;

interface Health {
  readonly status: string;
  readonly checks: { readonly state_file: { readonly status: string; readonly state?: string } };
}

interface Rig {
  readonly card: Card;
  readonly household: Household;
  readonly hub: TestHub;
  readonly wrong: string[];
}

const refused = ({ household }: Rig) => household.ledger.counts().refused;
const acknowledged = ({ household }: Rig) => household.ledger.counts().acknowledged;

/** What `/health` says of the store: `ok`, or in what trouble it is. */
async function storeHealth({ hub }: Rig): Promise<string> {
  const response = await fetch(`${hub.url}/health`);
  const { status, checks } = (await response.json()) as Health;
  return status === 'ok' ? status : `${status}: ${checks.state_file.state ?? 'nothing'}`;
}

/** `/health` is of the last write, so what still fits into the store's own free pages may hide for a moment that the disk is full. */
const mustSay = async (rig: Rig, wanted: string) =>
  until(async () => (await storeHealth(rig)) === wanted, `/health to say ${wanted}`, PATIENCE_MS);

const during = async ({ household, hub }: Rig, trouble: () => Promise<void>) =>
  household.during(hub.url, trouble);

/** Holds the ledger against the hub, in the middle of it too: what is read needs no disk. */
async function settle(rig: Rig, when: string, isDoubtful = false): Promise<void> {
  const wrong = await rig.household.settle(rig.hub.url, isDoubtful);
  rig.wrong.push(...wrong.map((one) => `${when}: ${one}`));
}

const untilRefused = async (rig: Rig) => {
  const before = refused(rig);
  await until(() => refused(rig) >= before + REFUSED, 'acts to be refused', PATIENCE_MS);
};
const untilKept = async (rig: Rig) => {
  const before = acknowledged(rig);
  await until(() => acknowledged(rig) > before, 'acts to be acknowledged', PATIENCE_MS);
};

async function full(rig: Rig): Promise<void> {
  const ballast = join(rig.card.path, 'ballast');
  await during(rig, async () => {
    await untilKept(rig);
    try {
      for (;;) writeFileSync(ballast, Buffer.alloc(CHUNK_BYTES), { flag: 'a' });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
    }
    await untilRefused(rig);
    await mustSay(rig, 'degraded: full');
  });
  await settle(rig, 'full');
  rmSync(ballast);
  await during(rig, async () => {
    await untilKept(rig);
    await mustSay(rig, 'ok');
  });
  await settle(rig, 'no longer full');
}

async function slow(rig: Rig): Promise<void> {
  await during(rig, async () => {
    await untilKept(rig);
    for (let flush = 0; flush < SLOW_FLUSHES; flush++) {
      rig.card.hang();
      try {
        await delay(SLOW_MS / 2);
        const before = acknowledged(rig);
        await delay(SLOW_MS / 2);
        if (acknowledged(rig) > before) rig.wrong.push('slow: acknowledged before it was flushed');
        await mustSay(rig, 'ok');
      } finally {
        rig.card.goOn();
      }
      await untilKept(rig);
      await delay(BETWEEN_MS);
    }
  });
  await settle(rig, 'slow');
}

/** Until the machine is started anew with the card in order, nothing can be kept. */
const failing = (when: string, fail: (card: Card) => void) => async (rig: Rig) => {
  await during(rig, async () => {
    await untilKept(rig);
    fail(rig.card);
    await untilRefused(rig);
    await mustSay(rig, 'degraded: unwritable');
  });
  await rig.hub.kill9();
  rig.card.restore();
  const hub = await start(rig.card);
  const again: Rig = { ...rig, hub };
  await settle(again, when, true);
  await during(again, async () => untilKept(again));
  await settle(again, `after ${when}`);
  return hub;
};

const givenUp = failing('read-only', (card) => card.giveUp());
const broken = failing('I/O errors', (card) => card.cut());

const start = async (card: Card) =>
  startHub({ args: ['--virtual'], dataFolder: card.path, env: AFTER_BOOT });

export async function run({ isShort, seed, rounds, say }: Form): Promise<Outcome> {
  const count = rounds ?? (isShort ? ROUNDS.short : ROUNDS.long);
  const card = insertCard();
  try {
    let hub = await start(card);
    const token = await hub.token(...PERMISSIONS);
    const household = createHousehold(token, { ...SAMPLE_ZONES, chance: createChance(seed) });
    await household.settle(hub.url);
    const wrong: string[] = [];
    for (let round = 1; round <= count; round++) {
      const rig = { card, household, wrong };
      await full({ ...rig, hub });
      await slow({ ...rig, hub });
      hub = await givenUp({ ...rig, hub });
      hub = await broken({ ...rig, hub });
      say(`round ${round}, ${wrong.length} wrong`);
    }
    await hub.kill9();
    const { acknowledged: kept, refused: not, unanswered } = household.ledger.counts();
    return {
      extent: `${count} rounds of full, slow, read-only and I/O errors`,
      figures: `${kept} acts acknowledged, ${not} refused, ${unanswered} unanswered, ${wrong.length} lost or wrong`,
      broken: [...wrong, ...household.complaints()],
    };
  } finally {
    card.remove();
  }
}
