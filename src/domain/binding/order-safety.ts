/**
 * What a hub that dies must not leave behind. A machine keeps for ever what it stores: so each order has a way back, and
 * none that would leave the house cold is told but where the machine lets go of it by itself.
 */
import type { At, HouseFault } from '../house-fault.ts';
import { LIMITS } from '../limits.ts';
import type { DeviceBinding } from './binding.ts';
import { ordersOf, type BoundOrder, type OrderName } from './order.ts';
import { expires } from './order-value.ts';

const COLD =
  'would leave the house cold when the hub dies: it needs repeatSeconds, the time after which the machine lets go of it';

/** Words that leave no warmth, and the one that does. A block stops also a machine that looks after itself. */
const COLD_WORDS: Readonly<
  Partial<Record<OrderName, { readonly cold: readonly string[]; readonly warm: string }>>
> = {
  mode: { cold: ['idle', 'cool', 'dhw_charge'], warm: 'heat' },
  surplusLevel: { cold: ['1'], warm: '2' },
};

/** A word that is told as the warm one is leaves it on. */
function coldWords(name: OrderName, { values = {} }: BoundOrder): readonly string[] {
  const { cold = [], warm = '' } = COLD_WORDS[name] ?? {};
  const isWarm = (word: string) => JSON.stringify(values[word]) === JSON.stringify(values[warm]);
  return cold.filter((word) => Object.hasOwn(values, word) && !isWarm(word));
}

/** What a number of it must not be below, where less would leave the house cold. */
function floorOf(name: OrderName, { modes = ['heat'] }: BoundOrder) {
  if (name === 'powerLimitKw') return { least: LIMITS.orderFloorKw, what: 'lower limit' };
  return name === 'supplyTempC' && modes.includes('heat')
    ? { least: LIMITS.orderFloorC, what: 'colder water' }
    : { least: -Infinity, what: '' };
}

function faultsOf([path, name, order]: readonly [string, OrderName, BoundOrder]): HouseFault[] {
  const { echo, giveBack, number: { min = Infinity } = {} } = order;
  const { least, what } = floorOf(name, order);
  if (expires(order)) return [];
  return [
    ...(echo === undefined && giveBack === undefined
      ? [
          {
            path,
            message: 'needs echo or giveBack: else the machine never gets its own value back',
          },
        ]
      : []),
    ...coldWords(name, order).map((word) => ({
      path: `${path}.values.${word}`,
      message: COLD,
    })),
    ...(min < least
      ? [
          {
            path: `${path}.number.min`,
            message: `must be at least ${least}: a dead hub leaves no ${what} behind`,
          },
        ]
      : []),
  ];
}

export const safetyFaults = ([path, binding]: At<DeviceBinding>): HouseFault[] =>
  binding.kind === 'hcu' || binding.kind === 'dhw' || binding.kind === 'tes'
    ? ordersOf(binding).flatMap(([name, order]) =>
        // The buffer and the tank heat no house.
        faultsOf([`${path}.orders.${name}`, name, order]).filter(
          (fault) => binding.kind === 'hcu' || fault.path === `${path}.orders.${name}`,
        ),
      )
    : [];
