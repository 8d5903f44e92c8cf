/** The devices, joined: what they say, what they are told, and what is wrong with them. */
import type { Digest } from '../app/base/credential-ports.ts';
import type { Bus } from '../app/base/ports/bus.ts';
import type { Clock } from '../app/base/ports/clock.ts';
import type { Log } from '../app/base/ports/log.ts';
import type { Random } from '../app/base/ports/random.ts';
import type { LazySource, Store } from '../app/base/ports/store.ts';
import { createKnobTurns, type KnobTurns } from '../app/control/knob-turns.ts';
import { createDeviceCommands, type DeviceCommands } from '../app/control/device-commands.ts';
import { createHeldOrders } from '../app/control/held-orders.ts';
import { createMachineOrders, type MachineOrders } from '../app/control/machine-orders.ts';
import { createOrderSender } from '../app/control/order-sender.ts';
import { createToldDevices } from '../app/control/told-devices.ts';
import { unconfirmedOrder } from '../app/control/unconfirmed-order.ts';
import { createRoomTemps, type RoomTemps } from '../app/control/room-temps.ts';
import { createBoundDevices, type BoundDevices } from '../app/devices/bound-devices.ts';
import { createDeviceRegistry, type DeviceRegistry } from '../app/devices/device-registry.ts';
import { createFilters, type Filters } from '../app/devices/filters.ts';
import { createKeepalives, type Keepalives } from '../app/devices/keepalives.ts';
import { createKeptCounts } from '../app/devices/kept-counts.ts';
import { createKeptReadings } from '../app/devices/kept-readings.ts';
import { createRefusalShare, type RefusalShare } from '../app/devices/refusal-share.ts';
import { createUnheardTopics, type UnheardTopics } from '../app/devices/unheard-topics.ts';
import { createDeviceDoubts, type DeviceDoubts } from '../app/faults/device-doubts.ts';
import { createDeviceEvents, type DeviceEvents } from '../app/faults/device-events.ts';
import { createFaults, type Faults } from '../app/faults/faults.ts';
import type { CurrentHouse } from '../app/house/current-house.ts';
import type { Topics } from '../app/messages/topics.ts';
import type { EventJournal } from '../app/records/journal.ts';

export interface DeviceParts {
  readonly devices: DeviceRegistry;
  readonly deviceCommands: DeviceCommands;
  readonly machineOrders: MachineOrders;
  readonly knobTurns: KnobTurns;
  readonly roomTemps: RoomTemps;
  readonly keepalives: Keepalives;
  readonly bound: BoundDevices;
  readonly filters: Filters;
  readonly faults: Faults;
  readonly deviceEvents: DeviceEvents;
  readonly unheard: UnheardTopics;
  readonly refusalShare: RefusalShare;
  readonly doubts: DeviceDoubts;
  /** What goes with the lazy batch. */
  readonly lazy: readonly LazySource[];
  /** Lets go of what has grown old. */
  sweep(): void;
}

/** The mode that a device was asked last. */
const askedMode =
  (deviceCommands: DeviceCommands): Parameters<typeof createBoundDevices>[0]['askedMode'] =>
  (device) => {
    const order = deviceCommands.of(device);
    return order !== undefined && 'mode' in order ? order.mode : undefined;
  };

export function createDeviceParts(deps: {
  house: CurrentHouse;
  store: Store;
  journal: EventJournal;
  bus: Bus;
  topics: Topics;
  digest: Pick<Digest, 'sha256'>;
  flushSoon: () => void;
  clock: Clock;
  random: Random;
  log: Log;
}): DeviceParts {
  const { house, store, journal, bus, topics, digest, flushSoon, clock, random, log } = deps;
  const devices = createDeviceRegistry({ house, clock });
  const knobTurns = createKnobTurns(clock);
  const told = { knobTurns, house, bus, topics, devices, journal, clock, random, log };
  const held = createHeldOrders({ store, log });
  const machineOrders = createMachineOrders({
    house,
    devices,
    held,
    sender: createOrderSender({ bus, clock, log }),
    place: (device, name) => bound.place(device, name),
    onUnconfirmed: unconfirmedOrder({ journal, random, log }),
    clock,
    log,
  });
  const deviceCommands = createToldDevices(createDeviceCommands(told), machineOrders);
  const bound: BoundDevices = createBoundDevices({
    house,
    devices,
    clock,
    askedMode: askedMode(deviceCommands),
    onOnline: (device) => deviceCommands.resend(device),
    onReport: (device, message, isBack) => deviceCommands.confirm(device, message, isBack),
    onPlaces: (device) => machineOrders.heard(device),
  });
  const fingerprint = (text: string) =>
    Buffer.from(digest.sha256(text)).toString('base64url', 0, 9);
  const kept = { house, store, devices, bound, clock, fingerprint, flushSoon };
  const keptReadings = createKeptReadings(kept);
  const unheard = createUnheardTopics({ house, devices, bus, clock });
  const refusalShare = createRefusalShare({ devices, bound, clock });
  const faults = createFaults({ house, store, journal, devices, clock });
  return {
    devices,
    deviceCommands,
    machineOrders,
    knobTurns,
    roomTemps: createRoomTemps({ house, devices, bus, clock, log }),
    keepalives: createKeepalives({ house, bus, clock, log }),
    bound,
    filters: createFilters({ house, store, journal, devices, clock }),
    faults,
    deviceEvents: createDeviceEvents({ house, devices, faults, journal, clock }),
    unheard,
    refusalShare,
    doubts: createDeviceDoubts({ bus, topics, bound, unheard, refusalShare }),
    lazy: [faults, keptReadings, createKeptCounts(kept)],
    sweep() {
      keptReadings.sweep();
      bound.sweep();
      devices.sweep();
    },
  };
}
