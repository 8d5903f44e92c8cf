/** Zigbee2MQTT: thermometers and radiator valves, one JSON object each. https://www.zigbee2mqtt.io */
import type { Placement } from '../layout.ts';
import type { PlantState } from '../plant.ts';
import { reportOf } from '../reports.ts';
import { json, kept, membersOf, type Gateway } from './gateway.ts';

/** By the name that Zigbee2MQTT has of it: the sensor, or the fan coil, that it is in the house. */
export type ZigbeeDevices = Readonly<
  Record<string, { readonly kind: 'sensor' | 'fcu'; readonly id: string }>
>;

const VALVE_STEPS_PER_K = 2;

function withSetpoint(
  { emitterOfFcu }: Placement,
  plant: PlantState,
  fcuId: string,
  tempHeatSetC: number,
): PlantState {
  const index = emitterOfFcu.get(fcuId);
  const emitters = plant.emitters.map((emitter, at) =>
    at === index ? { ...emitter, settings: { mode: 'heat' as const, tempHeatSetC } } : emitter,
  );
  return { ...plant, emitters };
}

export function createZigbee2Mqtt(base: string, devices: ZigbeeDevices): Gateway {
  const all = Object.entries(devices);
  /** What the valves were set to, °C, by id. */
  const setpoints = new Map<string, number>();

  function stateOf(placement: Placement, plant: PlantState, name: string) {
    const device = devices[name];
    if (device === undefined) return {};
    const { tempC, rhPercent, roomTempC, tempHeatSetC, mode } = reportOf(placement, plant, device);
    if (device.kind === 'sensor')
      return { temperature: Number(tempC), humidity: Number(rhPercent), battery: 97 };
    return {
      local_temperature: Number(roomTempC),
      occupied_heating_setpoint: Number(tempHeatSetC),
      running_state: mode === 'heat' ? 'heat' : 'idle',
      battery: 88,
    };
  }

  return {
    filters: all.map(([name]) => `${base}/${name}/set`),
    greet: () => [
      kept(`${base}/bridge/state`, '{"state":"online"}'),
      ...all.map(([name]) => kept(`${base}/${name}/availability`, '{"state":"online"}')),
    ],
    report: (placement, plant) =>
      all.map(([name]) => json(`${base}/${name}`, stateOf(placement, plant, name))),
    obey: (placement, plant) =>
      [...setpoints].reduce(
        (next, [fcuId, tempC]) => withSetpoint(placement, next, fcuId, tempC),
        plant,
      ),
    hear(topic, payload) {
      const [, device] = all.find(([one]) => topic === `${base}/${one}/set`) ?? [];
      const setpoint = membersOf(payload)['occupied_heating_setpoint'];
      if (device?.kind !== 'fcu' || typeof setpoint !== 'number') return false;
      setpoints.set(device.id, Math.round(setpoint * VALVE_STEPS_PER_K) / VALVE_STEPS_PER_K);
      return true;
    },
    farewell: () => [kept(`${base}/bridge/state`, '{"state":"offline"}')],
  };
}
