import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { LIMITS } from '../../src/domain/limits.ts';
import { asSocket, createTestConnections } from '../support/fake-socket.ts';

describe('the reader of an answer', () => {
  const { stallMs, stallCheckMs, stallBytes } = LIMITS;
  const MUCH = 1_000_000;

  it('is cut off once it has taken too little for a minute, which the log says', () => {
    const { connections, log, connected, waitFor } = createTestConnections();
    const socket = connected();
    socket.holds(MUCH, MUCH);
    waitFor(stallCheckMs);
    socket.holds(MUCH, MUCH - stallBytes + 1);
    waitFor(stallMs - 1);
    assert.equal(socket.destroyed, false);
    waitFor(1);
    assert.equal(socket.destroyed, true);
    const { open, hungUp } = connections.stats();
    assert.deepEqual([open, hungUp.too_slow], [0, 1]);
    assert.deepEqual(
      log.lines.map(({ fields }) => fields),
      [{ address: '192.168.1.20' }],
    );
  });

  it('is measured by what Node was given where the system says nothing', () => {
    const { connected, waitFor } = createTestConnections();
    const [slow, steady] = [connected(), connected()];
    for (const socket of [slow, steady]) Object.assign(socket, { _handle: null });
    for (const socket of [slow, steady])
      Object.assign(socket, { bytesWritten: MUCH, writableLength: MUCH });
    waitFor(stallCheckMs);
    steady.writableLength = MUCH - stallBytes;
    waitFor(stallMs);
    assert.deepEqual([slow.destroyed, steady.destroyed], [true, false]);
  });

  it('is not where it takes just enough, again and again', () => {
    const { connected, waitFor } = createTestConnections();
    const socket = connected();
    for (let left = MUCH; left > stallBytes; left -= stallBytes) {
      socket.holds(MUCH, left);
      waitFor(stallMs);
    }
    assert.equal(socket.destroyed, false);
  });

  it('is not where nothing waits for it, be it for however long', () => {
    const { connected, waitFor } = createTestConnections();
    const socket = connected();
    socket.holds(MUCH, 1);
    waitFor(stallMs - stallCheckMs);
    socket.holds(MUCH, 0);
    waitFor(stallCheckMs);
    socket.holds(MUCH, 1);
    waitFor(stallMs);
    assert.equal(socket.destroyed, false, 'a minute begins with what waits');
    waitFor(stallCheckMs);
    assert.equal(socket.destroyed, true);
  });

  it('is not where the answer goes on for ever: that has its own measure', () => {
    const { connections, connected, waitFor } = createTestConnections();
    const [live, other] = [connected(), connected()];
    connections.goLive(asSocket(live));
    for (const socket of [live, other]) socket.holds(MUCH, MUCH);
    waitFor(2 * stallMs);
    assert.deepEqual([live.destroyed, other.destroyed], [false, true]);
  });

  it('is looked at no more once the server stops', () => {
    const { connections, connected, waitFor } = createTestConnections();
    const socket = connected();
    socket.holds(MUCH, MUCH);
    connections.stop();
    waitFor(3 * stallMs);
    assert.equal(socket.destroyed, false);
  });
});
