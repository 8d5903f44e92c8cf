/** The history of a house as it lies in a store: each series with noise on every sensor, packed as the hub packs it. */
import { blockKey } from '../../src/app/history/history-records.ts';
import { newBlock, putView, rollUp, type Block } from '../../src/domain/history/block.ts';
import { encodeBlock } from '../../src/domain/history/codec.ts';
import { COLUMNS } from '../../src/domain/history/columns.ts';
import type { Tier } from '../../src/domain/history/tiers.ts';
import { MINUTE_MS } from '../../src/domain/units.ts';
import { createPlantSamples } from './plant-samples.ts';

/** Blocks of a tier differ: so many, one after another, and again. */
const VARIANTS = 2;
const SERIES = 80;

/** A block of finer steps than the tier has: of one plant, or of its fan coils alone. */
function measured(fineMs: number, blockMs: number, seed: number, hasFcusOnly: boolean): Block {
  const fine = newBlock(0, fineMs, blockMs / fineMs);
  const samples = createPlantSamples(seed);
  for (let slot = 0; slot < fine.slots; slot++)
    for (const { kind, id, values } of samples(slot * fineMs))
      if (!hasFcusOnly || kind === 'fcu')
        putView(fine, `${kind}/${id}_${seed}`, COLUMNS[kind], slot, values);
  return fine;
}

/** Of 20 zones and 60 devices; series → its packed columns. */
function packedSeries({ stepMs, blockMs }: Tier, seed: number): Map<string, string> {
  const fineMs = Math.min(stepMs, 5 * MINUTE_MS);
  const packed = new Map<string, string>();
  for (const plant of [0, 1, 2]) {
    const fine = measured(fineMs, blockMs, seed * 3 + plant + 1, plant > 0);
    for (const [series, columns] of fine.series) {
      const alone: Block = { ...fine, series: new Map([['', columns]]) };
      const whole = newBlock(0, stepMs, blockMs / stepMs);
      rollUp(whole, alone, '');
      const bytes = encodeBlock(stepMs === fineMs ? alone : whole);
      packed.set(series, Buffer.from(bytes).toString('base64'));
    }
  }
  return new Map([...packed].slice(0, SERIES));
}

/** @returns the records of a block that starts then */
export function historyTexts(): (tier: Tier, startMs: number) => [key: string, text: string][] {
  const kept = new Map<string, Map<string, string>>();
  return (tier, startMs) => {
    const variant = (startMs / tier.blockMs) % VARIANTS;
    const name = `${tier.name} ${variant}`;
    const packed = kept.get(name) ?? packedSeries(tier, variant);
    kept.set(name, packed);
    return [...packed].map(([series, data]) => [
      `history_${tier.name}/${blockKey(startMs, series)}`,
      JSON.stringify({ v: 1, d: data }),
    ]);
  };
}
