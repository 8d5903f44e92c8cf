/** Whole houses behind gateways of other makes, to be tried out: `--demo NAME`. */
import type { Clock } from '../app/base/ports/clock.ts';
import emsEsp from './demos/ems-esp.json' with { type: 'json' };
import heishaMon from './demos/heishamon.json' with { type: 'json' };
import relays from './demos/relays.json' with { type: 'json' };
import { createEmsEsp } from './gateways/ems-esp.ts';
import type { Gateway } from './gateways/gateway.ts';
import { createHeishaMon } from './gateways/heishamon.ts';
import { createSgReady } from './gateways/sg-ready.ts';
import { createZigbee2Mqtt, type ZigbeeDevices } from './gateways/zigbee2mqtt.ts';

export interface Demo {
  /** As house.json. */
  readonly houseText: string;
  readonly gateways: (clock: Pick<Clock, 'after'>) => readonly Gateway[];
}

interface DemoHouse {
  readonly outdoorSensors?: readonly string[];
  readonly zones: readonly {
    readonly friendlyName: string;
    readonly sensors: readonly string[];
    readonly terminals: readonly string[];
  }[];
}

/** Each room's thermometer bears its name, and so does its radiator valve; the one outdoors hangs in the garden. */
const zigbee = ({ zones, outdoorSensors: [garden] = [] }: DemoHouse): Gateway =>
  createZigbee2Mqtt('zigbee2mqtt', {
    ...(garden !== undefined && { Garden: { kind: 'sensor', id: garden } }),
    ...(Object.fromEntries(
      zones.flatMap(({ friendlyName, sensors: [sensor], terminals: [valve] }) => [
        ...(sensor === undefined ? [] : [[friendlyName, { kind: 'sensor', id: sensor }] as const]),
        ...(valve === undefined
          ? []
          : [[`${friendlyName} radiator`, { kind: 'fcu', id: valve }] as const]),
      ]),
    ) as ZigbeeDevices),
  });

const demo = (house: DemoHouse, heatPump: Demo['gateways']): Demo => ({
  houseText: JSON.stringify(house),
  gateways: (clock) => [...heatPump(clock), zigbee(house)],
});

const DEMOS: Readonly<Record<string, Demo>> = {
  heishamon: demo(heishaMon, () => [createHeishaMon('panasonic_heat_pump')]),
  'ems-esp': demo(emsEsp, () => [createEmsEsp('ems-esp')]),
  relays: demo(relays, (clock) => [
    createSgReady(
      { relays: 'shellyplus2pm-a8032abe54dc', meter: 'shellyproem50-08f9e0e67204' },
      clock,
    ),
  ]),
};

export const DEMO_NAMES: readonly string[] = Object.keys(DEMOS);

export const demoOf = (name: string): Demo | undefined =>
  Object.hasOwn(DEMOS, name) ? DEMOS[name] : undefined;
