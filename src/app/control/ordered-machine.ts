/**
 * One machine of another make with all its orders: as far as its level lets the hub go, each is told what control wants
 * of it; where the level closes, the machine gets its own values back.
 */
import type { DeviceBinding } from '../../domain/binding/binding.ts';
import type { ValueOf } from '../../domain/binding/condition.ts';
import { echoSaid, type EchoSaid } from '../../domain/binding/order-echo.ts';
import { ordersOf, type BoundOrder, type OrderName } from '../../domain/binding/order.ts';
import { wayBack, type OrderValue } from '../../domain/binding/order-value.ts';
import type { Appliance } from '../../domain/control/appliance/appliance.ts';
import { applianceOf } from '../../domain/control/appliance/bound-appliance.ts';
import { LIMITS } from '../../domain/limits.ts';
import type { Clock } from '../base/ports/clock.ts';
import type { Device } from '../devices/device-registry.ts';
import type { HeldOrders } from './held-orders.ts';
import { createMachineOrder, type MachineOrder } from './machine-order.ts';
import { isMeant, isMeantOtherwise, isResting, whyNot } from './order-rules.ts';
import type { OrderSender } from './order-sender.ts';
import { toldOrders } from './told-order.ts';

/** What control wants of a machine, by the name of the order. What is missing, control has no wish about. */
export type MachineCommand = Readonly<Partial<Record<string, OrderValue>>>;

interface OneOrder {
  readonly name: OrderName;
  readonly order: BoundOrder;
  readonly machineOrder: MachineOrder;
  /** Since when nobody knows whether its level holds, monotonic. */
  unknownSinceMs: number | undefined;
  /** Since when its setting means what it says: always, where it was never seen to mean something else. */
  openedMs: number;
}

export interface OrderedMachine {
  readonly device: Device;
  /** By its key, `kind/id/order`. */
  readonly orders: ReadonlyMap<string, MachineOrder>;
  /** Whether some of its orders have to wait: what is held of another machine under their keys goes back first. */
  readonly isPartial: boolean;
  /** What control may ask of it now. */
  readonly appliance: () => Appliance;
  readonly command: () => MachineCommand | undefined;
  /** @param isAsked whether a person waits for it */
  set(command: MachineCommand, isAsked: boolean): void;
  /** Its level may be another. */
  update(): void;
  /** Some of its named places have said something. @param isLeft whether it is told nothing new */
  heard(isLeft: boolean): void;
  letGo(): void;
}

/** Whether what is held of it is this machine's: it would be given back by the same messages. */
function isHeldBy(held: Pick<HeldOrders, 'get'>, order: BoundOrder, key: string): boolean {
  const { found, back = [] } = held.get(key) ?? {};
  return back.length === 0 || JSON.stringify(wayBack(order, found)) === JSON.stringify(back);
}

export interface OrderedMachineDeps {
  readonly held: HeldOrders;
  readonly sender: OrderSender;
  /** What a named place of a device says now. */
  readonly place: (device: Device, name: string) => EchoSaid | undefined;
  /** Whether a person has told the hub to let go of it. */
  readonly isReleased: (machine: string) => boolean;
  readonly onUnconfirmed: (device: Device, name: OrderName, value: OrderValue) => void;
  readonly onTold: () => void;
  readonly clock: Clock;
}

export function createOrderedMachine(
  device: Device,
  binding: DeviceBinding,
  deps: OrderedMachineDeps,
): OrderedMachine {
  const { held, clock } = deps;
  const valueOf: ValueOf = (name) => deps.place(device, name)?.value;
  const keyOf = (name: OrderName) => `${device.key}/${name}`;
  let command: MachineCommand | undefined;
  let isAsked = false;

  function orderOf(name: OrderName, order: BoundOrder): OneOrder {
    const one: OneOrder = {
      name,
      order,
      unknownSinceMs: undefined,
      openedMs: -Infinity,
      machineOrder: createMachineOrder({
        key: keyOf(name),
        machine: device.key,
        order,
        echo() {
          const said = order.echo && echoSaid(order.echo, (of) => deps.place(device, of));
          return said !== undefined && said.atMs >= one.openedMs ? said : undefined;
        },
        held,
        sender: deps.sender,
        clock,
        onUnconfirmed: (value) => deps.onUnconfirmed(device, name, value),
        onTold: deps.onTold,
      }),
    };
    return one;
  }

  const all = ordersOf(binding);
  const orders = all
    .filter(([name, order]) => isHeldBy(held, order, keyOf(name)))
    .map(([name, order]) => orderOf(name, order));

  // By the device's own binding: its level may have been changed meanwhile, all else has not.
  const appliance = (): Appliance => ({
    ...applianceOf(device.binding, valueOf, deps.isReleased(device.key)),
    ...toldOrders(orders, clock),
  });

  function wish(one: OneOrder): void {
    const { machineOrder, name, order } = one;
    const mode = command?.['mode'] ?? (device.readings as { mode?: unknown } | undefined)?.mode;
    one.unknownSinceMs = undefined;
    if (one.openedMs === Infinity) one.openedMs = clock.monotonicMs();
    const value = command?.[name];
    if (isResting(order, name, mode)) machineOrder.hold();
    else if (value === undefined) machineOrder.letGo(isAsked && order.perDay !== undefined);
    else machineOrder.want(value, isAsked);
  }

  function letGoOf(one: OneOrder): void {
    if (isMeant(binding, one.order, valueOf)) one.machineOrder.letGo(true);
    else {
      one.openedMs = Infinity;
      one.machineOrder.hold(true);
    }
  }

  function close(one: OneOrder, why: ReturnType<typeof whyNot>): void {
    const nowMs = clock.monotonicMs();
    if (why === 'unknown') one.unknownSinceMs ??= nowMs;
    else one.unknownSinceMs = undefined;
    const isWaiting = nowMs - (one.unknownSinceMs ?? -Infinity) < LIMITS.orderNeedUnknownMs;
    if (isWaiting) one.machineOrder.hold();
    else letGoOf(one);
  }

  function update(): void {
    if (command === undefined) return;
    const now = appliance();
    for (const one of orders) {
      if (now.orders.has(one.name)) wish(one);
      else close(one, whyNot(now, one.order));
    }
  }

  return {
    device,
    orders: new Map(orders.map(({ name, machineOrder }) => [keyOf(name), machineOrder])),
    isPartial: orders.length < all.length,
    appliance,
    command: () => command,
    set(wanted, isWaitedFor) {
      command = wanted;
      isAsked = isWaitedFor;
      update();
    },
    update,
    heard(isLeft) {
      for (const one of orders)
        if (isMeantOtherwise(binding, one.order, valueOf)) one.openedMs = Infinity;
      if (!isLeft) update();
      for (const { machineOrder } of orders) machineOrder.heard();
    },
    letGo: () => orders.forEach(letGoOf),
  };
}
