import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { LIMITS } from '../../../src/domain/limits.ts';
import { MINUTE_MS, SECOND_MS } from '../../../src/domain/units.ts';
import { createTestApp, type TestApp } from '../../support/app.ts';

describe('a device', () => {
  let app: TestApp;

  beforeEach(() => {
    app = createTestApp();
  });

  /** Oldest first. */
  const told = async () => {
    const page = await app.journal.query({ audit: 'hidden', limit: LIMITS.eventPage });
    return page.events
      .map(({ type, objectId = '', data }) => {
        const code = data?.['code'];
        return `${type} ${objectId}${typeof code === 'string' ? ` ${code}` : ''}`;
      })
      .reverse();
  };
  const status = (payload: 'online' | 'offline') =>
    app.messageRouter.accept({
      topic: 'aris/fcu/f1/status',
      payload: Buffer.from(payload),
      retained: false,
    });
  const fault = (code: string) => ({ code, severity: 'critical', message: `${code} is broken` });
  const report = (...codes: string[]) =>
    app.report('fcu', 'f1', { mode: 'idle', activeFaults: codes.map(fault) });

  it('that comes and goes is told of', async () => {
    report();
    assert.deepEqual(await told(), ['device_online f1']);
    app.clock.advance(LIMITS.deviceEventIntervalMs);
    report();
    status('offline');
    assert.deepEqual(await told(), ['device_online f1', 'device_offline f1']);
    const [{ severity, source, data } = {}] = (await app.journal.query({ audit: 'hidden' })).events;
    assert.deepEqual([severity, source, data], ['warning', 'device', { kind: 'fcu' }]);
  });

  it('that falls silent is told of as offline', async () => {
    report();
    app.clock.advance(LIMITS.readingFreshMs);
    app.devices.sweep();
    const ofF1 = (await told()).filter((line) => line.includes(' f1'));
    assert.deepEqual(ofF1, ['device_online f1', 'device_offline f1']);
  });

  it('that was never heard is told of as offline, once', async () => {
    report();
    app.clock.advance(LIMITS.readingFreshMs - 1);
    report();
    assert.deepEqual(await told(), ['device_online f1']);
    app.clock.advance(1);
    const all = await told();
    assert.equal(all.length, [...app.devices.all()].length);
    assert.ok(all.includes('device_offline s1') && !all.includes('device_offline f1'));
    app.takeHouse(app.house);
    app.clock.advance(LIMITS.readingFreshMs);
    assert.deepEqual(await told(), all);
  });

  it('that flaps is told of at most once each LIMITS.deviceEventIntervalMs, and as it is in the end', async () => {
    for (let second = 0; second < 600; second += 2) {
      report();
      status('online');
      app.clock.advance(SECOND_MS);
      status('offline');
      app.clock.advance(SECOND_MS);
    }
    app.clock.advance(LIMITS.deviceEventIntervalMs);
    const all = await told();
    assert.ok(all.length <= (10 * MINUTE_MS) / LIMITS.deviceEventIntervalMs + 1, String(all));
    assert.equal(all.at(-1), 'device_offline f1');
  });

  it('that is not in the house any more is not told of', async () => {
    report('pump');
    app.clock.advance(SECOND_MS);
    status('offline');
    report();
    status('offline');
    const before = await told();
    const zones = app.house.zones.map((zone) => ({ ...zone, terminals: [] }));
    app.takeHouse({ ...app.house, zones, fcus: [] });
    app.clock.advance(LIMITS.deviceEventIntervalMs);
    assert.deepEqual(
      (await told()).filter((line) => line.includes(' f1')),
      before,
    );
  });

  it('that sends what is no report is told of once in a while, with why it is none', async () => {
    report();
    for (let minute = 0; minute < 20; minute++) {
      const topic = 'aris/fcu/f1/telemetry';
      app.messageRouter.accept({ topic, payload: Buffer.from('[]'), retained: false });
      app.clock.advance(MINUTE_MS);
    }
    const { events } = await app.journal.query({ audit: 'hidden', type: 'report_refused' });
    assert.deepEqual(
      events.map(({ objectId, severity, message }) => [objectId, severity, message]),
      Array(2).fill(['f1', 'warning', 'fcu f1 reports what cannot be read: not a JSON object']),
    );
  });

  it('whose readings cannot be is told of once an hour for each of its fields', async () => {
    const refused = async () =>
      (await app.journal.query({ audit: 'hidden', type: 'reading_refused' })).events.map(
        ({ objectId, severity, message }) => [objectId, severity, message],
      );
    report();
    for (let minute = 0; minute < 119; minute++) {
      for (const roomTempC of [85, -127, '21', null, 1e300])
        app.report('fcu', 'f1', { mode: 'idle', roomTempC });
      app.clock.advance(MINUTE_MS);
    }
    const told = ['f1', 'warning', 'fcu f1: roomTempC cannot be 85: it must be from -40 to 60 °C'];
    assert.deepEqual(await refused(), [told, told]);
    app.report('fcu', 'f1', { mode: 'boost', roomTempC: 85 });
    assert.deepEqual((await refused())[0], [
      'f1',
      'warning',
      'fcu f1: mode cannot be "boost": it must be one of heat, cool, idle, inhibit',
    ]);
    assert.equal((await refused()).length, 3);
    const [{ source, data } = {}] = (await app.journal.query({ audit: 'hidden' })).events;
    assert.equal(source, 'device');
    const { kind, field, value } = data ?? {};
    assert.deepEqual([kind, field, value], ['fcu', 'mode', '"boost"']);
  });

  it('costs no commit of its own', async () => {
    const before = app.store.lastCommitMs();
    report('E1');
    await told();
    assert.equal(app.store.lastCommitMs(), before);
    await app.lazyBatch.flush();
    assert.equal(app.store.lastCommitMs(), app.clock.nowMs());
  });

  it('tells of its faults as they are raised and cleared', async () => {
    report();
    report('E1');
    report('E1', 'E2');
    app.clock.advance(LIMITS.deviceEventIntervalMs);
    report('E2');
    assert.deepEqual((await told()).slice(1), [
      'fault_raised f1 E1',
      'fault_raised f1 E2',
      'fault_cleared f1 E1',
    ]);
    const { events: page } = await app.journal.query({ audit: 'hidden', type: 'fault_raised' });
    const { severity, message, data } = page[0] ?? {};
    assert.deepEqual(
      [severity, message, data],
      ['critical', 'fcu f1: E2 is broken', { kind: 'fcu', code: 'E2', message: 'E2 is broken' }],
    );
  });

  it('keeps its faults while its list of them cannot be read, or one of the list', async () => {
    const list = (...activeFaults: unknown[]) => app.report('fcu', 'f1', { activeFaults });
    const known = () => app.faults.of({ kind: 'fcu', id: 'f1' }).map(({ code }) => code);
    report('E1');
    list(fault('E2'), { severity: 'terrible' });
    assert.deepEqual(known(), ['E1', 'E2'], 'it may be E1 that cannot be read');
    app.report('fcu', 'f1', { activeFaults: 'E3' });
    assert.deepEqual(known(), ['E1', 'E2']);
    app.clock.advance(LIMITS.deviceEventIntervalMs);
    assert.ok(!(await told()).some((line) => line.startsWith('fault_cleared')));
    for (let number = 0; number < LIMITS.deviceFaults; number++) list(`X${number}`, 7);
    assert.equal(known().length, LIMITS.deviceFaults);
    list(fault('E2'));
    assert.deepEqual(known(), ['E2']);
    app.clock.advance(LIMITS.deviceEventIntervalMs);
    assert.ok((await told()).includes('fault_cleared f1 E1'));
  });

  it('keeps its faults while it is away', async () => {
    report('E1');
    status('offline');
    app.clock.advance(LIMITS.deviceEventIntervalMs);
    status('online');
    assert.deepEqual(
      (await told()).filter((line) => line.startsWith('fault')),
      ['fault_raised f1 E1'],
    );
  });

  it('has faults of an earlier life told of again by nobody, but their end', async () => {
    const faults = async () => (await told()).filter((line) => line.startsWith('fault'));
    report('E1', 'E2');
    await app.lazyBatch.flush();
    app = createTestApp({ texts: app.texts, clock: app.clock });
    report('E1', 'E3');
    assert.deepEqual(await faults(), [
      'fault_raised f1 E1',
      'fault_raised f1 E2',
      'fault_cleared f1 E2',
      'fault_raised f1 E3',
    ]);
    app.takeHouse(app.house);
    report('E1', 'E3');
    app.clock.advance(LIMITS.deviceEventIntervalMs);
    report();
    assert.deepEqual((await faults()).slice(4).sort(), [
      'fault_cleared f1 E1',
      'fault_cleared f1 E3',
    ]);
  });

  it('has at most LIMITS.deviceFaults followed, and those at rest forgotten', async () => {
    const raised = async () => (await told()).filter((line) => line.startsWith('fault_raised'));
    for (let number = 0; number < LIMITS.deviceFaults + 10; number++) report(`E${number}`);
    assert.equal((await raised()).length, LIMITS.deviceFaults);
    app.clock.advance(LIMITS.deviceEventIntervalMs);
    app.clock.advance(LIMITS.deviceEventIntervalMs);
    report();
    report('new');
    assert.equal((await raised()).length, LIMITS.deviceFaults + 1);
  });
});
