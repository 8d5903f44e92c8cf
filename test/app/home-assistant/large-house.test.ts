/** A large house: what its announcement costs, and that it fits where it is kept. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { House } from '../../../src/domain/house.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import { createTestApp } from '../../support/app.ts';
import { createHomeAssistant } from '../../support/home-assistant/home-assistant.ts';
import { settled } from '../../support/settled.ts';

const ZONES = 20;
/** Of the process, for all of it: it is out long before on the slowest machine. */
const CPU_MAX_MS = 1_000;
/** Home Assistant and Mosquitto have no limit of their own; some brokers are set to one of 64 KiB. */
const PAYLOAD_MAX_BYTES = 32 * 1024;

/** 20 zones with a sensor each, and 60 devices in all. */
const LARGE: House = {
  version: 1,
  timeZone: 'Europe/Berlin',
  zones: Array.from({ length: ZONES }, (_, i) => ({
    zoneId: `z${i}`,
    friendlyName: `Room ${i}`,
    sensors: [`s${i}`],
    terminals: [`f${i}`],
    supportsHeat: true,
    supportsCool: true,
  })),
  fcus: Array.from({ length: 35 }, (_, i) => ({ fcuId: `f${i}`, friendlyName: `Unit ${i}` })),
  hcu: { hcuId: 'hcu' },
  heatpumps: ['a', 'b'].map((hpId) => ({ hpId, parentHcuId: 'hcu' })),
  dhw: { dhwId: 'dhw' },
  tes: { tesId: 'tes' },
};

describe('the announcement of 20 zones and 60 devices', () => {
  it('is out within a second of its delay, not all in flight at once', async () => {
    const app = createTestApp({ house: LARGE, discoveryPrefix: 'homeassistant' });
    const ha = createHomeAssistant();
    const publish = app.bus.publish.bind(app.bus);
    let [inFlight, most] = [0, 0];
    const sent: { topic: string; payload: string }[] = [];
    app.bus.publish = async (publication) => {
      if (!publication.topic.startsWith('homeassistant/')) return publish(publication);
      sent.push(publication);
      most = Math.max(most, ++inFlight);
      await publish(publication);
      inFlight--;
    };
    app.mqttSession.start();
    await settled();
    const before = process.cpuUsage();
    app.clock.advance(LIMITS.discoveryDelayMs);
    const expected = 1 + ZONES + 60;
    await settled();
    const { user, system } = process.cpuUsage(before);
    assert.equal(sent.length, expected);
    assert.ok((user + system) / 1_000 < CPU_MAX_MS, `${(user + system) / 1_000} ms`);
    assert.equal(most, LIMITS.discoveryInFlight);
    sent.forEach((message) => ha.hear(message));
    assert.equal(ha.devices.size, expected);
    assert.deepEqual(ha.warnings, []);
    for (const { payload } of sent)
      assert.ok(Buffer.byteLength(payload) < PAYLOAD_MAX_BYTES, `${payload.length} bytes`);
  });
});
