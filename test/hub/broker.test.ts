/** A connection to the broker of the settings: what is said to it first. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, type TLSSocket } from 'node:tls';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { SettingsError } from '../../src/domain/errors.ts';
import type { Bus } from '../../src/app/base/ports/bus.ts';
import { LIMITS } from '../../src/domain/limits.ts';
import { MINUTE_MS } from '../../src/domain/units.ts';
import { connectBroker, noBroker, requiredBroker } from '../../src/hub/broker.ts';
import { settingsOf } from '../support/app.ts';
import { AUTHORITY, SERVER, SERVER_KEY } from '../support/certificates.ts';
import { lastingFolder } from '../support/child.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { createMemoryLog } from '../support/log.ts';
import { refusedAs } from '../support/refused.ts';
import { until } from '../support/until.ts';

const LISTENER = { filters: [], onMessage: () => undefined, onConnection: () => undefined };
const parts = { clock: createFakeClock(), log: createMemoryLog() };
/** Nobody answers the goodbye. */
async function stop(bus: Bus): Promise<void> {
  const stopped = bus.stop();
  parts.clock.advance(MINUTE_MS);
  await stopped;
}

/** As MQTT has texts: their length before them. */
const asText = (text: string) =>
  Buffer.from([text.length >> 8, text.length & 0xff, ...Buffer.from(text)]);
/** As MQTT 5 has the largest packet that a client takes (3.1.2.11.4). */
function asPacketLimit(bytes: number): Buffer {
  const property = Buffer.from([0x27, 0, 0, 0, 0]);
  property.writeUInt32BE(bytes, 1);
  return property;
}

describe('a connection to the broker', () => {
  const folder = lastingFolder();
  let server: Server;
  let url: string;
  before(async () => {
    server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = `mqtt://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  after(() => server.close());

  const file = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  /** The first packet: who it is. */
  async function said(env: Readonly<Record<string, string>>, maxPacketBytes?: number) {
    const settings = settingsOf({ ARIS_MQTT_URL: url, ...env });
    const bus = await connectBroker(
      requiredBroker(settings),
      'aris-the-client',
      parts,
      maxPacketBytes,
    );
    const connected = once(server, 'connection') as Promise<[Socket]>;
    bus.start(LISTENER);
    const [socket] = await connected;
    const [packet] = (await once(socket, 'data')) as [Buffer];
    await stop(bus);
    socket.destroy();
    return packet;
  }

  it('is of who the caller says, with name and password of the settings', async () => {
    const password = file('password', 'hunter2\nanother line');
    const packet = await said({
      ARIS_MQTT_USERNAME: 'the-hub',
      ARIS_MQTT_PASSWORD_FILE: password,
    });
    for (const text of ['aris-the-client', 'the-hub', 'hunter2'])
      assert.ok(packet.includes(asText(text)), text);
    const nameless = await said({});
    assert.ok(nameless.includes(asText('aris-the-client')));
    assert.ok(!nameless.includes('the-hub'));
  });

  it('takes packets as large as a house’s, or as the caller says', async () => {
    assert.ok((await said({})).includes(asPacketLimit(LIMITS.mqttPacketBytes)));
    assert.ok((await said({}, 4_321)).includes(asPacketLimit(4_321)));
  });

  const refused = async (env: Readonly<Record<string, string>>): Promise<string> => {
    const error: unknown = await Promise.resolve(settingsOf(env))
      .then(requiredBroker)
      .catch((thrown: unknown) => thrown);
    assert.ok(error instanceof SettingsError, String(error));
    return error.lines.join();
  };

  it('is not made without a broker, nor where a file of the settings is not there', async () => {
    assert.equal(await refused({}), 'ARIS_MQTT_URL or --mqtt-url must name a broker');
    const none = join(folder, 'none');
    const secret = await refused({ ARIS_MQTT_URL: url, ARIS_MQTT_PASSWORD_FILE: none });
    assert.equal(secret, 'ARIS_MQTT_PASSWORD_FILE: there is no such file');
    const ca = await refused({ ARIS_MQTT_URL: url, ARIS_MQTT_CA_FILE: none });
    assert.equal(ca, `ARIS_MQTT_CA_FILE: there is no such file: ${none}`);
  });

  it('is checked by the authority of the settings', async () => {
    const tls = createTlsServer({ cert: SERVER, key: SERVER_KEY }, (socket) =>
      socket.on('error', () => undefined),
    );
    tls.listen(0, '127.0.0.1');
    await once(tls, 'listening');
    const ARIS_MQTT_URL = `mqtts://localhost:${(tls.address() as AddressInfo).port}`;
    const connected = once(tls, 'secureConnection') as Promise<[TLSSocket]>;
    const known = settingsOf({ ARIS_MQTT_URL, ARIS_MQTT_CA_FILE: file('ca.pem', AUTHORITY) });
    const bus = await connectBroker(requiredBroker(known), 'aris-the-client', parts);
    bus.start(LISTENER);
    const [socket] = await connected;
    const [packet] = (await once(socket, 'data')) as [Buffer];
    assert.ok(packet.includes(asText('aris-the-client')));
    await stop(bus);
    const stranger = await connectBroker(requiredBroker(settingsOf({ ARIS_MQTT_URL })), 'x', parts);
    stranger.start(LISTENER);
    const line = await until(() => parts.log.lines.at(-1), 'the reason');
    assert.match(JSON.stringify(line.fields['reason']), /unable to verify the first certificate/);
    await stop(stranger);
    socket.destroy();
    tls.close();
  });
});

describe('in place of a broker', () => {
  it('there is nobody to hear or to be told, until there is one', async () => {
    const bus = noBroker();
    let heard = 0;
    const count = () => {
      heard++;
    };
    bus.start({ filters: ['#'], onMessage: count, onConnection: count });
    bus.alsoListen(['a']);
    bus.changeWill({ topic: 'a', payload: '' });
    assert.deepEqual([bus.isConnected(), heard], [false, 0]);
    assert.deepEqual([bus.refused().heard.size, bus.refused().told.size], [0, 0]);
    await assert.rejects(bus.publish({ topic: 'a', payload: '' }), refusedAs('unavailable'));
    await bus.stop({ topic: 'a', payload: '' });
  });
});
