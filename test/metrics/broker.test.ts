import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { brokerSections } from '../../src/metrics/broker.ts';
import { familyIn, written } from '../support/metric-samples.ts';

const NONE = { malformed: 0, oversized: 0, unknown: 0, retained: 0, refused: 0, superseded: 0 };
const KINDS = { sensor: 0, fcu: 0, hcu: 0, heatpump: 0, dhw: 0, tes: 0, solar: 0, meter: 0 };

describe('the metrics of the broker', () => {
  it('have the connection, and messages by what became of them', () => {
    let isConnected = true;
    const sections = brokerSections({
      bus: {
        isConnected: () => isConnected,
        stats: () => ({ connections: 2, published: 3, failed: 4 }),
      },
      messageRouter: {
        counts: () => ({
          accepted: 5,
          refused: { ...NONE, unknown: 6 },
          refusedReadings: { ...KINDS, fcu: 7 },
        }),
      },
    });
    const samples = written(...sections);
    assert.equal(samples.get('aris_mqtt_connected'), 1);
    assert.equal(samples.get('aris_mqtt_connections_total'), 2);
    assert.equal(samples.get('aris_mqtt_messages_published_total'), 3);
    assert.equal(samples.get('aris_mqtt_publish_failures_total'), 4);
    assert.equal(samples.get('aris_mqtt_messages_accepted_total'), 5);
    const refused = familyIn(samples, 'aris_mqtt_messages_refused_total');
    assert.deepEqual(
      Object.keys(refused),
      Object.keys(NONE).map((name) => `{reason="${name}"}`),
    );
    assert.equal(samples.get('aris_mqtt_messages_refused_total{reason="unknown"}'), 6);
    const readings = familyIn(samples, 'aris_mqtt_readings_refused_total');
    assert.equal(Object.keys(readings).length, Object.keys(KINDS).length);
    assert.equal(samples.get('aris_mqtt_readings_refused_total{kind="fcu"}'), 7);

    isConnected = false;
    assert.equal(written(...sections).get('aris_mqtt_connected'), 0);
  });
});
