/** Machines behind gateways, bound by hand: what they say, in their gateways' own forms. */
import type { DeviceBinding } from '../../src/domain/binding/binding.ts';
import type { ReadPlace } from '../../src/domain/binding/place.ts';
import type { House } from '../../src/domain/house.ts';
import { plantWith } from './bound-house.ts';

/** A house whose heat pump, tank and buffer are bound. */
export const machinesWith = (...bindings: readonly DeviceBinding[]): House => ({
  ...plantWith(...bindings),
  dhw: { dhwId: 'dhw_main' },
  tes: { tesId: 'tes_main' },
});

export const HEISHAMON = 'panasonic_heat_pump';
const main = (name: string) => `${HEISHAMON}/main/${name}`;
const availability = [
  {
    topic: `${HEISHAMON}/LWT`,
    values: { Online: 'online', Offline: 'offline' },
  },
] as const;
const watts = (name: string): ReadPlace => ({ topic: main(name), none: [-200] });

/** HeishaMon: a number as text a topic, retained; the "offline" of its farewell is retained, its "online" is not. */
export const HEISHAMON_HCU: DeviceBinding = {
  kind: 'hcu',
  id: 'hcu_main',
  places: {
    heat: watts('Heat_Power_Production'),
    cool: watts('Cool_Power_Production'),
    dhw: watts('DHW_Power_Production'),
    hz: { topic: main('Compressor_Freq') },
    valve: { topic: main('ThreeWay_Valve_State'), values: { 0: 'room', 1: 'dhw' } },
    operating: { topic: main('Operating_Mode_State') },
    heating: { topic: main('Heating_Mode'), values: { 0: 'curve', 1: 'direct' } },
    target: { topic: main('Z1_Heat_Request_Temp') },
  },
  readings: [
    { field: 'supplyTempC', topic: main('Main_Outlet_Temp'), none: [-78, -128] },
    { field: 'thermalPowerKw', sum: ['heat', 'cool', 'dhw'], scale: 0.001 },
    { field: 'activeFaults', topic: main('Error'), none: ['No error'] },
    {
      field: 'mode',
      cases: [
        { if: { hz: 0 }, then: 'idle' },
        { if: { hz: { above: 0 }, valve: 'dhw' }, then: 'dhw_charge' },
        { if: { hz: { above: 0 }, operating: [1, 5, 7, 8] }, then: 'cool' },
        { if: { hz: { above: 0 }, operating: [0, 2, 3, 4, 6] }, then: 'heat' },
      ],
    },
  ],
  availability,
  level: 'steer',
  needs: { steer: { heating: 'direct' } },
  orders: {
    supplyTempC: {
      level: 'steer',
      number: {
        topic: `${HEISHAMON}/commands/SetZ1HeatRequestTemperature`,
        min: 25,
        max: 55,
        step: 1,
      },
      echo: { place: 'target' },
    },
  },
};

export const HEISHAMON_DHW: DeviceBinding = {
  kind: 'dhw',
  id: 'dhw_main',
  places: {
    hz: { topic: main('Compressor_Freq') },
    valve: { topic: main('ThreeWay_Valve_State'), values: { 0: 'room', 1: 'dhw' } },
  },
  readings: [
    { field: 'tempTopC', topic: main('DHW_Temp'), none: [-78] },
    {
      field: 'heatingActive',
      cases: [
        { if: { valve: 'dhw', hz: { above: 0 } }, then: true },
        { if: { valve: 'room' }, then: false },
        { if: { hz: 0 }, then: false },
      ],
    },
  ],
  availability,
};

export const HEISHAMON_TES: DeviceBinding = {
  kind: 'tes',
  id: 'tes_main',
  readings: [{ field: 'tempTopC', topic: main('Buffer_Temp'), none: [-78] }],
  availability,
};

const boiler = (pointer: string) => ({ topic: 'ems-esp/boiler_data', pointer });
const ems = {
  places: { activity: boiler('/hpactivity') },
  alive: { topic: 'ems-esp/heartbeat', withinSeconds: 180 },
  availability: [
    { topic: 'ems-esp/status' },
    {
      topic: 'ems-esp/heartbeat',
      pointer: '/bus_status',
      values: { connected: 'online', disconnected: 'offline', unknown: 'offline' },
    },
  ],
} as const;

/** EMS-ESP: a JSON object of what is known; one word in it is four readings of three devices. */
export const EMS_HCU: DeviceBinding = {
  kind: 'hcu',
  id: 'hcu_main',
  ...ems,
  readings: [
    { field: 'supplyTempC', ...boiler('/curflowtemp') },
    { field: 'flowRateLpm', ...boiler('/pc0flow'), scale: 1 / 60 },
    { field: 'electricalPowerKw', ...boiler('/hpcurrpower'), scale: 0.001 },
    {
      field: 'mode',
      cases: [
        { if: { activity: ['off', 'compressor alarm'] }, then: 'idle' },
        { if: { activity: 'hot water' }, then: 'dhw_charge' },
        { if: { activity: 'cooling' }, then: 'cool' },
        { if: { activity: ['heating', 'defrost'] }, then: 'heat' },
      ],
    },
    {
      field: 'state',
      ...boiler('/hpactivity'),
      values: {
        off: 'standby',
        heating: 'running',
        cooling: 'running',
        'hot water': 'running',
        defrost: 'defrost',
        'compressor alarm': 'fault',
      },
    },
  ],
};
export const EMS_HEAT_PUMP: DeviceBinding = {
  kind: 'heatpump',
  id: 'hp_1',
  ...ems,
  readings: [
    {
      field: 'defrostActive',
      cases: [
        { if: { activity: 'defrost' }, then: true },
        {
          if: { activity: ['off', 'heating', 'cooling', 'hot water', 'compressor alarm'] },
          then: false,
        },
      ],
    },
  ],
};
export const EMS_DHW: DeviceBinding = {
  kind: 'dhw',
  id: 'dhw_main',
  ...ems,
  readings: [
    { field: 'tempTopC', ...boiler('/dhw/curtemp') },
    {
      field: 'heatingActive',
      cases: [
        { if: { activity: 'hot water' }, then: true },
        {
          if: { activity: ['off', 'heating', 'cooling', 'defrost', 'compressor alarm'] },
          then: false,
        },
      ],
    },
  ],
};
