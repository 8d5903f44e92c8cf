/**
 * The hub's own composition in charge of a house: its devices report in JSON and carry out what they are told, all of
 * it parsed as over MQTT. There is no broker, no history and nobody to show anything to, for the sake of speed.
 */
import { type DeviceKind, isCommanded } from '../../../src/domain/equipment/catalogue.ts';
import { devicesOf, type DeviceRef } from '../../../src/domain/house.ts';
import { carryOut, parseCommand } from '../../../src/simulator/commands.ts';
import type { PlantState } from '../../../src/simulator/plant.ts';
import type { Report } from '../../../src/simulator/report.ts';
import { reportOf } from '../../../src/simulator/reports.ts';
import { createTestApp, type TestApp } from '../app.ts';
import { doer } from '../doers.ts';
import { createFakeClock } from '../fake-clock.ts';
import type { Placement } from '../../../src/simulator/layout.ts';
import type { Control } from './control.ts';
import { scheduleOf, WEEK_HOUSE } from './season.ts';

const DEVICES = devicesOf(WEEK_HOUSE);

function orderOf({ devices, deviceCommands }: TestApp, kind: DeviceKind, id: string) {
  const device = devices.get(kind, id);
  return device && deviceCommands.of(device);
}

/** The hub itself, for who looks at more than what it makes of the house. */
export interface HubControl extends Control {
  readonly app: TestApp;
}

/** What is said in place of the truth, as by a sensor that is stuck. */
export type Saying = (device: DeviceRef) => Report | undefined;

export async function hubControl(
  placement: Placement,
  startMs: number,
  tankTargetC: number,
  says: Saying = () => undefined,
): Promise<HubControl> {
  const clock = createFakeClock(startMs);
  const app = createTestApp({ house: WEEK_HOUSE, clock });
  const told = new Map<string, string>();
  for (const { zoneId } of WEEK_HOUSE.zones)
    await app.schedules.put(zoneId, scheduleOf(zoneId), doer('test'));

  await app.dhwRequests.command({ targetTempC: tankTargetC }, doer('test'));

  /** What is new of what the devices are to do. */
  function obeyed(plant: PlantState): PlantState {
    let next = plant;
    for (const { kind, id } of DEVICES) {
      if (!isCommanded(kind)) continue;
      const order = orderOf(app, kind, id);
      const text = JSON.stringify({ commandId: 'c', ...order });
      if (order === undefined || told.get(id) === text) continue;
      told.set(id, text);
      next = carryOut(placement, next, id, parseCommand(kind, text));
    }
    return next;
  }

  return {
    app,
    async tend(plant, nowMs) {
      clock.advance(nowMs - clock.nowMs());
      for (const device of DEVICES)
        app.report(device.kind, device.id, {
          ...reportOf(placement, plant, device),
          ...says(device),
        });
      await app.controlLoop.cycle();
      return obeyed(plant);
    },
  };
}
