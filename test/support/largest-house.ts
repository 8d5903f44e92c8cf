import type { House } from '../../src/domain/house.ts';
import { LIMITS } from '../../src/domain/limits.ts';

const many = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));

/** A house at each limit at once, with names and topics as people give them. */
export const LARGEST_HOUSE: House = {
  version: 1,
  timeZone: 'Europe/Berlin',
  zones: many(LIMITS.zones, (i) => ({
    zoneId: `apartment_${i}_living_room`,
    friendlyName: `Apartment ${i}, living room`,
    sensors: [`thermometer_${i}`],
    terminals: [`fan_coil_${2 * i}`, `fan_coil_${2 * i + 1}`],
    supportsHeat: true,
    supportsCool: true,
  })),
  fcus: many(LIMITS.fcus, (i) => ({ fcuId: `fan_coil_${i}`, friendlyName: `Fan coil ${i}` })),
  heatpumps: [],
  bindings: many(LIMITS.bindings, (i) => ({
    kind: 'sensor',
    id: `thermometer_${i}`,
    readings: (['temperature', 'humidity'] as const).map((name) => ({
      field: name === 'temperature' ? 'tempC' : 'rhPercent',
      topic: `zigbee2mqtt/Apartment ${i} living room`,
      pointer: `/${name}`,
    })),
  })),
};
