/**
 * Telling machines of other makes what control wants of them: each member of a command is an order by itself, in the
 * machine's own messages and at its own pace. They get their own values back when the hub lets go of them: their level
 * is lowered, the house knows them no more, a person releases them, or the hub stops.
 */
import type { OrderName } from '../../domain/binding/order.ts';
import type { EchoSaid } from '../../domain/binding/order-echo.ts';
import type { OrderValue } from '../../domain/binding/order-value.ts';
import type { Appliance } from '../../domain/control/appliance/appliance.ts';
import { applianceOf } from '../../domain/control/appliance/bound-appliance.ts';
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
import {
  createOrderedMachine,
  type MachineCommand,
  type OrderedMachine,
} from './ordered-machine.ts';
import { createOrphanReturn } from './order-orphans.ts';
import type { OrderSender } from './order-sender.ts';
import { createReleasedMachines } from './released-machines.ts';

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
  readonly onTold: (listener: Listener<void>) => Cancel;
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

  const machines = new Map<Device, OrderedMachine>();
  const levelNews = createLevelNews(clock);
  const toldNews = createListeners();
  const released = createReleasedMachines();
  let unconfirmed = 0;
  let isStopping = false;
  const giveBack = createOrphanReturn({ held, sender, log });
  const parts = {
    held,
    sender,
    place,
    isReleased: (machine: string) => released.has(machine),
    onUnconfirmed(device: Device, name: OrderName, value: OrderValue) {
      unconfirmed++;
      deps.onUnconfirmed(device, name, value);
    },
    onTold: () => toldNews.tell(),
    clock,
  };

  function machineOf(device: Device): OrderedMachine | undefined {
    const { binding } = device;
    const known = machines.get(device);
    if (known !== undefined || binding?.orders === undefined) return known;
    const machine = createOrderedMachine(device, binding, parts);
    machines.set(device, machine);
    return machine;
  }

  /** Of one that has no orders, too: why control may ask nothing of it. */
  const appliance = (device: Device): Appliance =>
    machineOf(device)?.appliance() ??
    applianceOf(device.binding, (name) => place(device, name)?.value, released.has(device.key));

  function heard(device: Device): void {
    const machine = machineOf(device);
    if (machine === undefined) return;
    machine.heard(isStopping);
    levelNews.see(device, machine.appliance().level);
  }

  const isKnown = (key: string) => [...machines.values()].some(({ orders }) => orders.has(key));

  function giveBackOrphans(): void {
    for (const device of devices.all()) machineOf(device);
    for (const [key] of held.all()) {
      if (isKnown(key)) continue;
      void giveBack(key).then(() => {
        // An order that had to wait for that is told from now on.
        for (const [device, { isPartial }] of machines) if (isPartial) machines.delete(device);
      });
    }
  }

  house.onChange(() => {
    const present = new Set(devices.all());
    for (const [device, { orders }] of machines) {
      if (present.has(device)) continue;
      for (const order of orders.values()) order.stop();
      machines.delete(device);
    }
    giveBackOrphans();
  });

  const allOrders = () => [...machines.values()].flatMap(({ orders }) => [...orders.values()]);

  function refuseUnknown(machine: string | undefined): void {
    const isMachine = ({ key, binding }: Device) =>
      key === machine && binding?.orders !== undefined;
    if (machine !== undefined && ![...devices.all()].some(isMachine))
      throw new HubError('invalid', `no binding of the house has orders for "${machine}"`);
  }

  async function letGo(key?: string): Promise<readonly string[]> {
    for (const device of devices.all()) machineOf(device);
    const leaving = [...machines.values()].filter(
      ({ device }) => key === undefined || device.key === key,
    );
    for (const machine of leaving) machine.letGo();
    const orders = leaving.flatMap((machine) => [...machine.orders]);
    await new Promise<void>((resolve) => {
      const cancel = clock.after(LIMITS.orderStopMs, resolve);
      void Promise.all(orders.map(async ([, order]) => order.free())).then(() => {
        cancel();
        resolve();
      });
    });
    return orders.flatMap(([of]) => ((held.get(of)?.told.length ?? 0) > 0 ? [of] : []));
  }

  return {
    appliance,
    set(device, command, isAsked = false) {
      if (!isStopping) machineOf(device)?.set(command, isAsked);
    },
    of: (device) => machines.get(device)?.command(),
    heard,
    onLevel: levelNews.onLevel,
    onTold: toldNews.add,
    back: (device) => machines.get(device)?.orders.forEach((order) => order.back()),
    allBack() {
      giveBackOrphans();
      for (const order of allOrders()) order.back();
    },
    isHeard(device) {
      const { orders } = machines.get(device) ?? {};
      if (orders === undefined) return true;
      const all = [...orders.values()].map((order) => order.isHeard());
      return all.includes(false) ? false : all.includes(undefined) ? undefined : true;
    },
    isDisputed: (device) =>
      [...(machines.get(device)?.orders.values() ?? [])].some((order) => order.isDisputed()),
    pendingCount: () => allOrders().filter((order) => order.isHeard() === undefined).length,
    unconfirmedCount: () => unconfirmed,
    async release(machine) {
      refuseUnknown(machine);
      released.release(machine);
      return letGo(machine);
    },
    take(machine) {
      refuseUnknown(machine);
      released.take(machine);
      if (isStopping) return;
      for (const one of machines.values()) one.update();
    },
    async stop() {
      isStopping = true;
      if (sender.isConnected()) await letGo();
      for (const order of allOrders()) order.stop();
      sender.stop();
    },
  };
}
