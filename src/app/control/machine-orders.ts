/**
 * Telling machines of other makes what control wants of them: each member of a command is an order by itself, in the
 * machine's own messages and at its own pace. They get their own values back when the hub lets go of them: their level
 * is lowered, the house knows them no more, a person releases them, or the hub stops.
 */
import type { DeviceBinding } from '../../domain/binding/binding.ts';
import type { ValueOf } from '../../domain/binding/condition.ts';
import { ordersOf, type BoundOrder, type OrderName } from '../../domain/binding/order.ts';
import { echoSaid, type EchoSaid } from '../../domain/binding/order-echo.ts';
import { wayBack, type OrderValue } from '../../domain/binding/order-value.ts';
import type { Appliance } from '../../domain/control/appliance.ts';
import { applianceOf } from '../../domain/control/bound-appliance.ts';
import { HubError } from '../../domain/errors.ts';
import { LIMITS } from '../../domain/limits.ts';
import { createListeners, type Listener } from '../base/listeners.ts';
import type { Cancel, Clock } from '../base/ports/clock.ts';
import type { Log } from '../base/ports/log.ts';
import type { Said } from '../devices/bound-device.ts';
import type { Device, DeviceRegistry } from '../devices/device-registry.ts';
import type { CurrentHouse } from '../house/current-house.ts';
import type { HeldOrders } from './held-orders.ts';
import { createLevelNews } from './level-news.ts';
import { createMachineOrder, type MachineOrder } from './machine-order.ts';
import { createOrphanReturn } from './order-orphans.ts';
import { standingsOf } from './told-order.ts';
import { isMeant, isMeantOtherwise, isResting, whyNot } from './order-rules.ts';
import type { OrderSender } from './order-sender.ts';
import { createReleasedMachines } from './released-machines.ts';

/** What control wants of a machine, by the name of the order. What is missing, control has no wish about. */
export type MachineCommand = Readonly<Partial<Record<string, OrderValue>>>;

export interface MachineOrders {
  /** What control may ask of it now. */
  appliance(device: Device): Appliance;
  /** What the machine is to do from now on. @param isAsked whether a person waits for it */
  set(device: Device, command: MachineCommand, isAsked?: boolean): void;
  of(device: Device): MachineCommand | undefined;
  /** Some of its named places have said something. */
  heard(device: Device): void;
  /** Told a machine with which control may go further than before, or less far: it may be decided otherwise. */
  readonly onLevel: (listener: Listener<Device>) => Cancel;
  /** Told that what a machine was told, or is told later, is another. */
  readonly onStanding: (listener: Listener<void>) => Cancel;
  /** It is back, or all of them are, by the broker. */
  back(device: Device): void;
  allBack(): void;
  isHeard(device: Device): boolean | undefined;
  isDisputed(device: Device): boolean;
  pendingCount(): number;
  /** How many were not confirmed in time, since the start. */
  unconfirmedCount(): number;
  /**
   * Lets go of a machine, or of all: they get their own values back, and are only watched until they are taken again.
   * @param machine `kind/id`
   * @returns of which orders it is not certain by then that the machine has its own value, as `kind/id/order`
   */
  release(machine?: string): Promise<readonly string[]>;
  take(machine?: string): void;
  /** The hub stops: all get their own values back. */
  stop(): Promise<void>;
}

interface OneOrder {
  readonly name: OrderName;
  readonly order: BoundOrder;
  readonly machineOrder: MachineOrder;
  /** Since when nobody knows whether its level holds, monotonic. */
  unknownSinceMs: number | undefined;
  /** Since when its setting means what it says: always, where it was never seen to mean something else. */
  openedMs: number;
}

interface Machine {
  readonly device: Device;
  readonly binding: DeviceBinding;
  readonly orders: readonly OneOrder[];
  command: MachineCommand | undefined;
  isAsked: boolean;
}

/** Whether what is held of it is this machine's: it would be given back by the same messages. */
function isHeldBy(held: Pick<HeldOrders, 'get'>, order: BoundOrder, key: string): boolean {
  const { found, back = [] } = held.get(key) ?? {};
  return back.length === 0 || JSON.stringify(wayBack(order, found)) === JSON.stringify(back);
}

/** @throws HubError `invalid` */
function refuseUnknown(devices: Pick<DeviceRegistry, 'all'>, machine: string | undefined): void {
  const isMachine = ({ key, binding }: Device) => key === machine && binding?.orders !== undefined;
  if (machine !== undefined && ![...devices.all()].some(isMachine))
    throw new HubError('invalid', `no binding of the house has orders for "${machine}"`);
}

export function createMachineOrders(deps: {
  house: Pick<CurrentHouse, 'onChange'>;
  devices: Pick<DeviceRegistry, 'all'>;
  held: HeldOrders;
  sender: OrderSender;
  /** What a named place of a device says now. */
  place: (device: Device, name: string) => Said | undefined;
  onUnconfirmed: (device: Device, name: OrderName, value: OrderValue) => void;
  clock: Clock;
  log: Pick<Log, 'info'>;
}): MachineOrders {
  const { house, devices, held, sender, clock, log } = deps;
  /** A list of faults is no value of a setting. */
  function place(device: Device, name: string): EchoSaid | undefined {
    const { value, atMs } = deps.place(device, name) ?? {};
    return typeof value === 'object' || value === undefined || atMs === undefined
      ? undefined
      : { value, atMs };
  }

  const machines = new Map<Device, Machine>();
  const levelNews = createLevelNews(clock);
  const standingNews = createListeners();
  const released = createReleasedMachines();
  let unconfirmed = 0;
  let isStopping = false;
  const giveBack = createOrphanReturn({ held, sender, log });

  const placeValueOf =
    (device: Device): ValueOf =>
    (name) =>
      place(device, name)?.value;

  function appliance(device: Device): Appliance {
    const now = applianceOf(device.binding, placeValueOf(device), released.has(device.key));
    return { ...now, ...standingsOf(machineOf(device)?.orders ?? [], clock) };
  }

  function orderOf(device: Device, name: OrderName, order: BoundOrder) {
    const one: OneOrder = {
      name,
      order,
      unknownSinceMs: undefined,
      openedMs: -Infinity,
      machineOrder: createMachineOrder({
        key: `${device.key}/${name}`,
        machine: device.key,
        order,
        echo() {
          const said = order.echo && echoSaid(order.echo, (of) => place(device, of));
          return said !== undefined && said.atMs >= one.openedMs ? said : undefined;
        },
        held,
        sender,
        clock,
        onUnconfirmed(value) {
          unconfirmed++;
          deps.onUnconfirmed(device, name, value);
        },
        onStanding: () => standingNews.tell(),
      }),
    };
    return one;
  }

  function machineOf(device: Device): Machine | undefined {
    const { binding } = device;
    const known = machines.get(device);
    if (known !== undefined || binding?.orders === undefined) return known;
    const orders = ordersOf(binding).flatMap(([name, order]) =>
      isHeldBy(held, order, `${device.key}/${name}`) ? [orderOf(device, name, order)] : [],
    );
    const machine: Machine = { device, binding, orders, command: undefined, isAsked: false };
    machines.set(device, machine);
    return machine;
  }

  function wish(machine: Machine, now: Appliance, one: OneOrder): void {
    const { machineOrder, name, order } = one;
    const { command = {}, isAsked, device } = machine;
    const mode = command['mode'] ?? (device.readings as { mode?: unknown } | undefined)?.mode;
    one.unknownSinceMs = undefined;
    if (one.openedMs === Infinity) one.openedMs = clock.monotonicMs();
    const value = command[name];
    if (isResting(order, name, mode) || !now.orders.has(name)) machineOrder.hold();
    else if (value === undefined) machineOrder.letGo(isAsked && order.perDay !== undefined);
    else machineOrder.want(value, isAsked);
  }

  function close(machine: Machine, one: OneOrder, why: ReturnType<typeof whyNot>): void {
    const { machineOrder } = one;
    const nowMs = clock.monotonicMs();
    if (why === 'unknown') one.unknownSinceMs ??= nowMs;
    else one.unknownSinceMs = undefined;
    const isWaiting = nowMs - (one.unknownSinceMs ?? -Infinity) < LIMITS.orderNeedUnknownMs;
    if (isWaiting) machineOrder.hold();
    else letGoOf(machine, one);
  }

  function letGoOf({ device, binding }: Machine, one: OneOrder): void {
    if (isMeant(binding, one.order, placeValueOf(device))) one.machineOrder.letGo(true);
    else {
      one.openedMs = Infinity;
      one.machineOrder.hold(true);
    }
  }

  function update(machine: Machine): void {
    if (machine.command === undefined || isStopping) return;
    const now = appliance(machine.device);
    for (const one of machine.orders) {
      if (now.orders.has(one.name)) wish(machine, now, one);
      else close(machine, one, whyNot(now, one.order));
    }
  }

  function heard(device: Device): void {
    const machine = machineOf(device);
    if (machine === undefined) return;
    for (const one of machine.orders)
      if (isMeantOtherwise(machine.binding, one.order, placeValueOf(device)))
        one.openedMs = Infinity;
    update(machine);
    machine.orders.forEach(({ machineOrder }) => machineOrder.heard());
    levelNews.see(device, appliance(device).level);
  }

  function isKnown(key: string): boolean {
    return [...machines.values()].some(({ device, orders }) =>
      orders.some(({ name }) => `${device.key}/${name}` === key),
    );
  }

  function giveBackOrphans(): void {
    for (const device of devices.all()) machineOf(device);
    for (const [key] of held.all()) {
      if (isKnown(key)) continue;
      void giveBack(key).then(() => {
        // An order that had to wait for that is told from now on.
        for (const [device, machine] of machines) {
          if (machine.orders.length < ordersOf(machine.binding).length) machines.delete(device);
        }
      });
    }
  }

  house.onChange(() => {
    const present = new Set(devices.all());
    for (const [device, { orders }] of machines) {
      if (present.has(device)) continue;
      orders.forEach(({ machineOrder }) => machineOrder.stop());
      machines.delete(device);
    }
    giveBackOrphans();
  });

  const ordersIn = (key?: string) =>
    [...machines.values()]
      .filter(({ device }) => key === undefined || device.key === key)
      .flatMap((machine) =>
        machine.orders.map((one) => ({
          key: `${machine.device.key}/${one.name}`,
          machineOrder: one.machineOrder,
          letGo: () => letGoOf(machine, one),
        })),
      );

  async function letGo(machine?: string): Promise<readonly string[]> {
    for (const device of devices.all()) machineOf(device);
    const orders = ordersIn(machine);
    orders.forEach((one) => one.letGo());
    const late = new Promise<void>((resolve) => clock.after(LIMITS.orderStopMs, resolve));
    const all = Promise.all(orders.map(async ({ machineOrder }) => machineOrder.free()));
    await Promise.race([all, late]);
    return orders.flatMap(({ key }) => ((held.get(key)?.told.length ?? 0) > 0 ? [key] : []));
  }

  return {
    appliance,
    set(device, command, isAsked = false) {
      const machine = machineOf(device);
      if (machine === undefined) return;
      machine.command = command;
      machine.isAsked = isAsked;
      update(machine);
    },
    of: (device) => machines.get(device)?.command,
    heard,
    onLevel: levelNews.onLevel,
    onStanding: standingNews.add,
    back: (device) =>
      machines.get(device)?.orders.forEach(({ machineOrder }) => machineOrder.back()),
    allBack() {
      giveBackOrphans();
      for (const { orders } of machines.values())
        orders.forEach(({ machineOrder }) => machineOrder.back());
    },
    isHeard(device) {
      const all = machines.get(device)?.orders.map(({ machineOrder }) => machineOrder.isHeard());
      if (all === undefined) return true;
      return all.includes(false) ? false : all.includes(undefined) ? undefined : true;
    },
    isDisputed: (device) =>
      machines.get(device)?.orders.some(({ machineOrder }) => machineOrder.isDisputed()) === true,
    pendingCount: () =>
      ordersIn().filter(({ machineOrder }) => machineOrder.isHeard() === undefined).length,
    unconfirmedCount: () => unconfirmed,
    async release(machine) {
      refuseUnknown(devices, machine);
      released.release(machine);
      return letGo(machine);
    },
    take(machine) {
      refuseUnknown(devices, machine);
      released.take(machine);
      for (const one of machines.values()) update(one);
    },
    async stop() {
      isStopping = true;
      if (sender.isConnected()) await letGo();
      for (const { machineOrder } of ordersIn()) machineOrder.stop();
    },
  };
}
