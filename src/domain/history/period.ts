/**
 * History that is over, as automatic backups have it: files of their own, a table and a time each, written once and
 * referred to by each backup that has them.
 */
import { floorTo, TIERS, type Tier } from './tiers.ts';
import { DAY_MS } from '../units.ts';

export interface HistoryPeriod {
  readonly tier: Tier;
  readonly startMs: number;
  readonly endMs: number;
}

/** What a block of a backup spans: a day of minutes; of coarser tiers what lies in the store as one. */
export const periodOf = (tier: Tier, instantMs: number): HistoryPeriod => {
  const lengthMs = Math.max(DAY_MS, tier.blockMs);
  const startMs = floorTo(instantMs, lengthMs);
  return { tier, startMs, endMs: startMs + lengthMs };
};

export const tableOfPeriod = ({ tier }: HistoryPeriod): string => `history_${tier.name}`;

const ID = /^[0-9a-f]{32}$/;
const NAME = /^aris-history-(?<tier>[a-z]+)-(?<date>\d{4}-\d\d-\d\d)-(?<id>[0-9a-f]{32})\.block$/;

/** @param id 32 hexadecimal digits, of what is in it */
export function blockName({ tier, startMs }: HistoryPeriod, id: string): string {
  if (!ID.test(id)) throw new RangeError('the id of a block has 32 digits');
  return `aris-history-${tier.name}-${new Date(startMs).toISOString().slice(0, 10)}-${id}.block`;
}

/** Undefined for what is no block's name: nothing else may lie where a name of it leads. */
export function periodOfBlock(name: string): HistoryPeriod | undefined {
  const { tier: said, date } = NAME.exec(name)?.groups ?? {};
  const tier = TIERS.find((one) => one.name === said);
  const startMs = Date.parse(`${date}T00:00:00Z`);
  return tier === undefined || Number.isNaN(startMs) ? undefined : periodOf(tier, startMs);
}

/** Whether the history itself keeps nothing of it any longer. */
export const isPastKeeping = ({ tier, endMs }: HistoryPeriod, nowMs: number): boolean =>
  endMs + tier.keepMs + tier.blockMs < nowMs;
