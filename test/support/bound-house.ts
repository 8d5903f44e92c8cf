/** A hall with a thermometer and one terminal, bound as a test says. */
import type { DeviceBinding } from '../../src/domain/binding/binding.ts';
import type { House } from '../../src/domain/house.ts';

export function hallWith(...bindings: readonly DeviceBinding[]): House {
  return {
    version: 1,
    timeZone: 'Europe/Berlin',
    zones: [
      {
        zoneId: 'hall',
        friendlyName: 'Hall',
        sensors: ['hall_air'],
        terminals: ['hall_valve'],
        supportsHeat: true,
        supportsCool: true,
      },
    ],
    fcus: [{ fcuId: 'hall_valve', friendlyName: 'Radiator' }],
    heatpumps: [],
    bindings,
  };
}

/** The same with a heat pump behind a unit of its own, and a meter. */
export function plantWith(...bindings: readonly DeviceBinding[]): House {
  return {
    ...hallWith(...bindings),
    hcu: { hcuId: 'hcu_main' },
    heatpumps: [{ hpId: 'hp_1', parentHcuId: 'hcu_main' }],
    meters: [{ meterId: 'grid', friendlyName: 'Grid', measures: 'electricity' }],
  };
}

/** As HeishaMon tells of a heat pump: one number as text a topic, all of them retained; -78 is "not fitted". */
export const HEAT_PUMP: DeviceBinding = {
  kind: 'heatpump',
  id: 'hp_1',
  readings: [
    { field: 'compressorHz', topic: 'panasonic_heat_pump/main/Compressor_Freq' },
    {
      field: 'compressorDischargeTempC',
      topic: 'panasonic_heat_pump/main/Discharge_Temp',
      values: { '-78': null },
    },
    {
      field: 'defrostActive',
      topic: 'panasonic_heat_pump/main/Defrosting_State',
      values: { '0': false, '1': true },
    },
  ],
};

/** As a Shelly Pro EM tells of the mains. */
export const METER: DeviceBinding = {
  kind: 'meter',
  id: 'grid',
  readings: [
    { field: 'powerKw', topic: 'shelly/status/em1:0', pointer: '/act_power', scale: 0.001 },
    {
      field: 'energyKwh',
      topic: 'shelly/status/em1data:0',
      pointer: '/total_act_energy',
      scale: 0.001,
    },
  ],
};

export const THERMOMETER: DeviceBinding = {
  kind: 'sensor',
  id: 'hall_air',
  readings: [
    { field: 'tempC', topic: 'z/Hall', pointer: '/temperature' },
    { field: 'rhPercent', topic: 'z/Hall humidity' },
  ],
  availability: [{ topic: 'z/Hall/availability', pointer: '/state' }],
};

export const RELAY: DeviceBinding = {
  kind: 'fcu',
  id: 'hall_valve',
  readings: [
    { field: 'on', topic: 'stat/RESULT', pointer: '/POWER', values: { ON: true, OFF: false } },
  ],
  switch: { topic: 'cmnd/POWER', on: 'ON', off: 'OFF' },
};

export const VALVE: DeviceBinding = {
  kind: 'fcu',
  id: 'hall_valve',
  readings: [
    { field: 'roomTempC', topic: 'z/Valve', pointer: '/local_temperature' },
    { field: 'tempHeatSetC', topic: 'z/Valve', pointer: '/occupied_heating_setpoint' },
  ],
  setpoint: { topic: 'z/Valve/set', pointer: '/occupied_heating_setpoint', stepC: 0.5 },
};
