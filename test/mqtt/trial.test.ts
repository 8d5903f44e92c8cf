/** Brokers as a person may name them, each with what is wrong with it: real Mosquittos, and what is none. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { triedTopics } from '../../src/app/broker/tried-topics.ts';
import type { Clock } from '../../src/app/base/ports/clock.ts';
import { createTopics } from '../../src/app/messages/topics.ts';
import type { BrokerAccess, BrokerFault } from '../../src/domain/broker.ts';
import { LIMITS } from '../../src/domain/limits.ts';
import { createBrokerTrial } from '../../src/mqtt/trial.ts';
import { systemClock } from '../../src/system/clock.ts';
import { AUTHORITY, EXPIRED_SERVER, SERVER, SERVER_KEY } from '../support/certificates.ts';
import { lastingFolder } from '../support/child.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { freePort, startMosquitto, type Mosquitto } from '../support/mosquitto.ts';
import { listen } from '../support/mosquitto-clients.ts';
import { until } from '../support/until.ts';

const TOPICS = triedTopics(createTopics('aris'), 'homeassistant');
/** Real, save that nobody waits for what never comes back. */
const HASTY: Clock = {
  ...systemClock,
  after: (delayMs, callback) =>
    systemClock.after(delayMs === LIMITS.brokerEchoMs ? 300 : delayMs, callback),
};

const tried = async (access: BrokerAccess, clock: Clock = HASTY) =>
  createBrokerTrial({ clock, newNonce: () => 'abcdef' })(access, TOPICS);
const codesOf = (faults: readonly BrokerFault[]) => faults.map(({ code }) => code);

/** A server that is no broker. */
async function serving(onSocket: (socket: Socket) => void) {
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    sockets.push(socket.on('error', () => undefined));
    onSocket(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    port,
    sockets,
    close() {
      sockets.forEach((socket) => socket.destroy());
      server.close();
    },
  };
}

/** Packets of a client, whole, by type (MQTT 5, section 2.1). */
function eachPacket(socket: Socket, tell: (type: number, body: Buffer) => void): void {
  let left = Buffer.alloc(0);
  socket.on('data', (data) => {
    left = Buffer.concat([left, data]);
    for (;;) {
      const end = left.findIndex((byte, at) => at > 0 && byte < 0x80);
      const bytes = [...left.subarray(1, end + 1)];
      const length = bytes.reduceRight((sum, byte) => sum * 128 + (byte & 0x7f), 0);
      if (end === -1 || left.length < end + 1 + length) return;
      tell((left[0] ?? 0) >> 4, left.subarray(end + 1, end + 1 + length));
      left = left.subarray(end + 1 + length);
    }
  });
}

describe('a broker that is tried', () => {
  let folder: string;
  let broker: Mosquitto;
  before(async () => {
    folder = lastingFolder();
    const passwords = join(folder, 'passwords');
    ['hub', 'reader', 'writer', 'nobody'].forEach((user, at) =>
      execFileSync('mosquitto_passwd', [
        ...(at === 0 ? ['-c'] : []),
        '-b',
        passwords,
        user,
        'right',
      ]),
    );
    const acl = join(folder, 'acl');
    const rights = {
      hub: ['readwrite aris/#', 'readwrite homeassistant/#'],
      reader: ['read aris/#'],
      writer: ['write aris/#', 'write homeassistant/#'],
      nobody: ['readwrite other/#'],
    };
    const lines = Object.entries(rights).flatMap(([user, topics]) => [
      `user ${user}`,
      ...topics.map((topic) => `topic ${topic}`),
    ]);
    writeFileSync(acl, `${lines.join('\n')}\n`);
    broker = await startMosquitto({
      config: `allow_anonymous false\npassword_file ${passwords}\nacl_file ${acl}`,
    });
  });
  after(async () => broker.stop());

  const as = (username: string, password = 'right') => ({ url: broker.url, username, password });

  it('has no fault where the hub may do all, and hears nothing that would mean anything', async () => {
    const ear = await listen(broker.port, ['#'], { user: 'hub', password: 'right' });
    assert.deepEqual(await tried(as('hub')), []);
    await until(() => ear.heard.length === TOPICS.write.length, 'all that it says');
    const said = ear.heard.map(({ topic, payload, retained }) => [topic, payload, retained]);
    await ear.stop();
    assert.deepEqual(said, [
      ['aris/hub/answer', '{"nonce":"abcdef"}', false],
      ['aris/fcu/aris-check/command', '', false],
      ['aris/zone/aris-check/state', '', false],
      ['homeassistant/device/aris-check/config', '', false],
    ]);
  });

  it('does not take a wrong password, nor nobody', async () => {
    assert.deepEqual(codesOf(await tried(as('hub', 'wrong'))), ['sign_in_refused']);
    assert.deepEqual(codesOf(await tried({ url: broker.url })), ['sign_in_refused']);
  });

  it('that lets the hub read and not write says which topics', async () => {
    assert.deepEqual(
      await tried(as('reader')),
      TOPICS.write.map((topic) => ({ code: 'write_refused', topic })),
    );
  });

  it('that takes what the hub writes and gives nothing back says that it may not read', async () => {
    assert.deepEqual(await tried(as('writer')), [{ code: 'read_refused', topic: TOPICS.echo }]);
  });

  it('that lets it do nothing at all says so of each topic', async () => {
    const faults = await tried(as('nobody'));
    assert.deepEqual(
      codesOf(faults),
      TOPICS.write.map(() => 'write_refused'),
    );
  });

  it('is one where something listens, at a name that there is', async () => {
    const url = `mqtt://127.0.0.1:${await freePort()}`;
    assert.deepEqual(codesOf(await tried({ url })), ['connection_refused']);
    const nowhere = await tried({ url: 'mqtt://no-such-machine.invalid:1883' });
    assert.deepEqual(codesOf(nowhere), ['name_unknown']);
  });

  it('is none that says something else, hangs up, or says nothing', async () => {
    const web = await serving((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    assert.deepEqual(codesOf(await tried({ url: `mqtt://127.0.0.1:${web.port}` })), ['not_mqtt']);
    web.close();
    const rude = await serving((socket) => socket.destroy());
    assert.deepEqual(codesOf(await tried({ url: `mqtt://127.0.0.1:${rude.port}` })), ['not_mqtt']);
    rude.close();
    const mute = await serving((socket) => void socket.resume());
    const clock = createFakeClock();
    const asked = tried({ url: `mqtt://127.0.0.1:${mute.port}` }, clock);
    await until(() => mute.sockets.length === 1, 'the connection');
    clock.advance(LIMITS.brokerCheckMs);
    assert.deepEqual(codesOf(await asked), ['not_mqtt']);
    await until(() => mute.sockets[0]?.destroyed === true, 'the end of the connection');
    mute.close();
  });

  it('that vanishes while it is tried is told apart from one that was never there', async () => {
    // It lets the client in, and is gone with what is asked next.
    const going = await serving((socket) => {
      socket.once('data', () => {
        socket.write(Buffer.from([0x20, 3, 0, 0, 0]));
        socket.once('data', () => socket.destroy());
      });
    });
    assert.deepEqual(codesOf(await tried({ url: `mqtt://127.0.0.1:${going.port}` })), [
      'connection_lost',
    ]);
    going.close();
  });

  it('that ends the connection where it refuses a topic says which', async () => {
    const strict = await serving((socket) =>
      eachPacket(socket, (type, body) => {
        if (type === 1) socket.write(Buffer.from([0x20, 3, 0, 0, 0]));
        const granted = TOPICS.read.map(() => 0);
        if (type === 8)
          socket.write(
            Buffer.from([0x90, granted.length + 3, ...body.subarray(0, 2), 0, ...granted]),
          );
        if (type === 3) socket.end(Buffer.from([0xe0, 1, 0x87]));
      }),
    );
    assert.deepEqual(await tried({ url: `mqtt://127.0.0.1:${strict.port}` }), [
      { code: 'write_refused', topic: TOPICS.echo },
    ]);
    strict.close();
  });

  it('that refuses the session in a way of its own says why', async () => {
    const full = await serving((socket) => {
      socket.once('data', () => socket.end(Buffer.from([0x20, 3, 0, 0x97, 0])));
    });
    const [fault] = await tried({ url: `mqtt://127.0.0.1:${full.port}` });
    assert.deepEqual(fault, {
      code: 'session_refused',
      detail: 'Connection refused: Quota exceeded',
    });
    full.close();
  });
});

describe('a broker that is tried over TLS', () => {
  const folder = lastingFolder();
  const fileOf = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const startWith = async (certificate: string) =>
    startMosquitto({
      config: [
        `certfile ${fileOf('server.pem', certificate)}`,
        `keyfile ${fileOf('server.key', SERVER_KEY)}`,
      ].join('\n'),
    });
  const codesAt = async (url: string, ca?: string) => codesOf(await tried({ url, ca }));

  it('is trusted by the authority that was given, for the name that it has', async () => {
    const broker = await startWith(SERVER);
    const at = (host: string, protocol = 'mqtts') => `${protocol}://${host}:${broker.port}`;
    assert.deepEqual(await codesAt(at('localhost'), AUTHORITY), []);
    assert.deepEqual(await codesAt(at('localhost')), ['certificate_untrusted']);
    assert.deepEqual(await codesAt(at('127.0.0.1'), AUTHORITY), ['certificate_name']);
    assert.deepEqual(await codesAt(at('127.0.0.1', 'mqtt')), ['not_mqtt']);
    await broker.stop();
  });

  it('is not trusted once its certificate has expired', async () => {
    const broker = await startWith(EXPIRED_SERVER);
    const url = `mqtts://localhost:${broker.port}`;
    assert.deepEqual(await codesAt(url, AUTHORITY), ['certificate_time']);
    await broker.stop();
  });

  it('is told where it speaks none', async () => {
    const broker = await startMosquitto();
    assert.deepEqual(await codesAt(`mqtts://127.0.0.1:${broker.port}`), ['tls_missing']);
    await broker.stop();
  });
});
