/** What the hub's stream would tell of a house in which much goes on at a time. */
import type { ShownHouse } from '../../../src/ui/live.ts';

const hoursFromNow = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();

const room = (zoneId: string, friendlyName: string) =>
  ({
    zoneId,
    friendlyName,
    rhPercent: 44,
    mode: 'auto',
    tempHeatSetC: 21,
    tempCoolSetC: 24,
    supportsHeat: true,
    supportsCool: true,
    activeCall: 'none',
    effectiveMode: 'idle',
  }) as const;

export const TROUBLED_HOUSE = {
  system: {
    name: 'Grandmother’s house by the lake',
    serial: 's',
    version: '0.1.0',
    apiLevel: 1,
    mode: 'away',
    until: hoursFromNow(30),
    timeZone: 'Europe/Berlin',
    units: 'C',
    vacation: { from: hoursFromNow(24 * 20), until: hoursFromNow(24 * 30) },
    surplus: { asked: 3, effective: 3, reason: { code: 'as_asked', text: 'As asked.' } },
    virtual: false,
  },
  zones: [
    {
      ...room('living', 'Living room with the long name and the fireplace'),
      tempC: 19.2,
      co2Ppm: 1_250,
      activeCall: 'heat',
      effectiveMode: 'heat',
      reason: { code: 'heating', text: 'Heating towards the setpoint.' },
      hold: { until: hoursFromNow(2.2), source: 'usr_1' },
    },
    {
      ...room('sun', 'Sun room'),
      tempC: 26.4,
      activeCall: 'cool',
      effectiveMode: 'cool',
      reason: { code: 'cooling', text: 'Cooling towards the setpoint.' },
    },
    {
      ...room('bath', 'Bathroom'),
      tempC: 20.1,
      activeCall: 'heat',
      reason: {
        code: 'hot_water_first',
        text: 'The hot water tank has its turn.',
        until: hoursFromNow(0.5),
      },
      hold: { source: 'mqtt' },
    },
    {
      ...room('attic', 'Attic'),
      rhPercent: undefined,
      reason: {
        code: 'sensor_lost',
        text: 'No fresh temperature: heating and cooling wait for a sensor.',
      },
    },
    { ...room('cellar', 'Cellar'), tempC: 14, mode: 'off', effectiveMode: 'off' },
  ],
  fcus: [
    {
      fcuId: 'fcu_attic',
      friendlyName: 'Fan coil of the attic',
      online: false,
      lastSeenTs: hoursFromNow(-3),
    },
  ],
  hcu: { hcuId: 'hcu', outdoorTempC: -7.4 },
  heatpumps: [{ hpId: 'hp' }],
  meters: [],
  faults: [
    {
      code: 'order_refused',
      severity: 'warning',
      message: 'the hub has to write the topic (panasonic_heat_pump/commands/SetZ1HeatRequestTemp)',
      source: 'hcu',
      objectId: 'hcu',
      sinceTs: hoursFromNow(-1),
    },
    {
      code: 'E7',
      severity: 'critical',
      message: 'The compressor does not start.',
      source: 'heatpump',
      objectId: 'hp',
      sinceTs: hoursFromNow(-26),
    },
  ],
} as const satisfies Record<keyof Omit<ShownHouse, 'dhw' | 'tes' | 'solar' | 'notices'>, unknown>;
