// A house of any size without sockets or disk: the hub's own parts, one cycle of control at a time.
import { tsImport } from 'tsx/esm/api';

const { createTestApp } = await tsImport('../../support/app.ts', import.meta.url);

const PERIOD_MS = 20_000;
const range = (count) => Array.from({ length: count }, (_, index) => index);

const houseOf = (zones) => ({
  version: 1,
  timeZone: 'Europe/Berlin',
  zones: range(zones).map((zone) => ({
    zoneId: `room_${zone}`,
    friendlyName: `Room ${zone}`,
    sensors: [`sensor_${zone}`],
    terminals: [`fcu_${zone}`],
    supportsHeat: true,
    supportsCool: true,
  })),
  fcus: range(zones).map((zone) => ({ fcuId: `fcu_${zone}`, friendlyName: `Fan coil ${zone}` })),
  hcu: { hcuId: 'hcu_main' },
  heatpumps: [{ hpId: 'hp_1', parentHcuId: 'hcu_main' }],
  dhw: { dhwId: 'dhw_main' },
  tes: { tesId: 'tes_main' },
});

/** @returns the CPU time of a cycle in a house of so many zones, µs per zone, each time it is asked */
export function createControl(zones) {
  const app = createTestApp({ house: houseOf(zones) });
  let turn = 0;

  /** Rooms that swing about their setpoints, each in its own time. */
  function reportAll() {
    turn++;
    for (const zone of range(zones)) {
      const tempC = 21 + Math.sin((turn + 7 * zone) / 30);
      app.report('sensor', `sensor_${zone}`, { tempC, rhPercent: 45 });
      app.report('fcu', `fcu_${zone}`, { mode: 'idle' });
    }
    app.report('hcu', 'hcu_main', { state: 'running', outdoorTempC: 2 });
    app.report('heatpump', 'hp_1', { compressorSpeedPercent: 50 });
    app.report('dhw', 'dhw_main', { tempTopC: 50, tempMidC: 49, tempBottomC: 45 });
    app.report('tes', 'tes_main', { tempTopC: 35, tempMidC: 34, tempBottomC: 30 });
  }

  async function cycle() {
    reportAll();
    app.clock.advance(PERIOD_MS);
    const before = process.cpuUsage();
    await app.controlLoop.cycle();
    const { user, system } = process.cpuUsage(before);
    return user + system;
  }

  return async function measure(cycles) {
    let sumUs = 0;
    for (let index = 0; index < cycles; index++) sumUs += await cycle();
    return sumUs / cycles / zones;
  };
}
