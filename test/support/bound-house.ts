/** A hall with a thermometer and one terminal, bound as a test says. */
import type { DeviceBinding } from '../../src/domain/binding.ts';
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
