/** The types that follow from the table of kinds: what does not compile here would be a silent undefined in control. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { DeviceRegistry } from '../../../src/app/devices/device-registry.ts';
import {
  EQUIPMENT,
  EQUIPMENT_KINDS,
  READINGS,
  type ReadingsOf,
} from '../../../src/domain/equipment/catalogue.ts';
import { parseReadings } from '../../../src/domain/equipment/parse-readings.ts';
import type { House } from '../../../src/domain/house.ts';
import { createTestApp } from '../../support/app.ts';

describe('the readings of a kind', () => {
  it('are known by name and type, as they are read', () => {
    const devices: Pick<DeviceRegistry, 'get' | 'liveReadings'> = (() => {
      const app = createTestApp();
      app.report('hcu', 'hcu_main', { outdoorTempC: -3.5, state: 'running', activeFaults: ['E1'] });
      return app.devices;
    })();
    const [readings = {}] = devices.liveReadings('hcu', ['hcu_main']);
    const outdoorTempC: number | undefined = readings.outdoorTempC;
    assert.equal(outdoorTempC, -3.5);
    assert.equal(devices.get('hcu', 'hcu_main')?.readings?.activeFaults?.[0]?.code, 'E1');
    // @ts-expect-error the name is misspelt
    assert.equal(readings.outdorTempC, undefined);
    // @ts-expect-error of another kind
    assert.equal(devices.get('hcu', 'hcu_main')?.readings?.roomTempC, undefined);
    // @ts-expect-error no state that there is
    assert.notEqual(readings.state === 'sleeps', true);
    // @ts-expect-error it is a number
    const text: string | undefined = readings.outdoorTempC;
    assert.equal(typeof text, 'number');
  });

  it('are of the type that parsing makes of them', () => {
    const { readings } = parseReadings(READINGS.solar, { pumpActive: true, collectorTempC: 60 });
    const solar: ReadingsOf<'solar'> = { pumpActive: true, collectorTempC: 60 };
    assert.deepEqual(readings, solar);
  });
});

describe('the table of kinds', () => {
  it('has paths, ids and members of the house that are each of one kind', () => {
    for (const of of ['key', 'id', 'title'] as const) {
      const all = EQUIPMENT_KINDS.map((kind) => EQUIPMENT[kind][of]);
      assert.deepEqual([...new Set(all)], all);
    }
  });

  it('makes the form of the house', () => {
    type Meter = NonNullable<House['meters']>[number];
    const meter: Meter = { meterId: 'm', friendlyName: 'Grid', measures: 'heat' };
    // @ts-expect-error nothing that is measured
    const noise: Meter = { ...meter, measures: 'noise' };
    // @ts-expect-error it has no name
    const nameless: Meter = { meterId: 'm', measures: 'heat' };
    assert.notDeepEqual(noise, nameless);
  });
});
