/** Looking for devices: with nothing of it there until somebody does. What is found is in `app/found/`. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createCurrentHouse } from '../../src/app/house/current-house.ts';
import { createTopics } from '../../src/app/messages/topics.ts';
import { LIMITS } from '../../src/domain/limits.ts';
import { openFound } from '../../src/hub/found-parts.ts';
import { createLocalBroker } from '../../src/simulator/local-bus.ts';
import { configOf } from '../support/app.ts';
import { createTestParts } from '../support/core.ts';
import { SMALL_HOUSE } from '../support/house.ts';
import { settled } from '../support/settled.ts';

const DISCOVERY = JSON.stringify({
  name: 'Attic',
  unique_id: 'attic',
  state_topic: 'attic/state',
  device_class: 'temperature',
  unit_of_measurement: '°C',
  device: { identifiers: ['attic'], name: 'Attic' },
});

/** @param prefix of Home Assistant's discovery, as the settings have it; `told`, where a device tells of itself */
async function openRig(prefix: string, told: string) {
  const broker = createLocalBroker();
  const parts = createTestParts();
  const talker = broker.connect();
  talker.start({ filters: [], onMessage: () => undefined, onConnection: () => undefined });
  await settled();
  await talker.publish({ topic: told, payload: DISCOVERY, retain: true });
  let connections = 0;
  const found = openFound({
    house: createCurrentHouse(SMALL_HOUSE),
    faults: { list: () => [] },
    topics: createTopics('aris'),
    config: configOf('none', { ARIS_HA_PREFIX: prefix }),
    parts,
    connect: async () => {
      connections++;
      return Promise.resolve(broker.connect());
    },
  });
  /** What as many as that find who look at the same time, once all that was said is worked out. */
  async function look(many = 1): Promise<string[][]> {
    await Promise.all(Array.from({ length: many }, async () => found.look()));
    await settled();
    parts.clock.advance(LIMITS.foundSoonMs);
    await settled();
    const views = await Promise.all(Array.from({ length: many }, async () => found.look()));
    return views.map(({ foundDevices }) => foundDevices.map(({ name }) => name));
  }
  return { found, look, connections: () => connections };
}

describe('looking for devices', () => {
  it('has a connection of its own from the first look on, and one alone', async () => {
    const { found, look, connections } = await openRig(
      'homeassistant',
      'homeassistant/sensor/attic/config',
    );
    assert.equal(connections(), 0);
    assert.deepEqual(await look(2), [['Attic'], ['Attic']]);
    assert.equal(connections(), 1);
    await found.stop();
  });

  it('hears what others tell Home Assistant, where the hub tells it nothing as well', async () => {
    const { found, look } = await openRig('off', 'homeassistant/sensor/attic/config');
    assert.deepEqual(await look(), [['Attic']]);
    await found.stop();
  });

  it('hears it under the prefix of the settings', async () => {
    const { found, look } = await openRig('ha', 'ha/sensor/attic/config');
    assert.deepEqual(await look(), [['Attic']]);
    await found.stop();
  });

  it('that nobody ever did has nothing to stop', async () => {
    const { found, connections } = await openRig('off', 'x');
    await found.stop();
    assert.equal(connections(), 0);
  });
});
