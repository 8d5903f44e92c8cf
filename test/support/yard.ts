/**
 * What a house has besides rooms and plant: an electricity meter and a solar collector on the hub's own topics, a buffer
 * of another make that is only watched, and a meter whose topic is misspelt, so that something is wrong.
 */
import { createTopics } from '../../src/app/messages/topics.ts';
import type { House } from '../../src/domain/house.ts';
import { json, type Gateway } from '../../src/simulator/gateways/gateway.ts';
import type { PlantState } from '../../src/simulator/plant.ts';
import { reportOf } from '../../src/simulator/reports.ts';

const BUFFER_TOPIC = 'storage/buffer';
const TOPICS = createTopics('aris');
const MAINS = { kind: 'meter', id: 'mains' } as const;
const ROOF = { kind: 'solar', id: 'roof' } as const;

/** @param house with a buffer */
export function withYard(house: House): House {
  const buffer = { kind: 'tes', id: house.tes?.tesId ?? '' } as const;
  const fields = ['mode', 'tempTopC', 'tempMidC', 'tempBottomC', 'stateOfChargePercent'] as const;
  return {
    ...house,
    solar: { solarId: ROOF.id },
    meters: [
      { meterId: MAINS.id, friendlyName: 'Mains', measures: 'electricity' },
      { meterId: 'cellar', friendlyName: 'Cellar', measures: 'heat' },
    ],
    bindings: [
      {
        ...buffer,
        readings: fields.map((field) => ({ field, topic: BUFFER_TOPIC, pointer: `/${field}` })),
      },
      { kind: 'meter', id: 'cellar', readings: [{ field: 'powerKw', topic: 'mispelt/power' }] },
    ],
  };
}

const COLLECTOR_M2 = 6;
const COLLECTOR_SHARE = 0.5;
/** How much hotter the fluid is for each W/m² that shines. */
const COLLECTOR_K_PER_W = 0.1;
const PUMP_FROM_W = 50;

/** The fluid is as cold as the air where no sun shines. */
function collector({ conditions: { outdoorTempC, solarWPerM2 } }: PlantState) {
  const sunW = solarWPerM2.south;
  const pumpActive = sunW > PUMP_FROM_W;
  return {
    collectorTempC: outdoorTempC + COLLECTOR_K_PER_W * sunW,
    returnTempC: outdoorTempC,
    pumpActive,
    thermalPowerKw: pumpActive ? (COLLECTOR_M2 * COLLECTOR_SHARE * sunW) / 1_000 : 0,
  };
}

export const createYard = (): Gateway => ({
  filters: [],
  greet: () => [],
  report: (placement, plant) => [
    json(TOPICS.telemetry(MAINS), {
      powerKw: plant.source.electricalW / 1_000,
      energyKwh: plant.source.lifetimeElecKwh,
    }),
    json(TOPICS.telemetry(ROOF), collector(plant)),
    {
      topic: BUFFER_TOPIC,
      payload: JSON.stringify(reportOf(placement, plant, { kind: 'tes', id: '' })),
    },
  ],
  hear: () => false,
  obey: (_, plant) => plant,
  farewell: () => [],
});
