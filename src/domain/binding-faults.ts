/** What no single field of a binding shows: places that are taken, and members that do not go together. */
import type { DeviceBinding } from './binding/binding.ts';
import { messageFaults, ordersFaults } from './binding/order-faults.ts';
import { safetyFaults } from './binding/order-safety.ts';
import { readingsFaults } from './binding/reading-faults.ts';
import { targetFaults, topicFaults } from './binding/topic-faults.ts';
import { EQUIPMENT, isCommanded } from './equipment/catalogue.ts';
import type { At, HouseFault } from './house-fault.ts';
import { devicesOf, type House } from './house.ts';

/** The device must be one of the house, each bound once. */
function deviceFaults(house: House, all: readonly At<DeviceBinding>[]): HouseFault[] {
  const known = new Set(devicesOf(house).map(({ kind, id }) => `${kind}/${id}`));
  const first = new Map<string, string>();
  return all.flatMap(([path, { kind, id }]) => {
    if (!known.has(`${kind}/${id}`)) {
      const where =
        kind === 'sensor' ? 'the sensors of any zone, nor in outdoorSensors' : EQUIPMENT[kind].key;
      return [{ path: `${path}.id`, message: `no ${kind} "${id}" in ${where}` }];
    }
    const before = first.get(`${kind}/${id}`);
    if (before === undefined) first.set(`${kind}/${id}`, path);
    return before === undefined
      ? []
      : [{ path: `${path}.id`, message: `${kind} "${id}" is already bound at ${before}` }];
  });
}

/** Of a valve: the turns of its knob, and what it is told of its room. */
function valveFaults([path, binding]: At<DeviceBinding>): HouseFault[] {
  const { kind, readings, setpoint, keepsTurns, roomTemp } = binding;
  const isTurned = setpoint !== undefined && readings.some(({ field }) => field === 'tempHeatSetC');
  return [
    ...(keepsTurns === true && !isTurned
      ? [{ path: `${path}.keepsTurns`, message: 'goes with a setpoint and a reading tempHeatSetC' }]
      : []),
    ...(roomTemp === undefined
      ? []
      : kind === 'fcu'
        ? messageFaults([`${path}.roomTemp`, roomTemp])
        : [{ path: `${path}.roomTemp`, message: 'goes with a fcu alone' }]),
  ];
}

/** A switch and a setpoint are what a terminal is told by. */
function terminalFaults([path, binding]: At<DeviceBinding>): HouseFault[] {
  const { kind, switch: relay, setpoint } = binding;
  if (kind !== 'fcu') {
    const message = isCommanded(kind)
      ? `goes with a fcu alone: a ${kind} has orders`
      : `a ${kind} takes no command`;
    return (['switch', 'setpoint'] as const)
      .filter((name) => binding[name] !== undefined)
      .map((name) => ({ path: `${path}.${name}`, message }));
  }
  return [
    ...(relay !== undefined && JSON.stringify(relay.on) === JSON.stringify(relay.off)
      ? [{ path: `${path}.switch.off`, message: 'must differ from on' }]
      : []),
    ...(setpoint === undefined ? [] : messageFaults([`${path}.setpoint`, setpoint])),
  ];
}

function standingFaults([path, binding]: At<DeviceBinding>): HouseFault[] {
  const { availability = [], alive, staleAfterMinutes } = binding;
  if (binding.standsWhileOnline !== true) return [];
  const at = `${path}.standsWhileOnline`;
  return [
    ...(availability.length === 0 && alive === undefined
      ? [{ path: at, message: 'goes with availability or alive alone' }]
      : []),
    ...(staleAfterMinutes === undefined
      ? []
      : [{ path: at, message: 'does not go with staleAfterMinutes' }]),
  ];
}

/** @param base the first levels of the hub's own topics */
export function bindingFaults(house: House, base: string): HouseFault[] {
  const all = (house.bindings ?? []).map((binding, b) => [`bindings[${b}]`, binding] as const);
  const ordered = all.flatMap(ordersFaults);
  return [
    ...deviceFaults(house, all),
    ...readingsFaults(all),
    ...topicFaults(all, base),
    ...all.flatMap(terminalFaults),
    ...all.flatMap(valveFaults),
    ...(ordered.length > 0 ? ordered : all.flatMap(safetyFaults)),
    ...targetFaults(all),
    ...all.flatMap(standingFaults),
  ];
}
