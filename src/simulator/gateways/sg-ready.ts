/**
 * A heat pump behind two relays of a Shelly of the second generation, as SG-Ready has it, with an electricity meter of
 * Shelly's beside it. It goes by its own curve. The relays fall off by themselves where they were told to
 * (`toggle_after`). https://shelly-api-docs.shelly.cloud/gen2/, https://www.waermepumpe.de/normen-technik/sg-ready/
 */
import type { Clock, Cancel } from '../../app/base/ports/clock.ts';
import { SECOND_MS } from '../../domain/units.ts';
import type { HcuState } from '../hcu.ts';
import type { Placement } from '../layout.ts';
import type { PlantState } from '../plant.ts';
import { json, kept, membersOf, type Gateway } from './gateway.ts';

const W_PER_KWH = 1_000;
/** How much warmer the makers let the water be where more electricity is to be used, K. */
const RECOMMENDED_K = 3;
const ORDERED_K = 5;
const TANK_C = 50;

export function createSgReady(
  { relays, meter }: { readonly relays: string; readonly meter: string },
  clock: Pick<Clock, 'after'>,
): Gateway {
  const isOn = [false, false];
  const falling: (Cancel | undefined)[] = [];

  function set(id: number, on: boolean, seconds: unknown): void {
    isOn[id] = on;
    falling[id]?.();
    falling[id] =
      typeof seconds === 'number'
        ? clock.after(seconds * SECOND_MS, () => (isOn[id] = !on))
        : undefined;
  }

  /** 1:0 blocks, 0:1 recommends, 1:1 orders. */
  function obey(_: Placement, plant: PlantState): PlantState {
    const [first, second] = isOn;
    const isBlocked = first === true && second === false;
    const extraK = second !== true ? 0 : first === true ? ORDERED_K : RECOMMENDED_K;
    const settings: HcuState['settings'] = isBlocked ? { mode: 'idle' } : undefined;
    return {
      ...plant,
      hcu: { ...plant.hcu, settings, curveShiftK: extraK },
      tank: {
        ...plant.tank,
        settings: {
          ...plant.tank.settings,
          heat: isBlocked ? false : undefined,
          targetTempC: TANK_C + extraK,
        },
      },
    };
  }

  const status = (id: number) =>
    json(`${relays}/status/switch:${id}`, { id, source: 'MQTT', output: isOn[id] === true });

  return {
    filters: [`${relays}/rpc`, `${relays}/command/+`],
    greet: () => [kept(`${relays}/online`, 'true'), kept(`${meter}/online`, 'true')],
    report: (_, { source }) => [
      status(0),
      status(1),
      json(`${meter}/status/em1:0`, { id: 0, act_power: Math.round(source.electricalW) }),
      json(`${meter}/status/em1data:0`, {
        id: 0,
        total_act_energy: Math.round(source.lifetimeElecKwh * W_PER_KWH),
        total_act_ret_energy: 0,
      }),
    ],
    obey,
    hear(topic, payload) {
      if (topic !== `${relays}/rpc`) return false;
      const { method, params } = membersOf(payload);
      const { id, on, toggle_after } = { ...(params as Readonly<Record<string, unknown>>) };
      if (method !== 'Switch.Set' || (id !== 0 && id !== 1) || typeof on !== 'boolean')
        return false;
      set(id, on, toggle_after);
      return true;
    },
    farewell: () => [kept(`${relays}/online`, 'false'), kept(`${meter}/online`, 'false')],
  };
}
