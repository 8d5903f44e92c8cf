/**
 * The room's temperature, told to valves that want it: they sit on a hot radiator and measure that. What is told is
 * measured by the zone's own sensors alone; where they are silent nothing is told, and the valve measures by itself
 * again after a while of its own.
 */
import type { BoundRoomTemp } from '../../domain/binding/binding.ts';
import { LIMITS } from '../../domain/limits.ts';
import { roundToTenth, SECOND_MS } from '../../domain/units.ts';
import { measuredIn } from '../../domain/zone-view.ts';
import type { CurrentHouse } from '../house/current-house.ts';
import type { Bus } from '../base/ports/bus.ts';
import type { Cancel, Clock } from '../base/ports/clock.ts';
import type { Log } from '../base/ports/log.ts';
import type { Device, DeviceRegistry } from '../devices/device-registry.ts';
import { roomTempMessage } from '../messages/foreign-commands.ts';

interface Told {
  readonly tempC: number;
  /** Monotonic. */
  readonly atMs: number;
}

export interface RoomTemps {
  /** Tells the valves what has changed, or is to be told again. */
  tell(): void;
  start(): Cancel;
}

export function createRoomTemps(deps: {
  house: CurrentHouse;
  devices: Pick<DeviceRegistry, 'get' | 'liveReadings'>;
  bus: Pick<Bus, 'isConnected' | 'publish'>;
  clock: Clock;
  log: Log;
}): RoomTemps {
  const { house, devices, bus, clock, log } = deps;
  const told = new WeakMap<Device, Told>();

  const valves = house.derive(({ bindings = [], zones }) =>
    bindings.flatMap(({ kind, id, roomTemp }) => {
      const zone = zones.find(({ terminals }) => terminals.includes(id));
      const device = devices.get(kind, id);
      return roomTemp === undefined || zone === undefined || device === undefined
        ? []
        : [{ device, roomTemp, sensors: zone.sensors }];
    }),
  );

  function isDue({ stepC, everySeconds }: BoundRoomTemp, last: Told | undefined, tempC: number) {
    if (last === undefined) return true;
    const sinceMs = clock.monotonicMs() - last.atMs;
    if (sinceMs >= (everySeconds ?? LIMITS.roomTempSeconds) * SECOND_MS) return true;
    // In tenths, for 20.3 − 20.2 is less than 0.1.
    const change = roundToTenth(Math.abs(tempC - last.tempC));
    return change >= (stepC ?? LIMITS.roomTempStepC) && sinceMs >= LIMITS.roomTempLeastMs;
  }

  function tell(): void {
    if (!bus.isConnected()) return;
    for (const { device, roomTemp, sensors } of valves()) {
      const measured = measuredIn('tempC', devices.liveReadings('sensor', sensors), []);
      if (measured === undefined) continue;
      const tempC = roundToTenth(measured);
      if (!isDue(roomTemp, told.get(device), tempC)) continue;
      told.set(device, { tempC, atMs: clock.monotonicMs() });
      bus.publish(roomTempMessage(roomTemp, tempC)).catch((error: unknown) => {
        // It is told again with the next change, or when its time is over.
        log.debug('room temperature not delivered', { id: device.ref.id, reason: String(error) });
      });
    }
  }

  return { tell, start: () => clock.every(LIMITS.controlPeriodMs, tell) };
}
