/** The devices that a house is made of, sensors included: what each is for, and whether it is heard of. */
import { terminalOf, type Terminal } from '../../domain/binding/binding.ts';
import type { DeviceKind } from '../../domain/equipment/catalogue.ts';
import type { RefusedReading } from '../../domain/equipment/refused.ts';
import { bindingOf, devicesOf, friendlyNameOf, type House } from '../../domain/house.ts';
import { isoTime } from '../../domain/units.ts';
import { refusedView, type DeviceRegistry } from './device-registry.ts';

export interface DeviceView {
  readonly kind: DeviceKind;
  readonly id: string;
  /** Of a terminal of another make: what it is, where it is no fan coil. */
  readonly terminal?: Terminal;
  /** Of those that the house names. */
  readonly friendlyName?: string;
  /** Ids of the zones that it measures or serves; absent where it serves them all. */
  readonly zones?: readonly string[];
  /** Whether it is there and its last report fresh. */
  readonly online: boolean;
  /** When it last reported; absent before the first time since the hub's start. */
  readonly lastSeenTs?: string;
  /** What it says that cannot be, and is left out; absent where there is none. */
  readonly refused?: readonly RefusedReading[];
}

/** In the order of the house: sensors, fan coils, then the plant. */
export function deviceViews(house: House, devices: Pick<DeviceRegistry, 'get'>): DeviceView[] {
  const zonesOf = (list: 'sensors' | 'terminals', id: string) =>
    house.zones.filter((zone) => zone[list].includes(id)).map(({ zoneId }) => zoneId);
  return devicesOf(house).map(({ kind, id }) => {
    const device = devices.get(kind, id);
    const friendlyName = friendlyNameOf(house, { kind, id });
    const terminal = terminalOf(bindingOf(house, { kind, id }));
    return {
      kind,
      id,
      ...(terminal !== undefined && { terminal }),
      ...(friendlyName !== undefined && { friendlyName }),
      ...(kind === 'sensor' && { zones: zonesOf('sensors', id) }),
      ...(kind === 'fcu' && { zones: zonesOf('terminals', id) }),
      online: device?.isLive ?? false,
      ...(device?.lastSeenMs !== undefined && { lastSeenTs: isoTime(device.lastSeenMs) }),
      ...refusedView(device),
    };
  });
}
