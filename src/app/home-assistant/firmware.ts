/** The version of its program that a device tells: Home Assistant shows it beside the device's name. */
import type { Readings } from '../../domain/equipment/reading.ts';
import type { DeviceRef } from '../../domain/house.ts';
import { createListeners, type Listener } from '../base/listeners.ts';
import type { Cancel } from '../base/ports/clock.ts';
import type { Device, DeviceRegistry } from '../devices/device-registry.ts';

export interface Firmware {
  readonly of: (device: DeviceRef) => string | undefined;
  onChange(listener: Listener<void>): Cancel;
}

function versionOf(device: Device | undefined): string | undefined {
  const readings: Readings = device?.readings ?? {};
  const version = readings['firmwareVersion'];
  return typeof version === 'string' && version !== '' ? version : undefined;
}

export function createFirmware(devices: Pick<DeviceRegistry, 'get' | 'onChange'>): Firmware {
  const listeners = createListeners();
  /** The last that each has told, by its key. */
  const told = new Map<string, string>();
  devices.onChange((device) => {
    const version = versionOf(device);
    if (version === undefined || told.get(device.key) === version) return;
    told.set(device.key, version);
    listeners.tell();
  });
  return {
    of: ({ kind, id }) => versionOf(devices.get(kind, id)),
    onChange: listeners.add,
  };
}
