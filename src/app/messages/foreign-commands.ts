/** What devices of other makes are told, on topics and in forms of their own. */
import type {
  DeviceBinding,
  BoundRoomTemp,
  BoundSetpoint,
  BoundSwitch,
} from '../../domain/binding/binding.ts';
import { pointerSteps, withValueAt } from '../../domain/json-pointer.ts';
import { parseJson } from '../base/json.ts';
import type { Publication } from '../base/ports/bus.ts';
import type { FcuCommand, DeviceCommand } from './command.ts';

/** What closes a radiator valve; its own frost guard holds that. */
const OFF_C = 5;
const STEP_C = 0.1;

/** A payload as JSON, or as text where it cannot be read as that. */
export function parseForeign(payload: string): unknown {
  try {
    return parseJson(payload);
  } catch {
    return payload;
  }
}

export const payloadOf = (value: unknown): string =>
  typeof value === 'string' ? value : JSON.stringify(value);

type FcuOrder = Omit<FcuCommand, 'commandId'>;

/** Whether the zone gets what it calls for through this relay. */
function isOn({ modes = ['heat'] }: BoundSwitch, { mode, fanPercent = 0 }: FcuOrder): boolean {
  return fanPercent > 0 && (mode === 'heat' || mode === 'cool') && modes.includes(mode);
}

/** In °C, as the valve can take it. */
export function setpointToldC(
  { stepC = STEP_C, offC = OFF_C }: BoundSetpoint,
  { mode, tempHeatSetC = offC }: FcuOrder,
): number {
  return mode === 'heat' ? Math.round(tempHeatSetC / stepC) * stepC : offC;
}

export const setpointStepC = ({ stepC = STEP_C }: BoundSetpoint): number => stepC;

/** In the valve's own degrees. */
const toldOf = (setpoint: BoundSetpoint, order: FcuOrder): number =>
  Number(
    (setpointToldC(setpoint, order) * (setpoint.scale ?? 1) + (setpoint.offset ?? 0)).toFixed(2),
  );

/** What has to be published for a fan coil's order. It is not retained: it would replay at each reconnect. */
export function foreignCommands(
  { switch: relay, setpoint }: DeviceBinding,
  order: FcuOrder,
): Publication[] {
  const publications: Publication[] = [];
  if (relay !== undefined) {
    const payload = payloadOf(isOn(relay, order) ? relay.on : relay.off);
    publications.push({ topic: relay.topic, payload, qos: 1 });
  }
  if (setpoint !== undefined) {
    const steps = pointerSteps(setpoint.pointer ?? '') ?? [];
    const message = withValueAt(setpoint.message ?? {}, steps, toldOf(setpoint, order));
    publications.push({ topic: setpoint.topic, payload: payloadOf(message), qos: 1 });
  }
  return publications;
}

/** What a valve is told of the temperature of its room. */
export function roomTempMessage(roomTemp: BoundRoomTemp, tempC: number): Publication {
  const { topic, pointer = '', message = {}, scale = 1, offset = 0 } = roomTemp;
  const said = Number((tempC * scale + offset).toFixed(2));
  return {
    topic,
    payload: payloadOf(withValueAt(message, pointerSteps(pointer) ?? [], said)),
    qos: 1,
  };
}

/**
 * Whether what a bound device says shows that it does as it was told: undefined where it does not tell.
 * @param said by field, all that is known of the device now
 */
export function foreignConfirms(
  { switch: relay, setpoint }: DeviceBinding,
  order: FcuOrder,
  said: Readonly<Record<string, unknown>>,
): boolean | undefined {
  const { on, tempHeatSetC } = said;
  const answers: boolean[] = [];
  if (relay !== undefined && typeof on === 'boolean') answers.push(on === isOn(relay, order));
  if (setpoint !== undefined && typeof tempHeatSetC === 'number')
    answers.push(Math.abs(tempHeatSetC - setpointToldC(setpoint, order)) < setpointStepC(setpoint));
  return answers.length === 0 ? undefined : answers.every(Boolean);
}

/** Whether the device can ever tell that it does as it was told. */
export const canConfirm = ({ readings, switch: relay, setpoint }: DeviceBinding): boolean =>
  readings.some(
    ({ field }) =>
      (relay !== undefined && field === 'on') ||
      (setpoint !== undefined && field === 'tempHeatSetC'),
  );

/** A bound device is a fan coil to those who decide. */
export const asFcuOrder = (order: DeviceCommand): FcuOrder => order as FcuOrder;
