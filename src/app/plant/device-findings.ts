import type { Finding } from '../../domain/control/findings.ts';
import type { Devices } from '../house/devices.ts';
import type { DeviceOrders } from './device-orders.ts';

/** What is wrong with devices besides what they report: they are silent, or do not hear. */
export function deviceFindings(
  devices: Pick<Devices, 'all'>,
  orders: Pick<DeviceOrders, 'isHeard'>,
): Finding[] {
  const found: Finding[] = [];
  for (const device of devices.all()) {
    const { kind: source, id: objectId } = device.ref;
    const about = { source, objectId };
    if (!device.isLive) found.push({ ...about, code: 'device_offline', isCertain: true });
    // These are told nothing.
    if (source === 'sensor' || source === 'heatpump') continue;
    const isHeard = orders.isHeard(device);
    if (isHeard === true) continue;
    found.push({ ...about, code: 'command_unconfirmed', isCertain: isHeard === false });
  }
  return found;
}
