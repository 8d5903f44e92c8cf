/** What is kept and shown of the plant, joined: its equipment and their faults, its energy, its history. */
import type { House } from '../domain/house.ts';
import type { OffsetOf } from '../domain/local-time.ts';
import type { Devices } from './devices.ts';
import { createEnergy, type EnergyMeter } from './energy.ts';
import { createEquipment, type Equipment } from './equipment.ts';
import { createFaults, type Faults } from './faults.ts';
import { createHistory, samplesOf, type History } from './history.ts';
import type { Clock, Journal, LazySource, Log, Store, TimeZones } from './ports.ts';
import type { Zones } from './zones.ts';

export interface PlantRecords {
  readonly equipment: Equipment;
  readonly faults: Faults;
  readonly energy: EnergyMeter;
  readonly history: History;
  setHouse(house: House): void;
  /** What of it is written lazily. */
  readonly lazy: readonly LazySource[];
}

export function createPlantRecords(deps: {
  store: Store;
  journal: Journal;
  devices: Devices;
  zones: Zones;
  timeZones: TimeZones;
  /** What the hot water is heated to, where somebody decides that; °C. */
  dhwTargetC: () => number | undefined;
  clock: Clock;
  log: Log;
}): PlantRecords {
  const { store, journal, devices, zones, timeZones, dhwTargetC, clock, log } = deps;
  let utcOffsetMs: OffsetOf = () => 0;
  // Faults hear of a device before equipment does, which shows them.
  const faults = createFaults({ store, devices, clock });
  const equipment = createEquipment({ store, journal, devices, faults, clock, dhwTargetC });
  const energy = createEnergy({
    ...{ store, devices, clock },
    utcOffsetMs: (instantMs) => utcOffsetMs(instantMs),
  });
  const history = createHistory({ store, clock, log, samples: samplesOf(zones, equipment) });
  return {
    ...{ equipment, faults, energy, history },
    setHouse(house) {
      utcOffsetMs = timeZones(house.timeZone);
      for (const part of [faults, equipment, energy]) part.setHouse(house);
    },
    lazy: [faults, energy, history],
  };
}
