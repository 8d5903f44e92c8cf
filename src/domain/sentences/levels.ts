/** What people are told before the hub may go further with a machine of another make. */
import type { Level } from '../binding/level.ts';
import type { OrderName } from '../binding/order.ts';

/** What it is told, by the name of the order. */
const ORDER_WORDS: Readonly<Record<OrderName, string>> = {
  mode: 'its mode',
  supplyTempC: 'the temperature of its water',
  curveShiftK: 'the shift of its curve',
  surplusLevel: 'how much energy it may use',
  powerLimitKw: 'the power that it may draw at most',
  targetTempC: 'the target of the hot water',
  heat: 'the heating of the tank',
  sanitize: 'the disinfection of the tank',
  recirc: 'its circulation',
  backupHeater: 'its electric heater',
};

const LEVEL_WORDS: Readonly<Record<Exclude<Level, 'watch'>, string>> = {
  nudge: 'it keeps its own control',
  steer: 'it only protects itself',
};

interface AllowsData {
  readonly level: Exclude<Level, 'watch'>;
  /** What the hub may tell it then. */
  readonly orders: readonly OrderName[];
}

/** What becomes of that when the hub falls silent. */
interface WhenGoneData {
  /** What the machine keeps for ever, and what it lets go of by itself. */
  readonly kept: readonly OrderName[];
  readonly letGo: readonly OrderName[];
}

function listed(orders: readonly OrderName[]): string {
  const words = orders.map((order) => ORDER_WORDS[order]);
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}

export const allowsSentence = ({ level, orders }: AllowsData): string =>
  `The hub may then set ${listed(orders)}: ${LEVEL_WORDS[level]}.`;

export function whenGoneSentence({ kept, letGo }: WhenGoneData): string {
  if (letGo.length === 0)
    return `It keeps ${listed(kept)} as the hub told it last; a hub that is stopped gives its own back first.`;
  if (kept.length === 0) return `It lets go of ${listed(letGo)} by itself, and goes on as before.`;
  return `It lets go of ${listed(letGo)} by itself, and keeps ${listed(kept)} as the hub told it last; a hub that is stopped gives its own back first.`;
}
