/** Houses of all shapes that the hub takes, as a client reads them; and what it says of one that was edited. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { documentOf } from '../../../src/app/house/house-document.ts';
import { NO_PROFILES } from '../../../src/app/house/profile.ts';
import type { HouseFault } from '../../../src/domain/house-fault.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import { nameFault } from '../../../src/domain/text.ts';
import type {
  WrittenBinding,
  WrittenHouse,
} from '../../../src/ui/pages/settings/rooms/edits/house.ts';

export function faultsOf(house: WrittenHouse): readonly HouseFault[] {
  const result = documentOf(house, { mqttBase: 'aris', profiles: NO_PROFILES });
  return 'faults' in result ? result.faults : [];
}

export const assertGood = (house: WrittenHouse) => assert.deepEqual(faultsOf(house), []);

/** As somebody types them, blanks at both ends included. */
export const NAMES = fc
  .string({ minLength: 1, maxLength: LIMITS.friendlyNameChars, unit: 'grapheme' })
  .filter((name) => {
    const trimmed = name.trim();
    return (
      trimmed !== '' &&
      trimmed.length <= LIMITS.friendlyNameChars &&
      nameFault(trimmed) === undefined
    );
  });

const READ_FIELDS: Readonly<Record<string, string>> = {
  sensor: 'tempC',
  fcu: 'roomTempC',
  heatpump: 'compressorHz',
  hcu: 'supplyTempC',
  dhw: 'tempTopC',
  tes: 'tempTopC',
  solar: 'collectorTempC',
  meter: 'powerKw',
};

/** Heard at a topic that is nobody else's. */
export const bindingOf = (kind: string, id: string): WrittenBinding => ({
  kind,
  id,
  readings: [{ field: READ_FIELDS[kind] ?? 'tempC', topic: `z/${kind}/${id}` }],
});

const SENSORS = ['s0', 's1', 's2', 's3', 's4'];
const TERMINALS = ['f0', 'f1', 'f2', 'f3', 'f4'];
const FLOORS = ['Ground floor', 'Upstairs', 'Attic'];
const optional = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: undefined });

const ROOM = fc.record({
  name: NAMES,
  sensors: fc.subarray(SENSORS),
  floor: optional(fc.constantFrom(...FLOORS)),
  order: optional(fc.integer({ min: 0, max: LIMITS.zoneOrder })),
  use: fc.constantFrom('heat', 'cool', 'both'),
});

interface Shape {
  readonly rooms: readonly (typeof ROOM extends fc.Arbitrary<infer Room> ? Room : never)[];
  /** Which room each terminal heats; -1 where none. */
  readonly heated: readonly number[];
  readonly isBound: boolean;
  readonly hasPlant: boolean;
  readonly hasOutdoors: boolean;
}

function houseOf({ rooms, heated, isBound, hasPlant, hasOutdoors }: Shape): WrittenHouse {
  const zones = rooms.map(({ name, sensors, floor, order, use }, index) => ({
    zoneId: `r${index}`,
    friendlyName: name.trim(),
    sensors,
    terminals: TERMINALS.filter((_, t) => heated[t] === index),
    supportsHeat: use !== 'cool',
    supportsCool: use !== 'heat',
    ...(floor !== undefined && { floor }),
    ...(order !== undefined && { order }),
  }));
  const used = SENSORS.filter((id) => zones.some(({ sensors }) => sensors.includes(id)));
  const devices = [
    ...used.map((id) => ['sensor', id] as const),
    ...TERMINALS.map((id) => ['fcu', id] as const),
    ...(hasPlant
      ? ([
          ['heatpump', 'hp'],
          ['dhw', 'tank'],
          ['meter', 'grid'],
        ] as const)
      : []),
    ...(hasOutdoors ? ([['sensor', 'out']] as const) : []),
  ];
  return {
    version: 1,
    timeZone: 'Europe/Berlin',
    zones,
    fcus: TERMINALS.map((fcuId) => ({ fcuId, friendlyName: `Valve ${fcuId}` })),
    heatpumps: hasPlant ? [{ hpId: 'hp', parentHcuId: 'unit' }] : [],
    ...(hasPlant && {
      hcu: { hcuId: 'unit' },
      dhw: { dhwId: 'tank' },
      meters: [{ meterId: 'grid', friendlyName: 'Grid', measures: 'electricity' as const }],
    }),
    ...(hasOutdoors && { outdoorSensors: ['out'] }),
    ...(isBound && { bindings: devices.map(([kind, id]) => bindingOf(kind, id)) }),
  };
}

export const HOUSES: fc.Arbitrary<WrittenHouse> = fc
  .record({
    rooms: fc.array(ROOM, { minLength: 1, maxLength: 5 }),
    heated: fc.array(fc.integer({ min: -1, max: 4 }), { minLength: 5, maxLength: 5 }),
    isBound: fc.boolean(),
    hasPlant: fc.boolean(),
    hasOutdoors: fc.boolean(),
  })
  .map(houseOf);

/** One of the house's rooms, by its place in the list. */
export const roomAt = ({ zones }: WrittenHouse, n: number) => {
  const room = zones[n % zones.length];
  assert.ok(room);
  return room;
};
