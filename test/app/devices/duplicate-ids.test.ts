import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { LIMITS } from '../../../src/domain/limits.ts';
import { MINUTE_MS } from '../../../src/domain/units.ts';
import { createTestApp, type TestApp } from '../../support/app.ts';
import { BARE_HOUSE } from '../../support/house.ts';

describe('two devices under one id', () => {
  let app: TestApp;
  beforeEach(() => {
    app = createTestApp({ house: BARE_HOUSE });
  });

  const report = (tempC: number, hardwareId?: unknown) =>
    app.report('sensor', 's1', { tempC, ...(hardwareId !== undefined && { hardwareId }) });
  const online = (retained = false) =>
    app.messageRouter.accept({
      topic: 'aris/sensor/s1/status',
      payload: Buffer.from('online'),
      retained,
    });
  const tempC = () => app.zones.get('living').tempC;
  const told = async () =>
    (await app.journal.query({ audit: 'hidden', type: 'device_conflict' })).events;

  it('are told apart by their hardwareId: the first is heard, and one event tells of both', async () => {
    report(20, 'aa:01');
    for (let times = 0; times < 5; times++) {
      report(28, 'aa:02');
      report(20 + times / 10, 'aa:01');
    }
    assert.equal(tempC(), 20.4);
    assert.equal(app.messageRouter.counts().refused.refused, 5);
    const events = await told();
    assert.deepEqual(
      events.map(({ severity, objectId, message, data }) => [severity, objectId, message, data]),
      [
        [
          'warning',
          's1',
          'two devices claim to be sensor s1: aa:01 is heard, aa:02 is not',
          { kind: 'sensor', why: 'claimed', heard: 'aa:01', refused: 'aa:02' },
        ],
      ],
    );
  });

  it('are told apart where only one has a hardwareId', () => {
    report(20, 'aa:01');
    report(28);
    assert.equal(tempC(), 20);
  });

  it('are no longer two when the first has gone: the other has taken its place', async () => {
    report(20, 'aa:01');
    app.clock.advance(LIMITS.readingFreshMs);
    app.sweep();
    report(22, 'aa:02');
    assert.equal(tempC(), 22);
    report(20, 'aa:01');
    assert.equal(tempC(), 22);
    assert.equal((await told()).length, 1);
  });

  it('are told of once in a while', async () => {
    for (let minute = 0; minute < 20; minute++) {
      report(20, 'aa:01');
      report(28, 'aa:02');
      app.clock.advance(MINUTE_MS);
    }
    assert.equal((await told()).length, 2);
  });

  it('show by coming online again and again', async () => {
    for (let times = 1; times < LIMITS.deviceReturns; times++) online();
    online(true);
    assert.deepEqual(await told(), []);
    online();
    assert.deepEqual(
      (await told()).map(({ message }) => message),
      ['sensor s1 comes online again and again: it restarts, or two devices share its name'],
    );
  });

  it('are not what a device is that comes back now and then', async () => {
    for (let times = 0; times < 3 * LIMITS.deviceReturns; times++) {
      online();
      app.clock.advance(2 * MINUTE_MS);
    }
    assert.deepEqual(await told(), []);
  });

  for (const hardwareId of ['', 'x'.repeat(LIMITS.idChars + 1), 'a\u202eb', 7, {}])
    it(`are not told by a hardwareId of ${JSON.stringify(hardwareId).slice(0, 20)}`, () => {
      report(20, hardwareId);
      assert.equal(tempC(), 20, 'it costs nothing of the rest');
      assert.deepEqual(
        app.devices.get('sensor', 's1')?.refused.map(({ field }) => field),
        ['hardwareId'],
      );
      report(21, 'aa:01');
      report(28, hardwareId);
      assert.equal(tempC(), 21, 'and is no way past the one that is heard');
    });
});
