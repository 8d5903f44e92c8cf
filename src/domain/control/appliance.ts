/** What control may ask of a machine now: by its level, and by what its gateway can be told. */
import type { Level } from '../binding/level.ts';
import type { OrderName } from '../binding/order.ts';

export interface Appliance {
  /** What holds now: lower than `chosen` while what that needs does not stand. */
  readonly level: Level;
  readonly chosen: Level;
  /** What it can be told at that level. Of what is missing the machine decides by itself. */
  readonly orders: ReadonlySet<OrderName>;
  /** Of the water that it can be told to make, °C; absent where it takes any. */
  readonly supply?: SupplyBounds | undefined;
}

export interface SupplyBounds {
  readonly minC: number;
  readonly maxC: number;
  readonly stepK: number;
}

/** What speaks the hub's own topics does all that it is told, and protects itself. */
export const OWN_TOPICS: Appliance = {
  level: 'steer',
  chosen: 'steer',
  orders: new Set<OrderName>([
    'mode',
    'supplyTempC',
    'targetTempC',
    'heat',
    'sanitize',
    'recirc',
    'backupHeater',
  ]),
};
