import { seed, source } from './seed.mjs';

const { TOKENS } = await source('app/tokens/token-records.ts');
const { createTokenMint } = await source('auth/token-format.ts');
const { digest } = await source('crypto/digest.ts');
const { systemClock } = await source('system/clock.ts');
const { systemRandom } = await source('system/random.ts');

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
  await seed(
    folder,
    minted.map(({ change }) => change),
  );
  return minted.map(({ token }) => token);
}
