/** What one client can take of the server: connections, memory, descriptors, and the time of others. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import {
  mkdtempSync,
  readdirSync,
  readlinkSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { HangUp } from '../../src/app/base/ports/http.ts';
import { parseAddressRange } from '../../src/domain/address.ts';
import { LIMITS } from '../../src/domain/limits.ts';
import { createFirmwareFolder } from '../../src/firmware/folder.ts';
import { firmwareRoutes } from '../../src/http/routes/firmware.ts';
import { createTally } from '../../src/http/tally.ts';
import { systemClock } from '../../src/system/clock.ts';
import { NO_CONNECTIONS } from '../support/connections.ts';
import { asSocket, createFakeSocket, createTestConnections } from '../support/fake-socket.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { startTestServer } from '../support/server.ts';
import { until } from '../support/until.ts';

const IMAGE_BYTES = 16 * 1024 * 1024;
const IMAGE = 'GET /firmware/image.bin HTTP/1.1\r\nHost: aris.local\r\n\r\n';
const ZONES = (token: string) =>
  `GET /api/zones HTTP/1.1\r\nHost: aris.local\r\nAuthorization: Bearer ${token}\r\n\r\n`;

describe('one client of the server', () => {
  const root = mkdtempSync(join(tmpdir(), 'aris-connections-'));
  const clock = createFakeClock();
  const sockets = new Set<Socket>();
  let hub: Awaited<ReturnType<typeof startTestServer>>;

  before(async () => {
    writeFileSync(join(root, 'image.bin'), Buffer.alloc(IMAGE_BYTES, 'x'));
    writeFileSync(join(root, 'large.bin'), '');
    truncateSync(join(root, 'large.bin'), 8 * IMAGE_BYTES);
    const extraRoutes = firmwareRoutes(createFirmwareFolder(root, systemClock));
    const trustedProxies = [parseAddressRange('127.0.9.9')];
    hub = await startTestServer({ extraRoutes }, { clock, trustedProxies });
  });
  after(async () => {
    sockets.forEach((socket) => socket.destroy());
    await hub.server.stop(100);
    rmSync(root, { recursive: true });
  });

  const hungUp = (why: HangUp) => hub.server.connections().hungUp[why];
  async function open(localAddress: string): Promise<Socket> {
    const socket = connect({ port: hub.port, host: '127.0.0.1', localAddress });
    sockets.add(socket);
    socket.on('error', () => undefined);
    await once(socket, 'connect');
    return socket;
  }
  const openCount = async (count: number) =>
    until(() => hub.server.connections().open === count, `${count} connections`);
  /** Not all at once: the system drops what the server has not taken in yet. */
  async function openMany(count: number, addressOf: (index: number) => string): Promise<Socket[]> {
    const opened: Socket[] = [];
    while (opened.length < count) {
      const next = Math.min(100, count - opened.length);
      const first = opened.length;
      opened.push(
        ...(await Promise.all(
          Array.from({ length: next }, async (_, index) => open(addressOf(first + index))),
        )),
      );
      await openCount(opened.length);
    }
    return opened;
  }
  async function closeAll(): Promise<void> {
    sockets.forEach((socket) => socket.destroy());
    sockets.clear();
    await openCount(0);
  }
  async function answerOf(socket: Socket, text: string): Promise<string> {
    socket.write(text);
    const [chunk] = (await once(socket, 'data')) as [Buffer];
    return chunk.toString('latin1');
  }
  const openImages = () =>
    readdirSync('/proc/self/fd').filter((fd) => {
      try {
        return readlinkSync(`/proc/self/fd/${fd}`) === join(root, 'image.bin');
      } catch {
        return false;
      }
    }).length;

  it(`has ${LIMITS.connectionsPerAddress} connections, and others have theirs`, async () => {
    await openMany(LIMITS.connectionsPerAddress, () => '127.0.0.2');
    await openCount(LIMITS.connectionsPerAddress);
    const more = await open('127.0.0.2');
    await once(more.resume(), 'close');
    assert.equal(hungUp('too_many'), 1);
    const other = await open('127.0.0.3');
    assert.match(await answerOf(other, ZONES(hub.token)), /^HTTP\/1\.1 200/);
    await closeAll();
    assert.match(await answerOf(await open('127.0.0.2'), ZONES(hub.token)), /^HTTP\/1\.1 200/);
    await closeAll();
  });

  it('is not a trusted proxy, which has as many as it needs', async () => {
    await openMany(LIMITS.connectionsPerAddress + 1, () => '127.0.9.9');
    await openCount(LIMITS.connectionsPerAddress + 1);
    await closeAll();
  });

  it('of IPv6 shares what its /64 has', () => {
    const tally = createTally(2, 3);
    tally.add('2001:db8::1');
    const giveBack = tally.add('2001:db8::1');
    assert.deepEqual([tally.isFull('2001:db8::1'), tally.isFull('2001:db8::2')], [true, false]);
    tally.add('2001:db8::2');
    assert.deepEqual([tally.isFull('2001:db8::3'), tally.isFull('2001:db8:0:1::3')], [true, false]);
    giveBack();
    giveBack();
    assert.deepEqual([tally.isFull('2001:db8::1'), tally.isFull('2001:db8::3')], [false, false]);
    tally.add('2001:db8::1');
    assert.deepEqual([tally.isFull('2001:db8::1'), tally.isFull('2001:db8::3')], [true, true]);
  });

  it('stays on a connection that is kept for the signed-in only where it has signed in', async () => {
    const strangers = LIMITS.connections - LIMITS.connectionsKept;
    await openMany(strangers, (index) => `127.0.1.${1 + (index % 200)}`);
    await openCount(strangers);
    const idle = await open('127.0.2.1');
    const wrong = await open('127.0.2.1');
    assert.match(await answerOf(wrong, ZONES('wrong')), /^HTTP\/1\.1 401/);
    const good = await open('127.0.2.2');
    assert.match(await answerOf(good, ZONES(hub.token)), /^HTTP\/1\.1 200/);
    await openCount(strangers + 3);
    clock.advance(LIMITS.connectionProveMs - 1);
    assert.equal(idle.destroyed, false);
    clock.advance(1);
    await openCount(strangers + 1);
    assert.equal(hungUp('not_signed_in'), 2);
    assert.match(await answerOf(good, ZONES(hub.token)), /^HTTP\/1\.1 200/);
    await closeAll();
  });

  it('that reads nothing for a minute is cut off, and its file closed', async () => {
    const [slow, steady] = await openMany(2, () => '127.0.0.4');
    assert.ok(slow !== undefined && steady !== undefined);
    slow.pause().write(IMAGE);
    steady.pause().write(IMAGE.replace('image', 'large'));
    await until(() => openImages() === 1, 'it to be served');
    let rounds = 0;
    // What the kernel takes before it is full counts as read: the minute of the slow one begins after that.
    for (; hungUp('too_slow') === 0; rounds++) {
      assert.ok(rounds < 6, 'it is cut off');
      // More than the kernel has, so that the server has to go on.
      for (let read = 0; read <= IMAGE_BYTES / 2;) {
        const chunk = steady.read() as Buffer | null;
        if (chunk === null) await once(steady, 'readable');
        else read += chunk.length;
      }
      clock.advance(LIMITS.stallMs - LIMITS.stallCheckMs);
    }
    assert.ok(rounds > 1, 'not within a minute');
    await openCount(1);
    assert.equal(hungUp('too_slow'), 1);
    await until(() => openImages() === 0, 'the file to be closed');
    assert.equal(steady.destroyed, false);
    await closeAll();
  });

  it('gets a file whole, also where it asks for several at once', async () => {
    const socket = await open('127.0.0.5');
    let received = 0;
    socket.on('data', (chunk: Buffer) => (received += chunk.length));
    socket.write(IMAGE.repeat(3));
    await until(() => received > 3 * IMAGE_BYTES, 'three images');
    await until(() => openImages() === 0, 'the files to be closed');
    await closeAll();
  });

  it('leaves no file open where it asks for many at once and goes', async () => {
    const many = await openMany(8, () => '127.0.0.6');
    for (const socket of many) socket.pause().write(IMAGE.repeat(LIMITS.requestsInMaking));
    await until(() => openImages() > 8, 'files to be open');
    await closeAll();
    await until(() => openImages() === 0, 'all files to be closed');
  });

  it(`loads ${LIMITS.downloadsPerAddress} files at a time, and is told when to ask for more`, async () => {
    const loading = await openMany(LIMITS.downloadsPerAddress, () => '127.0.0.6');
    for (const socket of loading) socket.pause().write(IMAGE);
    await until(() => openImages() === LIMITS.downloadsPerAddress, 'files to be open');
    const refused = await answerOf(await open('127.0.0.6'), IMAGE);
    assert.match(refused, /^HTTP\/1\.1 429 [^]*\r\nRetry-After: 5\r\n/);
    const other = await open('127.0.0.10');
    assert.match(await answerOf(other, IMAGE), /^HTTP\/1\.1 200/);
    loading[0]?.destroy();
    await until(() => openImages() === LIMITS.downloadsPerAddress, 'one to be closed');
    assert.match(await answerOf(await open('127.0.0.6'), IMAGE), /^HTTP\/1\.1 200/);
    await closeAll();
    await until(() => openImages() === 0, 'all files to be closed');
  });

  it(`that asks for the ${LIMITS.requestsInMaking + 1}th answer before it has one is hung up on`, async () => {
    const socket = await open('127.0.0.7');
    socket.write(IMAGE.repeat(LIMITS.requestsInMaking + 1));
    await openCount(0);
    assert.equal(hungUp('too_much'), 1);
    await until(() => openImages() === 0, 'all files to be closed');
  });

  it('that says what is no HTTP behind an unfinished answer gets no other within it', async () => {
    const socket = await open('127.0.0.8');
    let tail = '';
    socket.on('data', (chunk: Buffer) => (tail = (tail + chunk.toString('latin1')).slice(-2_000)));
    socket.write(`${IMAGE}what?\r\n\r\n`);
    await once(socket, 'close');
    assert.ok(!tail.includes('400 Bad Request'), tail);
  });
});

describe('a connection', () => {
  it('is let in where it is a proxy, though all others of its /64 have what a /64 may have', () => {
    const { connections, connected } = createTestConnections('2001:db8::1');
    for (let host = 2; connections.stats().open < LIMITS.connectionsPerNetwork; host++)
      connected(createFakeSocket(`2001:db8::${host.toString(16)}`));
    assert.equal(connected(createFakeSocket('2001:db8::ffff')).destroyed, true);
    assert.equal(connected(createFakeSocket('2001:db8::1')).destroyed, false);
  });

  it('that has gone already is hung up on and counted once', () => {
    const { connections, connected } = createTestConnections();
    const gone = connected();
    gone.destroy();
    connections.hangUp(asSocket(gone), 'too_much');
    const waited = createTestConnections();
    waited.connected(createFakeSocket(undefined));
    assert.deepEqual(
      [connections, waited.connections].map((all) => all.stats().open),
      [0, 0],
    );
    assert.deepEqual(
      [connections.stats().hungUp.too_much, waited.connections.stats().hungUp.too_many],
      [0, 1],
    );
  });

  const stranger = (index: number) => createFakeSocket(`10.1.${index >> 6}.1`);
  const proxied = () => createFakeSocket('10.0.0.1');
  const { connections: most, connectionsKept: kept, connectionProveMs } = LIMITS;

  it('that comes while only the kept ones are left has a moment to show a good credential', () => {
    const { connections, connected, waitFor } = createTestConnections();
    for (let index = 0; index < most - kept; index++) connected(stranger(index));
    waitFor(connectionProveMs);
    assert.equal(connections.stats().open, most - kept, 'these may stay as they are');
    const [silent, proved, gone] = [
      connected(proxied()),
      connected(proxied()),
      connected(proxied()),
    ];
    gone.destroy();
    waitFor(connectionProveMs - 1);
    connections.prove(asSocket(proved));
    assert.equal(silent.destroyed, false);
    waitFor(1);
    assert.deepEqual([silent.destroyed, proved.destroyed], [true, false]);
    assert.equal(connections.stats().hungUp.not_signed_in, 1);
  });

  it('leaves its place to the next of its client when it ends', () => {
    const { connections, connected } = createTestConnections();
    const all = Array.from({ length: LIMITS.connectionsPerAddress }, () => connected());
    assert.equal(connected().destroyed, true);
    all[0]?.destroy();
    assert.equal(connected().destroyed, false);
    assert.equal(connections.stats().open, LIMITS.connectionsPerAddress);
  });

  it('of a proxy takes no place of a client at its address', () => {
    const { connected } = createTestConnections('10.0.0.0/8');
    for (let index = 0; index <= LIMITS.connectionsPerAddress; index++)
      assert.equal(connected(proxied()).destroyed, false);
  });

  it('that was hung up on is asked nothing and told nothing of', () => {
    const { connections } = createTestConnections();
    const unknown = asSocket(createFakeSocket('192.168.1.20'));
    connections.prove(unknown);
    connections.goLive(unknown);
    assert.deepEqual(connections.stats(), NO_CONNECTIONS);
  });
});
