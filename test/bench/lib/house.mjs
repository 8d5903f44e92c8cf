// A house of 20 zones and 60 devices, and what its devices report.
const ZONES = 20;
/** Every other device kind has one unit, save the two heat pumps: 60 in all. */
const FCUS = 35;
const two = (number) => String(number).padStart(2, '0');
const range = (count) => Array.from({ length: count }, (_, index) => index + 1);

const terminalsOf = (zone) => (zone + ZONES <= FCUS ? [zone, zone + ZONES] : [zone]);

export const HOUSE = {
  version: 1,
  timeZone: 'Europe/Berlin',
  zones: range(ZONES).map((zone) => ({
    zoneId: `room_${two(zone)}`,
    friendlyName: `Room ${zone}`,
    sensors: [`sensor_${two(zone)}`],
    terminals: terminalsOf(zone).map((fcu) => `fcu_${two(fcu)}`),
    supportsHeat: true,
    supportsCool: true,
  })),
  fcus: range(FCUS).map((fcu) => ({ fcuId: `fcu_${two(fcu)}`, friendlyName: `Fan coil ${fcu}` })),
  hcu: { hcuId: 'hcu_main' },
  heatpumps: range(2).map((unit) => ({ hpId: `hp_${unit}`, parentHcuId: 'hcu_main' })),
  dhw: { dhwId: 'dhw_main' },
  tes: { tesId: 'tes_main' },
};

/** Readings that change from report to report, as real ones do. */
const REPORTS = {
  sensor: (turn) => ({
    tempC: 20 + (turn % 40) / 10,
    rhPercent: 40 + (turn % 20),
    co2Ppm: 500 + (turn % 300),
  }),
  fcu: (turn) => ({
    mode: turn % 2 === 0 ? 'heat' : 'idle',
    fanPercent: turn % 100,
    roomTempC: 20 + (turn % 40) / 10,
    rhPercent: 40 + (turn % 20),
    supplyTempC: 35 + (turn % 50) / 10,
    returnTempC: 30 + (turn % 50) / 10,
    activeFaults: [],
  }),
  hcu: (turn) => ({ mode: 'heat', state: 'running', supplyTempC: 35 + (turn % 50) / 10 }),
  heatpump: (turn) => ({ compressorSpeedPercent: turn % 100, defrostActive: false }),
  dhw: (turn) => ({ tempTopC: 50 + (turn % 50) / 10, heatingActive: false }),
  tes: (turn) => ({ tempTopC: 40 + (turn % 50) / 10, chargeActive: true }),
};

/** Topics below the base, and a device's report in turn. */
export const DEVICES = [
  ...HOUSE.zones.map(({ sensors }) => ['sensor', sensors[0]]),
  ...HOUSE.fcus.map(({ fcuId }) => ['fcu', fcuId]),
  ['hcu', HOUSE.hcu.hcuId],
  ...HOUSE.heatpumps.map(({ hpId }) => ['heatpump', hpId]),
  ['dhw', HOUSE.dhw.dhwId],
  ['tes', HOUSE.tes.tesId],
].map(([kind, id]) => ({
  topic: `${kind}/${id}/telemetry`,
  report: (turn) => JSON.stringify(REPORTS[kind](turn)),
}));
