/**
 * Telling any device: what speaks the hub's own topics, and valves and relays, is told whole commands; machines of
 * other makes are told order by order. Who decides need not know which is which.
 */
import type { Device } from '../devices/device-registry.ts';
import type { DeviceCommands } from './device-commands.ts';
import type { MachineOrders } from './machine-orders.ts';

const isMachine = ({ ref: { kind }, binding }: Device): boolean =>
  binding !== undefined && (kind === 'hcu' || kind === 'dhw' || kind === 'tes');

export function createToldDevices(own: DeviceCommands, machines: MachineOrders): DeviceCommands {
  return {
    set(device, order, isAsked) {
      if (isMachine(device)) machines.set(device, order, isAsked);
      else own.set(device, order);
    },
    of: (device) => (isMachine(device) ? machines.of(device) : own.of(device)),
    resend(device) {
      if (isMachine(device)) machines.back(device);
      else own.resend(device);
    },
    resendAll() {
      own.resendAll();
      machines.allBack();
    },
    confirm(device, message, isBack) {
      if (!isMachine(device)) own.confirm(device, message, isBack);
      else if (isBack) machines.back(device);
    },
    isHeard: (device) => (isMachine(device) ? machines.isHeard(device) : own.isHeard(device)),
    isDisputed: (device) =>
      isMachine(device) ? machines.isDisputed(device) : own.isDisputed(device),
    pendingCount: () => own.pendingCount() + machines.pendingCount(),
    unconfirmedCount: () => own.unconfirmedCount() + machines.unconfirmedCount(),
    stop: own.stop,
  };
}
