import { isCommanded } from '../../domain/equipment/catalogue.ts';
import type { Finding } from '../../domain/control/findings.ts';
import type { DeviceRegistry } from '../devices/device-registry.ts';
import type { DeviceDoubts } from '../faults/device-doubts.ts';
import type { DeviceCommands } from './device-commands.ts';

/** What is wrong with devices besides what they report: they are silent, do not hear, or do otherwise. */
export function deviceFindings(
  devices: Pick<DeviceRegistry, 'all'>,
  deviceCommands: Pick<DeviceCommands, 'isDisputed' | 'isHeard'>,
  doubts: DeviceDoubts,
): Finding[] {
  const found: Finding[] = [];
  for (const device of devices.all()) {
    const { kind: source, id: objectId } = device.ref;
    const about = { source, objectId };
    const all = doubts.of(device);
    for (const doubt of all) found.push({ ...about, ...doubt });
    // One that may not be listened to is not heard: that is said already.
    if (!device.isLive && !all.some(({ code }) => code === 'topic_refused'))
      found.push({ ...about, ...doubts.absence(device) });
    if (device.isStuck && device.isLive)
      found.push({ ...about, code: 'sensor_stuck', isCertain: true });
    // These are told nothing, or cannot hear it.
    if (!isCommanded(source) || doubts.isCutOff(device)) continue;
    if (deviceCommands.isDisputed(device)) {
      // A silent one may be as it was told by now.
      found.push({ ...about, code: 'device_disagrees', isCertain: device.isLive });
      continue;
    }
    const isHeard = deviceCommands.isHeard(device);
    if (isHeard === true) continue;
    found.push({ ...about, code: 'command_unconfirmed', isCertain: isHeard === false });
  }
  return found;
}
