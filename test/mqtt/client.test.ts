import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { createServer, Socket } from 'node:net';
import { once } from 'node:events';
import { join } from 'node:path';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Bus, BusMessage } from '../../src/app/base/ports/bus.ts';
import type { Clock } from '../../src/app/base/ports/clock.ts';
import type { Log, LogFields } from '../../src/app/base/ports/log.ts';
import { LIMITS } from '../../src/domain/limits.ts';
import { createMqttBus } from '../../src/mqtt/client.ts';
import type { MqttOptions } from '../../src/mqtt/connection.ts';
import { systemClock } from '../../src/system/clock.ts';
import { lastingFolder } from '../support/child.ts';
import { createCutProxy, type CutProxy } from '../support/cut-proxy.ts';
import { createFakeClock, type FakeClock } from '../support/fake-clock.ts';
import { publish } from '../support/mosquitto-clients.ts';
import { startMosquitto, type Mosquitto } from '../support/mosquitto.ts';
import { brokerContract } from '../support/mqtt-contract.ts';
import { until } from '../support/until.ts';

/** Mosquitto's own, of the Debian package: of all that it has, this alone refuses a subscription. */
const DYNAMIC_SECURITY = readdirSync('/usr/lib')
  .map((folder) => join('/usr/lib', folder, 'mosquitto_dynamic_security.so'))
  .find(existsSync);

const silent = () => undefined;

let broker: Mosquitto;
before(async () => {
  broker = await startMosquitto();
});
after(async () => broker.stop());

brokerContract('MQTT, through a real Mosquitto', () => broker.port, { sendsRetainedFirst: true });

interface Watched {
  readonly bus: Bus;
  readonly messages: BusMessage[];
  readonly lines: { level: string; message: string; fields: LogFields | undefined }[];
}

describe('the MQTT client', () => {
  const started: Bus[] = [];
  afterEach(async () => {
    await Promise.all(started.splice(0).map(async (bus) => bus.stop()));
  });

  function startClient(
    options: Partial<MqttOptions> & { url: string },
    clock: Clock = systemClock,
    filters: readonly string[] = [],
  ): Watched {
    const lines: Watched['lines'] = [];
    const noting = (level: string) => (message: string, fields?: LogFields) =>
      void lines.push({ level, message, fields });
    const log: Log = {
      debug: noting('debug'),
      info: noting('info'),
      warn: noting('warn'),
      error: noting('error'),
    };
    const messages: BusMessage[] = [];
    const bus = createMqttBus({ options: { clientId: 'client', ...options }, clock, log });
    started.push(bus);
    bus.start({ filters, onMessage: (message) => messages.push(message), onConnection: silent });
    return { bus, messages, lines };
  }

  /** A clock that tells how long each wait before a new try is, and lets time pass only when told. */
  function watchedClock(): { clock: FakeClock; waits: number[] } {
    const fake = createFakeClock();
    const waits: number[] = [];
    const after: Clock['after'] = (delayMs, callback) => {
      waits.push(delayMs);
      return fake.after(delayMs, callback);
    };
    return { clock: { ...fake, after }, waits };
  }

  async function eachWait(clock: FakeClock, waits: readonly number[], count: number) {
    for (let tries = 1; tries <= count; tries += 1) {
      await until(() => waits.length === tries, `the end of try ${tries}`);
      clock.advance(waits[tries - 1] ?? 0);
    }
  }

  describe('where nothing answers', () => {
    let proxy: CutProxy;
    before(async () => {
      proxy = await createCutProxy(broker.port);
    });
    after(async () => proxy.close());

    it('waits longer after each failure, up to a limit, and says so once', async () => {
      proxy.cut();
      const { clock, waits } = watchedClock();
      const { bus, lines } = startClient({ url: `mqtt://127.0.0.1:${proxy.port}` }, clock);
      await eachWait(clock, waits, 8);
      const expected = [1, 2, 4, 8, 16, 32, 60, 60].map((seconds) => seconds * 1_000);
      assert.deepEqual(waits.slice(0, 8), expected);
      assert.equal(bus.isConnected(), false);
      assert.deepEqual(
        lines.map(({ level, message }) => [level, message]),
        [['warn', 'broker not connected, trying on']],
      );
    });

    it('starts with the short wait again once it has been connected', async () => {
      proxy.cut();
      const { clock, waits } = watchedClock();
      const { bus } = startClient({ url: `mqtt://127.0.0.1:${proxy.port}` }, clock);
      await eachWait(clock, waits, 2);
      await until(() => waits.length === 3, 'the third failure');
      proxy.restore();
      clock.advance(4_000);
      await until(() => bus.isConnected(), 'the connection');
      proxy.cut();
      await until(() => waits.length === 4, 'the break');
      assert.deepEqual(waits, [1_000, 2_000, 4_000, 1_000]);
    });

    it('is not connected, and stops, while a broker accepts and says nothing', async () => {
      const sockets: Socket[] = [];
      const mute = createServer((socket) => sockets.push(socket.on('error', silent)));
      mute.listen(0, '127.0.0.1');
      await once(mute, 'listening');
      const { port } = mute.address() as { port: number };
      const { bus } = startClient({ url: `mqtt://127.0.0.1:${port}` });
      await until(() => sockets.length === 1, 'the connection attempt');
      assert.equal(bus.isConnected(), false);
      await bus.stop({ topic: 'x', payload: 'unheard' });
      const closed = once(mute, 'close');
      mute.close();
      sockets.forEach((socket) => socket.destroy());
      await closed;
    });
  });

  describe('at a broker with passwords', () => {
    let strict: Mosquitto;
    before(async () => {
      const file = join(lastingFolder(), 'passwords');
      execFileSync('mosquitto_passwd', ['-c', '-b', file, 'hub', 'right']);
      strict = await startMosquitto({
        config: `allow_anonymous false\npassword_file ${file}`,
      });
    });
    after(async () => strict.stop());

    it('connects with the right one', async () => {
      const { bus } = startClient({ url: strict.url, username: 'hub', password: 'right' });
      await until(() => bus.isConnected(), 'the connection');
    });

    it('goes on trying with a wrong one, and never tells it', async () => {
      const { clock, waits } = watchedClock();
      const login = { username: 'hub', password: 'wrong-password' };
      const { bus, lines } = startClient({ url: strict.url, ...login }, clock);
      await eachWait(clock, waits, 3);
      assert.equal(bus.isConnected(), false);
      assert.deepEqual(waits.slice(0, 3), [1_000, 2_000, 4_000]);
      assert.match(JSON.stringify(lines[0]), /not authorized|bad user ?name/i);
      assert.doesNotMatch(JSON.stringify(lines), /wrong-password/);
    });
  });

  describe('at a broker that refuses one subscription', () => {
    let choosy: Mosquitto;
    before(async () => {
      const file = join(lastingFolder(), 'access.json');
      const acltype = 'subscribePattern';
      const acls = ['fine/#', 'also/#'].map((topic) => ({ acltype, topic, allow: true }));
      const unsaid = { acltype: 'publishClientSend', topic: 'unsaid/#', allow: false };
      await writeFile(
        file,
        JSON.stringify({
          defaultACLAccess: {
            publishClientSend: true,
            publishClientReceive: true,
            subscribe: false,
            unsubscribe: true,
          },
          roles: [{ rolename: 'some', acls: [...acls, unsaid] }],
          groups: [{ groupname: 'all', roles: [{ rolename: 'some' }] }],
          anonymousGroup: 'all',
        }),
      );
      assert.ok(DYNAMIC_SECURITY !== undefined);
      choosy = await startMosquitto({
        config: `plugin ${DYNAMIC_SECURITY}\nplugin_opt_config_file ${file}\nallow_anonymous true`,
      });
    });
    after(async () => choosy.stop());

    it('hears the rest, and says which was refused', async () => {
      const { bus, messages, lines } = startClient({ url: choosy.url }, systemClock, ['fine/#']);
      await until(() => bus.isConnected(), 'the connection');
      bus.alsoListen(['secret/one', 'also/one']);
      const refusals = () => lines.filter(({ level }) => level === 'warn');
      await until(() => refusals().length > 0, 'the refusal');
      assert.deepEqual(refusals()[0]?.fields?.['topics'], ['secret/one']);
      assert.deepEqual([...bus.refused().heard], ['secret/one']);
      for (const topic of ['secret/one', 'also/one', 'fine/one'])
        await publish(choosy.port, topic, 'x');
      await until(() => messages.length === 2, 'what is allowed');
      assert.deepEqual(
        messages.map(({ topic }) => topic),
        ['also/one', 'fine/one'],
      );
      assert.equal(bus.isConnected(), true);
      assert.equal(refusals().length, 1);
      bus.alsoListen(['also/one']);
      await until(() => bus.refused().heard.size === 0, 'it to be forgotten');
    });

    it('says that it is the access list where that keeps it from all that it is there for', async () => {
      const own = ['fine/#', 'aris/+/+/telemetry'];
      const { bus, lines } = startClient({ url: choosy.url }, systemClock, own);
      const refusal = await until(
        () => lines.find(({ message }) => message === 'broker not connected, trying on'),
        'the refusal',
      );
      assert.equal(
        refusal.fields?.['reason'],
        "the broker's access list does not let the hub listen to aris/+/+/telemetry",
      );
      assert.deepEqual([bus.isConnected(), [...bus.refused().heard]], [false, own.slice(1)]);
    });

    it('knows which of its messages are passed on to nobody, where they are acknowledged', async () => {
      const { bus, messages } = startClient({ url: choosy.url }, systemClock, ['fine/#']);
      await until(() => bus.isConnected(), 'the connection');
      await assert.rejects(async () => bus.publish({ topic: 'unsaid/one', payload: 'x', qos: 1 }));
      await bus.publish({ topic: 'fine/one', payload: 'x', qos: 1 });
      assert.deepEqual([...bus.refused().told], ['unsaid/one']);
      await until(() => messages.length === 1, 'the other');
    });
  });

  it('knows which of its messages the access list of a broker swallows', async () => {
    const folder = lastingFolder();
    const file = join(folder, 'acl');
    await writeFile(file, 'topic readwrite fine/#\n');
    const strict = await startMosquitto({ config: `acl_file ${file}` });
    try {
      const { bus } = startClient({ url: strict.url }, systemClock, ['fine/#']);
      await until(() => bus.isConnected(), 'the connection');
      await assert.rejects(async () => bus.publish({ topic: 'other/one', payload: 'x', qos: 1 }));
      assert.deepEqual([...bus.refused().told], ['other/one']);
      // It grants each subscription, and passes nothing on: nobody can know.
      bus.alsoListen(['other/one']);
      await bus.publish({ topic: 'fine/one', payload: 'x', qos: 1 });
      assert.deepEqual([...bus.refused().heard], []);
    } finally {
      await strict.stop();
    }
  });

  it('sends each message at once: none waits for the acknowledgement of the one before', async (t) => {
    const noDelay = t.mock.method(Socket.prototype, 'setNoDelay');
    const { bus } = startClient({ url: broker.url });
    await until(() => bus.isConnected(), 'the connection');
    assert.deepEqual(
      noDelay.mock.calls.map(({ arguments: [isOn] }) => isOn),
      [true],
    );
  });

  it('is not sent a packet over its limit, and hears what follows', async () => {
    const { bus, messages } = startClient({ url: broker.url }, systemClock, ['big/#']);
    await until(() => bus.isConnected(), 'the connection');
    await publish(broker.port, 'big/one', 'x'.repeat(LIMITS.mqttPacketBytes));
    await publish(broker.port, 'big/two', 'x'.repeat(LIMITS.mqttPacketBytes - 1_000));
    await until(() => messages.length > 0, 'a message');
    assert.deepEqual(
      messages.map(({ topic }) => topic),
      ['big/two'],
    );
    assert.equal(bus.isConnected(), true);
  });
});
