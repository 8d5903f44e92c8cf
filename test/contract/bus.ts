/** What every `Bus` does, in the process or over a real broker. */
import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { Bus, BusListener, Publication } from '../../src/app/base/ports/bus.ts';
import { until } from '../support/until.ts';

/** One broker with its clients, fresh for each test. */
export interface BusRig {
  connect(clientId: string): Bus | Promise<Bus>;
  /** Cuts every connection, without a goodbye, and lets none in until `restore`. */
  breakConnections(): void | Promise<void>;
  restore(): void | Promise<void>;
  /** Whether another will takes another connection. */
  readonly reconnectsForWill: boolean;
  /** Whether all that is retained is there before the answer to what was asked after it, however much it is. */
  readonly sendsRetainedFirst: boolean;
  close(): void | Promise<void>;
}

interface Received {
  readonly topic: string;
  readonly text: string;
  readonly retained: boolean;
}

interface Client {
  readonly bus: Bus;
  readonly received: Received[];
  readonly connections: boolean[];
  /** What it had received when it was told of its newest connection, in alphabetical order. */
  receivedAtConnection: string[];
  publish(topic: string, payload: string, options?: Partial<Publication>): Promise<void>;
  /** Waits for a message with this text. */
  got(text: string): Promise<Received>;
}

/** A real client waits between its tries to connect. */
const RECONNECT_MS = 20_000;
/** More than a Mosquitto as it comes has waiting for a client. */
const RETAINED = 1_500;

export function busContract(name: string, setup: () => BusRig | Promise<BusRig>): void {
  describe(`the bus: ${name}`, () => {
    let rig: BusRig;
    let started: Bus[] = [];
    let testCount = 0;
    /** A topic of this test alone, since a real broker may outlive a test. */
    const topic = (leaf: string) => `contract/${testCount}/${leaf}`;

    beforeEach(async () => {
      testCount += 1;
      rig = await setup();
    });
    afterEach(async () => {
      await Promise.all(started.map(async (bus) => bus.stop()));
      started = [];
      await rig.close();
    });

    /** A started client, not yet connected. */
    async function start(
      clientId: string,
      leaves: readonly string[],
      will?: Publication,
      nextWill?: Publication,
    ): Promise<Client> {
      const bus = await rig.connect(clientId);
      if (nextWill !== undefined) bus.changeWill(nextWill);
      const received: Received[] = [];
      const connections: boolean[] = [];
      const listener: BusListener = {
        filters: leaves.map(topic),
        ...(will !== undefined && { will }),
        onMessage(message) {
          assert.ok(message.payload instanceof Uint8Array);
          const text = new TextDecoder().decode(message.payload);
          received.push({ topic: message.topic, text, retained: message.retained });
        },
        onConnection(connected) {
          connections.push(connected);
          if (connected) client.receivedAtConnection = received.map(({ text }) => text).sort();
        },
      };
      const client: Client = {
        bus,
        received,
        connections,
        receivedAtConnection: [],
        publish: async (leaf, payload, options) =>
          bus.publish({ topic: topic(leaf), payload, ...options }),
        got: async (text) =>
          until(() => received.find((message) => message.text === text), `message ${text}`),
      };
      started.push(bus);
      bus.start(listener);
      return client;
    }

    const connected = async ({ bus }: Client) =>
      until(() => bus.isConnected(), 'a connection', RECONNECT_MS);

    /** A client that is connected, which means subscribed, too. */
    async function join(clientId: string, ...leaves: readonly string[]): Promise<Client> {
      const client = await start(clientId, leaves);
      await connected(client);
      return client;
    }

    async function breakAndRestore(...clients: readonly Client[]) {
      await rig.breakConnections();
      await until(() => clients.every(({ bus }) => !bus.isConnected()), 'the connections to break');
      await rig.restore();
      for (const client of clients) await connected(client);
    }

    const texts = ({ received }: Client) => received.map(({ text }) => text);

    it('keeps nothing from a client that may do all', async () => {
      const client = await join('free', 'a');
      client.bus.alsoListen([topic('b')]);
      await client.publish('c', 'x', { qos: 1 });
      const { heard, told } = client.bus.refused();
      assert.deepEqual([...heard, ...told], []);
    });

    it('delivers to those whose filter matches, and to no other', async () => {
      const sender = await join('sender');
      const near = await join('near', 'a/b', 'end');
      const far = await join('far', 'a/c', 'a', 'a/b/c', 'end');
      await sender.publish('a/b', 'hello');
      await sender.publish('end', 'end');
      await near.got('end');
      await far.got('end');
      assert.deepEqual(texts(near), ['hello', 'end']);
      assert.deepEqual(texts(far), ['end']);
    });

    it('takes + for one level and # for all below', async () => {
      const sender = await join('sender');
      const one = await join('one', '+/x/state', 'end');
      const all = await join('all', 'a/#', 'end');
      for (const leaf of ['a/x/state', 'b/x/state', 'a/y/state', 'a/x/state/more', 'a']) {
        await sender.publish(leaf, leaf);
      }
      await sender.publish('end', 'end');
      await one.got('end');
      await all.got('end');
      assert.deepEqual(texts(one), ['a/x/state', 'b/x/state', 'end']);
      assert.deepEqual(texts(all), ['a/x/state', 'a/y/state', 'a/x/state/more', 'a', 'end']);
    });

    it('delivers bytes, in UTF-8', async () => {
      const client = await join('client', '+');
      await client.publish('text', '21.5 °C, 热');
      assert.equal((await client.got('21.5 °C, 热')).topic, topic('text'));
      await client.publish('empty', '');
      assert.equal((await client.got('')).topic, topic('empty'));
    });

    it('keeps the order of messages', async () => {
      const sender = await join('sender');
      const reader = await join('reader', '+');
      const sent = Array.from({ length: 200 }, (_, index) => `${index}`);
      await Promise.all(sent.map(async (text) => sender.publish('count', text, { qos: 1 })));
      await reader.got('199');
      assert.deepEqual(texts(reader), sent);
    });

    it('gives a retained message to one who comes later, marked so', async () => {
      const sender = await join('sender');
      await sender.publish('status', 'old', { retain: true, qos: 1 });
      await sender.publish('status', 'online', { retain: true, qos: 1 });
      const late = await join('late', '+');
      assert.equal((await late.got('online')).retained, true);
      assert.deepEqual(texts(late), ['online']);
    });

    it('has given what is retained by the time it says that it is connected', async () => {
      const sender = await join('sender');
      await sender.publish('one', 'first', { retain: true, qos: 1 });
      await sender.publish('two', 'second', { retain: true, qos: 1 });
      const late = await start('late', ['+']);
      await until(() => late.connections.length === 1, 'the connection');
      assert.deepEqual(late.receivedAtConnection, ['first', 'second']);
    });

    it('passes a retained message on to those there, not marked so', async () => {
      const sender = await join('sender');
      const reader = await join('reader', '+');
      await sender.publish('status', 'online', { retain: true });
      assert.equal((await reader.got('online')).retained, false);
    });

    it('forgets a retained message when an empty one follows', async () => {
      const sender = await join('sender');
      await sender.publish('status', 'online', { retain: true, qos: 1 });
      await sender.publish('status', '', { retain: true, qos: 1 });
      await sender.publish('other', 'kept', { retain: true, qos: 1 });
      const late = await join('late', '+');
      await late.got('kept');
      assert.deepEqual(texts(late), ['kept']);
    });

    it('does not deliver before publish has returned', async () => {
      const client = await join('client', '+');
      const sending = client.publish('loop', 'once');
      assert.deepEqual(texts(client), []);
      await sending;
      await client.got('once');
    });

    it('publishes the will when the connection breaks', async () => {
      const will = { topic: topic('status'), payload: 'offline', retain: true };
      const device = await start('device', [], will);
      await connected(device);
      const watcher = await join('watcher', 'status');
      await device.publish('status', 'online', { retain: true, qos: 1 });
      await watcher.got('online');
      await breakAndRestore(device, watcher);
      await watcher.got('offline');
    });

    it('publishes the will that it was given last, and the one before never', async () => {
      const will = (payload: string) => ({ topic: topic('status'), payload, retain: true });
      const device = await start('device', [], will('before'));
      await connected(device);
      const watcher = await join('watcher', 'status');
      device.bus.changeWill(will('after'));
      const changes = rig.reconnectsForWill ? [true, false, true] : [true];
      await until(() => device.connections.length === changes.length, 'it to hold', RECONNECT_MS);
      assert.deepEqual(device.connections, changes);
      for (const word of ['here', 'here again']) {
        await device.publish('status', word, { retain: true, qos: 1 });
        await watcher.got(word);
        const before = watcher.received.length;
        await breakAndRestore(device, watcher);
        await until(() => texts(watcher).slice(before).includes('after'), 'the will');
      }
      assert.ok(!texts(watcher).includes('before'));
    });

    for (const when of ['starts', 'connects'])
      it(`has that will from its first connection on, where it is given before it ${when}`, async () => {
        const will = (payload: string) => ({ topic: topic('status'), payload, retain: true });
        const first = when === 'starts' ? will('after') : undefined;
        const device = await start('device', [], will('before'), first);
        if (first === undefined) device.bus.changeWill(will('after'));
        await connected(device);
        const watcher = await join('watcher', 'status');
        await breakAndRestore(device, watcher);
        await watcher.got('after');
        assert.ok(!texts(watcher).includes('before'));
      });

    it('publishes the farewell, and not the will, after stop', async () => {
      const will = { topic: topic('status'), payload: 'lost' };
      const device = await start('device', [], will);
      await connected(device);
      const watcher = await join('watcher', '+');
      await device.bus.stop({ topic: topic('status'), payload: 'goodbye', qos: 1 });
      assert.equal(device.bus.isConnected(), false);
      await watcher.got('goodbye');
      await watcher.publish('end', 'end');
      await watcher.got('end');
      assert.deepEqual(texts(watcher), ['goodbye', 'end']);
      await assert.rejects(device.publish('status', 'too late'));
    });

    it('says nothing on a stop without a farewell', async () => {
      const device = await start('device', [], { topic: topic('status'), payload: 'lost' });
      await connected(device);
      const watcher = await join('watcher', '+');
      await device.bus.stop();
      await watcher.publish('end', 'end');
      await watcher.got('end');
      assert.deepEqual(texts(watcher), ['end']);
    });

    it('rejects a publication without a connection, and does not send it later', async () => {
      const unstarted = await rig.connect('unstarted');
      await assert.rejects(unstarted.publish({ topic: topic('x'), payload: 'never' }));
      const client = await join('client', '+');
      await rig.breakConnections();
      await until(() => !client.bus.isConnected(), 'the connection to break');
      await assert.rejects(client.publish('x', 'lost'));
      await rig.restore();
      await connected(client);
      await client.publish('x', 'end');
      await client.got('end');
      assert.deepEqual(texts(client), ['end']);
    });

    it('tells each change of the connection once', async () => {
      const client = await join('client');
      assert.deepEqual(client.connections, [true]);
      await rig.breakConnections();
      await until(() => client.connections.length === 2, 'the news of the break');
      assert.deepEqual(client.connections, [true, false]);
      assert.equal(client.bus.isConnected(), false);
      await rig.restore();
      await until(() => client.connections.length === 3, 'the connection', RECONNECT_MS);
      assert.equal(client.bus.isConnected(), true);
      await client.bus.stop();
      await until(() => client.connections.length === 4, 'the news of the stop');
      assert.deepEqual(client.connections, [true, false, true, false]);
    });

    it('is subscribed again, and gets what is retained again, after a break', async () => {
      const sender = await join('sender');
      const reader = await join('reader', '+');
      await sender.publish('status', 'online', { retain: true, qos: 1 });
      await reader.got('online');
      await breakAndRestore(sender, reader);
      await until(() => reader.received.length === 2, 'the retained message');
      assert.deepEqual(reader.received[1], {
        topic: topic('status'),
        text: 'online',
        retained: true,
      });
      await sender.publish('news', 'fresh');
      assert.equal((await reader.got('fresh')).retained, false);
    });

    it('listens to further topics, and gets what is retained for them, once', async () => {
      const sender = await join('sender');
      await sender.publish('old', 'kept', { retain: true, qos: 1 });
      const reader = await join('reader', 'end');
      reader.bus.alsoListen([topic('old'), topic('new')]);
      await reader.got('kept');
      await sender.publish('new', 'fresh');
      await reader.got('fresh');
      reader.bus.alsoListen([topic('old'), topic('newer')]);
      await sender.publish('new', 'unheard');
      // Until the broker has taken in the change: what is heard of it must come.
      await until(async () => {
        await sender.publish('newer', 'heard');
        return reader.received.some(({ text }) => text === 'heard');
      }, 'the newer topic to be heard');
      await sender.publish('new', 'unheard after that');
      await sender.publish('end', 'end');
      await reader.got('end');
      assert.equal(texts(reader).filter((text) => text === 'kept').length, 1);
      assert.ok(!texts(reader).includes('unheard after that'));
    });

    it('has all that is retained, however much, and before it is told to be connected where the broker keeps to the order', async () => {
      const sender = await join('sender');
      await Promise.all(
        Array.from({ length: RETAINED }, async (_, index) =>
          sender.publish(`many/${index}`, String(index), { retain: true, qos: 1 }),
        ),
      );
      const reader = await join('reader', 'many/+');
      const before = reader.receivedAtConnection.length;
      if (rig.sendsRetainedFirst) assert.equal(before, RETAINED);
      await until(() => reader.received.length >= RETAINED, 'all that is retained');
      assert.equal(new Set(texts(reader)).size, RETAINED);
    });

    it('listens to them from its first connection on, and after a break', async () => {
      const sender = await join('sender');
      await sender.publish('old', 'kept', { retain: true, qos: 1 });
      const bus = await rig.connect('reader');
      bus.alsoListen([topic('old')]);
      const atConnection: string[] = [];
      const received: string[] = [];
      started.push(bus);
      bus.start({
        filters: [],
        onMessage: ({ payload }) => received.push(new TextDecoder().decode(payload)),
        onConnection: (isConnected) => {
          if (isConnected) atConnection.push(received.join());
        },
      });
      await until(() => atConnection.length === 1, 'the connection', RECONNECT_MS);
      await rig.breakConnections();
      await until(() => !bus.isConnected(), 'the break');
      await rig.restore();
      await until(() => atConnection.length === 2, 'the next connection', RECONNECT_MS);
      assert.deepEqual(atConnection, ['kept', 'kept,kept']);
    });

    it('connects when the broker comes up after it was started', async () => {
      await rig.breakConnections();
      const client = await start('early', ['+']);
      assert.equal(client.bus.isConnected(), false);
      await rig.restore();
      await connected(client);
      await client.publish('x', 'hello');
      await client.got('hello');
      assert.deepEqual(client.connections, [true]);
    });

    it('stops while it has no connection', async () => {
      await rig.breakConnections();
      const client = await start('early', []);
      await client.bus.stop({ topic: topic('x'), payload: 'unheard' });
      assert.equal(client.bus.isConnected(), false);
      assert.deepEqual(client.connections, []);
    });
  });
}
