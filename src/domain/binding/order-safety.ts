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

/** Words that leave no warmth, where they are told above `nudge`, at which the machine looks after itself. */
const COLD_WORDS: Readonly<Partial<Record<OrderName, readonly string[]>>> = {
  mode: ['idle', 'cool', 'dhw_charge'],
  surplusLevel: ['1'],
};

/** A word that is told as heating is leaves it on. */
function coldWords(name: OrderName, { level, values = {} }: BoundOrder): readonly string[] {
  if (level !== 'steer') return [];
  const isHeating = (word: string) =>
    JSON.stringify(values[word]) === JSON.stringify(values['heat']);
  return (COLD_WORDS[name] ?? []).filter((word) => Object.hasOwn(values, word) && !isHeating(word));
}

function isTooCold(name: OrderName, { number, modes = ['heat'] }: BoundOrder): boolean {
  if (name !== 'supplyTempC' || number === undefined || !modes.includes('heat')) return false;
  return number.min < LIMITS.orderFloorC;
}

function faultsOf([path, name, order]: readonly [string, OrderName, BoundOrder]): HouseFault[] {
  const { echo, giveBack } = order;
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
    ...(isTooCold(name, order)
      ? [
          {
            path: `${path}.number.min`,
            message: `must be at least ${LIMITS.orderFloorC}: a dead hub leaves no colder water behind`,
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
