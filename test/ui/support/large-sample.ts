/** The sample house with its plant, and more rooms. */
import type { House } from '../../../src/domain/house.ts';
import sampleHouse from '../../../src/simulator/sample-house.json' with { type: 'json' };

/** @param rooms of them all */
export function sampleHouseOf(rooms: number): House {
  const more = Array.from({ length: rooms - sampleHouse.zones.length }, (_, index) => ({
    zoneId: `room_${index}`,
    friendlyName: `Room ${index}`,
    sensors: [`sensor_${index}`],
    terminals: [`fcu_${index}`],
    supportsHeat: true,
    supportsCool: true,
  }));
  const fcus = more.map(({ terminals: [fcuId = ''] }, index) => ({
    fcuId,
    friendlyName: `Fan coil ${index}`,
  }));
  return {
    ...sampleHouse,
    version: 1,
    zones: [...sampleHouse.zones, ...more],
    fcus: [...sampleHouse.fcus, ...fcus],
  };
}
