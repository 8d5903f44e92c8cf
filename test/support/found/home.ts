/** What the devices of a real home say of themselves, in the forms of their makers: for those who listen to it. */

const numeric = (property: string, unit: string, access = 1) => ({
  type: 'numeric',
  name: property,
  label: property,
  property,
  access,
  unit,
});

/** One device of `zigbee2mqtt/bridge/devices`, with the members that it has in Zigbee2MQTT 2. */
export const zigbeeDevice = (
  friendlyName: string,
  ieeeAddress: string,
  exposes: readonly object[],
  more: object = {},
) => ({
  disabled: false,
  friendly_name: friendlyName,
  ieee_address: ieeeAddress,
  interview_completed: true,
  interviewing: false,
  interview_state: 'SUCCESSFUL',
  network_address: 29159,
  power_source: 'Battery',
  supported: true,
  type: 'EndDevice',
  definition: {
    model: 'WSDCGQ11LM',
    vendor: 'Aqara',
    description: 'Temperature and humidity sensor',
    options: [
      {
        type: 'numeric',
        name: 'temperature_calibration',
        property: 'temperature_calibration',
        access: 2,
      },
    ],
    supports_ota: false,
    exposes,
  },
  endpoints: { 1: { bindings: [], clusters: { input: ['genBasic'], output: [] }, scenes: [] } },
  ...more,
});

export const AQARA = [
  numeric('battery', '%'),
  numeric('temperature', '°C'),
  numeric('humidity', '%'),
  numeric('pressure', 'hPa'),
  numeric('voltage', 'mV'),
  numeric('linkquality', 'lqi'),
];

export const TRV = [
  {
    type: 'climate',
    features: [
      {
        ...numeric('occupied_heating_setpoint', '°C', 7),
        value_min: 5,
        value_max: 30,
        value_step: 0.5,
      },
      numeric('local_temperature', '°C', 5),
      {
        type: 'enum',
        name: 'running_state',
        property: 'running_state',
        access: 5,
        values: ['idle', 'heat'],
      },
      {
        type: 'enum',
        name: 'system_mode',
        property: 'system_mode',
        access: 7,
        values: ['off', 'heat'],
      },
    ],
  },
  numeric('battery', '%'),
];

const contact = (property: string, endpoint?: string) => ({
  type: 'switch',
  ...(endpoint !== undefined && { endpoint }),
  features: [
    {
      type: 'binary',
      name: 'state',
      property,
      access: 7,
      value_on: 'ON',
      value_off: 'OFF',
      value_toggle: 'TOGGLE',
      ...(endpoint !== undefined && { endpoint }),
    },
  ],
});
export const PLUG = [contact('state'), numeric('power', 'W', 5), numeric('energy', 'kWh', 1)];
export const TWO_RELAYS = [contact('state_l1', 'l1'), contact('state_l2', 'l2')];

export const COORDINATOR = {
  disabled: false,
  friendly_name: 'Coordinator',
  ieee_address: '0x00124b0024c2c0ff',
  interview_completed: true,
  network_address: 0,
  supported: true,
  type: 'Coordinator',
  definition: null,
};

/** Four rooms. */
export const THERMOMETERS = [
  ['Living room', '0x00158d0001a2b3c1'],
  ['Bedroom', '0x00158d0001a2b3c2'],
  ['Küche', '0x00158d0001a2b3c3'],
  ['Outside north', '0x00158d0001a2b3c4'],
] as const;

export const ZIGBEE_LIST = [
  COORDINATOR,
  ...THERMOMETERS.map(([name, address]) => zigbeeDevice(name, address, AQARA)),
];

/** Tasmota 14: `tasmota/discovery/{MAC}/config` and `…/sensors`. */
export const TASMOTA_CONFIG = {
  ip: '192.168.1.40',
  dn: 'Boiler room',
  fn: ['Pump', 'Mixer', null, null, null, null, null, null],
  hn: 'tasmota-A1B2C3-0419',
  mac: 'A4CF12A1B2C3',
  md: 'Sonoff Dual R3',
  ty: 0,
  if: 0,
  cam: 0,
  ofln: 'Offline',
  onln: 'Online',
  state: ['OFF', 'ON', 'TOGGLE', 'HOLD'],
  sw: '14.2.0',
  t: 'boiler_room',
  ft: '%prefix%/%topic%/',
  tp: ['cmnd', 'stat', 'tele'],
  rl: [1, 1, 0, 0, 0, 0, 0, 0],
  swc: [-1, -1, -1, -1],
  so: { 4: 0, 11: 0, 13: 0, 17: 0, 20: 0, 30: 0, 68: 0, 73: 0, 82: 0, 114: 0, 117: 0 },
  lk: 1,
  ver: 1,
};
export const TASMOTA_SENSORS = {
  sn: {
    Time: '2026-01-15T10:00:00',
    'DS18B20-1': { Id: '0000056E6C4F', Temperature: 21.4 },
    AM2301: { Temperature: 20.5, Humidity: 44.1, DewPoint: 7.9 },
    ENERGY: {
      TotalStartTime: '2025-01-01T00:00:00',
      Total: 812.4,
      Yesterday: 2.1,
      Power: 143,
      Voltage: 231,
    },
    TempUnit: 'C',
  },
  ver: 1,
};

export const SHELLY_STATUS = {
  src: 'shellyplus1-a8032abe54dc',
  dst: 'shellyplus1-a8032abe54dc/events',
  method: 'NotifyStatus',
  params: { ts: 1768471200.12, 'switch:0': { id: 0, output: true, source: 'MQTT' } },
};

/** What a HeishaMon says of its heat pump, by the last part of each topic. */
export const HEISHAMON: Readonly<Record<string, string>> = {
  Heatpump_State: '1',
  Main_Outlet_Temp: '34.75',
  Main_Inlet_Temp: '30.25',
  Compressor_Freq: '32',
  DHW_Temp: '47',
  Buffer_Temp: '-78',
};
