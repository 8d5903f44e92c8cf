// Tokens put into a hub's store before it starts: by its own code, but in few transactions.
import { tsImport } from 'tsx/esm/api';

const source = (path) => tsImport(`../../../src/${path}`, import.meta.url);
const { openCore } = await source('core.ts');
const { lockFolder } = await source('system/lock.ts');
const { TOKENS } = await source('app/live-token.ts');
const { createTokenMint } = await source('auth/token-format.ts');
const { digest } = await source('crypto/nacl.ts');
const { systemClock } = await source('system/clock.ts');
const { systemRandom } = await source('system/random.ts');

const BATCH = 5_000;
const silent = () => undefined;
const log = { debug: silent, info: silent, warn: silent, error: silent };

function mintOne(mint, number) {
  const { id, token, hash } = mint.mint('aris_tok');
  const name = `Client ${number}`;
  const createdAtMs = systemClock.nowMs();
  const value = { id, name, prefix: 'aris_tok', hash, createdAtMs, createdBy: 'cli' };
  return { token, change: { put: TOKENS, key: id, value } };
}

/** @returns the texts of `count` tokens that the hub on this folder will know */
export async function seedTokens(folder, count) {
  const mint = createTokenMint(systemRandom, digest);
  const minted = Array.from({ length: count }, (_, number) => mintOne(mint, number));
  const lock = await lockFolder(folder);
  const core = await openCore(folder, false, { clock: systemClock, random: systemRandom, log });
  for (let start = 0; start < count; start += BATCH) {
    await core.store.commit(minted.slice(start, start + BATCH).map(({ change }) => change));
  }
  await core.close();
  await lock.release();
  return minted.map(({ token }) => token);
}
