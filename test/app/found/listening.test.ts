import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { createFoundListening, type FoundListening } from '../../../src/app/found/listening.ts';
import { createFoundNotes } from '../../../src/app/found/notes.ts';
import type { Signs } from '../../../src/app/found/signs.ts';
import { createTopics } from '../../../src/app/messages/topics.ts';
import { discoveryFilters } from '../../../src/domain/found/discovery-document.ts';
import { SHELLY_FILTERS } from '../../../src/domain/found/shelly.ts';
import { TASMOTA_FILTERS } from '../../../src/domain/found/tasmota.ts';
import { ZIGBEE_FILTERS } from '../../../src/domain/found/zigbee2mqtt.ts';
import { LIMITS } from '../../../src/domain/limits.ts';

const SENSOR = {
  name: 'Temperature',
  unique_id: 'attic_t',
  state_topic: 'attic/state',
  device_class: 'temperature',
  unit_of_measurement: '°C',
  device: { identifiers: ['attic'], name: 'Attic' },
};

/** Gateways that say something on `gw/BASE`, with a value in it. */
const SIGNS: Signs = {
  filters: ['gw/+'],
  matching: (topic) =>
    topic.startsWith('gw/')
      ? [{ profile: 'gateway', parameters: { base: topic.slice(3) }, pointer: '/value' }]
      : [],
  sighting: ({ parameters: { base = '' } }) => ({
    key: `profile/${base}`,
    source: 'profile',
    name: base,
    covers: [base],
    offers: [],
    unread: [],
  }),
};

describe('what devices say of themselves', () => {
  let listening: FoundListening;
  beforeEach(() => {
    listening = createFoundListening({
      notes: createFoundNotes(),
      signs: SIGNS,
      topics: createTopics('aris'),
      discoveryPrefix: 'homeassistant',
      isInHouse: (_kind, id) => id === 'known',
    });
  });
  const hear = (topic: string, said: unknown, { retained = false } = {}) => {
    const text = typeof said === 'string' ? said : JSON.stringify(said);
    return listening.hear({ topic, payload: Buffer.from(text), retained }, 0);
  };
  const names = () => listening.sightings().map(({ name }) => name);
  const CONFIG = 'homeassistant/sensor/attic/config';

  it('is listened for under all that tells of devices, the hub’s own topics included', () => {
    const { filters } = listening;
    const all = [
      ZIGBEE_FILTERS,
      TASMOTA_FILTERS,
      SHELLY_FILTERS,
      discoveryFilters('homeassistant'),
    ];
    for (const filter of [...all.flat(), 'gw/+', createTopics('aris').telemetryFilter])
      assert.ok(filters.includes(filter), filter);
    assert.equal(new Set(filters).size, filters.length);
  });

  it('is news once, and is gone where its document is taken back', () => {
    assert.ok(hear(CONFIG, SENSOR));
    assert.ok(!hear(CONFIG, SENSOR));
    assert.deepEqual(names(), ['Attic']);
    assert.ok(hear(CONFIG, ''));
    assert.deepEqual(names(), []);
  });

  it('is nothing on any other topic, and nothing in what is no document', () => {
    assert.ok(!hear('somewhere/else', SENSOR));
    assert.ok(!hear(CONFIG, 'no json'));
    assert.deepEqual(names(), []);
  });

  it('is not read at more length than a document has', () => {
    const long = { ...SENSOR, more: 'x'.repeat(LIMITS.foundDocumentBytes) };
    assert.ok(!hear(CONFIG, long));
    const reading = { tempC: 20, more: 'x'.repeat(LIMITS.mqttPayloadBytes) };
    assert.ok(!hear('aris/sensor/s9/telemetry', reading));
    assert.deepEqual([names(), listening.strangers()], [[], []]);
  });

  it('is a stranger on the hub’s own topics, as it says so itself, and not what is in the house', () => {
    const topic = (id: string) => `aris/sensor/${id}/telemetry`;
    assert.ok(!hear(topic('known'), { tempC: 20 }));
    assert.ok(!hear(topic('s9'), { tempC: 20 }, { retained: true }));
    assert.ok(!hear(topic('s9'), 'no json'));
    assert.ok(!hear(topic('x'.repeat(LIMITS.idChars + 1)), { tempC: 20 }));
    assert.ok(hear(topic('s9'), { tempC: 20 }));
    assert.deepEqual(listening.strangers(), [
      { kind: 'sensor', id: 's9', readings: { tempC: 20 } },
    ]);
  });

  it('is a gateway where its sign is borne, until that is taken back', () => {
    assert.ok(!hear('gw/attic', { other: 1 }));
    assert.deepEqual(names(), []);
    assert.ok(hear('gw/attic', { value: 1 }));
    assert.deepEqual(names(), ['attic']);
    assert.ok(hear('gw/attic', ''));
    assert.deepEqual(names(), []);
  });

  it('is told once where a gateway tells Home Assistant of itself as well', () => {
    hear(CONFIG, SENSOR);
    assert.deepEqual(names(), ['Attic']);
    hear('gw/attic', { value: 1 });
    assert.deepEqual(names(), ['attic']);
  });

  it('is another device where a topic only begins alike', () => {
    hear(CONFIG, { ...SENSOR, state_topic: 'attic2/state' });
    hear('gw/attic', { value: 1 });
    assert.deepEqual(names(), ['attic', 'Attic']);
  });
});
