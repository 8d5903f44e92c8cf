/**
 * Turns of a valve's own knob. One that has done as it was told, and then says another setpoint by itself, has been
 * turned by somebody in the room. Where its binding keeps turns, that is a word for the zone, as from a thermostat on
 * the wall; else the valve is told again what stands.
 */
import { LIMITS } from '../../domain/limits.ts';
import { createListeners, type Listener } from '../base/listeners.ts';
import type { Cancel, Clock } from '../base/ports/clock.ts';
import type { Device } from '../devices/device-registry.ts';
import type { DeviceCommand } from '../messages/command.ts';
import { asFcuOrder, setpointStepC, setpointToldC } from '../messages/foreign-commands.ts';

export interface KnobTurn {
  readonly device: Device;
  readonly tempHeatSetC: number;
}

export interface KnobTurns {
  /** The device is told that, perhaps once more. */
  told(device: Device, order: DeviceCommand): void;
  /**
   * What a device says of its setpoint.
   * @returns whether somebody has just turned it, so that it is not to be told again
   */
  hear(device: Device, message: Readonly<Record<string, unknown>>): boolean;
  onTurn(listener: Listener<KnobTurn>): Cancel;
}

/** Setpoints in °C, times monotonic. */
interface Valve {
  readonly toldC: number;
  /** What it was told before. */
  readonly formerC: number | undefined;
  readonly toldMs: number;
  hasAgreed: boolean;
  turnedC: number | undefined;
}

export function createKnobTurns(clock: Clock): KnobTurns {
  const valves = new WeakMap<Device, Valve>();
  const listeners = createListeners<KnobTurn>();

  /** A valve that sleeps says for a while what it was told before. */
  function isLate({ toldMs, formerC }: Valve, saidC: number, stepC: number): boolean {
    const sinceMs = clock.monotonicMs() - toldMs;
    if (sinceMs < LIMITS.knobSettleMs) return true;
    const isFormer = formerC !== undefined && Math.abs(saidC - formerC) < stepC;
    return isFormer && sinceMs < LIMITS.knobFormerMs;
  }

  return {
    told(device, order) {
      const { setpoint, keepsTurns } = device.binding ?? {};
      if (setpoint === undefined || keepsTurns !== true) return;
      const toldC = setpointToldC(setpoint, asFcuOrder(order));
      const before = valves.get(device);
      if (before?.toldC === toldC) return;
      valves.set(device, {
        toldC,
        formerC: before?.toldC,
        toldMs: clock.monotonicMs(),
        hasAgreed: false,
        turnedC: undefined,
      });
    },
    hear(device, { tempHeatSetC }) {
      const valve = valves.get(device);
      const { setpoint } = device.binding ?? {};
      if (valve === undefined || setpoint === undefined || typeof tempHeatSetC !== 'number')
        return false;
      const stepC = setpointStepC(setpoint);
      if (Math.abs(tempHeatSetC - valve.toldC) < stepC) {
        valve.hasAgreed = true;
        return false;
      }
      // Where the zone did not come to follow it, as one that is off, it is told again when it repeats that.
      if (!valve.hasAgreed || valve.turnedC === tempHeatSetC) return false;
      if (isLate(valve, tempHeatSetC, stepC)) return false;
      valve.turnedC = tempHeatSetC;
      listeners.tell({ device, tempHeatSetC });
      return true;
    },
    onTurn: listeners.add,
  };
}
