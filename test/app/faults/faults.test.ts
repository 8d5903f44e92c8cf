/** The faults that control finds, as they stand and are told of. */
import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { FAULT_SENTENCES } from '../../../src/domain/sentences/faults.ts';
import { FINDINGS, type Finding, type FindingCode } from '../../../src/domain/control/findings.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import { HOUR_MS, isoTime, MINUTE_MS } from '../../../src/domain/units.ts';
import { createTestApp, OWNER, bearer, type TestApp } from '../../support/app.ts';
import { SMALL_HOUSE } from '../../support/house.ts';
import { settled } from '../../support/settled.ts';

const finding = (code: FindingCode, source = 'zone', objectId = 'living'): Finding => ({
  source,
  objectId,
  code,
  isCertain: true,
});
const unsure = (code: FindingCode): Finding => ({ ...finding(code), isCertain: false });

describe('a fault that control finds', () => {
  let app: TestApp;
  beforeEach(() => {
    app = createTestApp();
  });

  const find = (...findings: readonly Finding[]) => app.faults.find(findings);
  const standing = () => app.faults.list().map(({ code }) => code);
  /** Of faults, oldest first. */
  async function told(): Promise<string[]> {
    const { events } = await app.journal.query({ audit: 'hidden', limit: LIMITS.eventPage });
    return events
      .filter(({ type }) => type.startsWith('fault_'))
      .map(({ type, source, objectId, data }) =>
        [type, `${source}/${objectId ?? ''}`, data?.['code'] as string].join(' '),
      )
      .reverse();
  }
  /** The hub is gone and starts again, over what is on the disk. */
  function restart(): void {
    app = createTestApp({ texts: app.texts, clock: app.clock });
  }

  it('stands in /api/faults and /api/state in the documented form, until it is over', async () => {
    const { token } = await app.tokens.create(OWNER, {
      name: 'x',
      permissions: ['equipment:read'],
    });
    const get = async (target: string) =>
      (await app.ask({ target, headers: [bearer(token)] })).json['faults'];
    find(finding('frost'));
    app.clock.advance(MINUTE_MS);
    find(finding('frost'));
    const expected = {
      source: 'zone',
      objectId: 'living',
      code: 'frost',
      severity: 'critical',
      message: FAULT_SENTENCES.frost,
      sinceTs: '2026-01-15T10:00:00Z',
    };
    assert.deepEqual(await get('/api/faults'), [expected]);
    assert.deepEqual(await get('/api/state'), [expected]);
    find();
    assert.deepEqual(await get('/api/faults'), []);
    assert.deepEqual(await get('/api/state'), []);
    assert.deepEqual(await told(), [
      'fault_raised zone/living frost',
      'fault_cleared zone/living frost',
    ]);
  });

  it('stands beside those that devices report', () => {
    app.report('hcu', 'hcu_main', { activeFaults: ['P1'] });
    app.clock.advance(MINUTE_MS);
    find(finding('source_fault', 'hcu', 'hcu_main'));
    assert.deepEqual(standing(), ['source_fault', 'P1']);
    const ofHcu = app.faults.of({ kind: 'hcu', id: 'hcu_main' });
    assert.deepEqual(
      ofHcu.map(({ code }) => code),
      ['P1'],
    );
  });

  it('keeps its time over a restart, and is not told of again', async () => {
    find(finding('frost'));
    await app.lazyBatch.flush();
    app.clock.advance(MINUTE_MS);
    restart();
    assert.deepEqual(
      app.faults.list().map(({ code, sinceTs }) => [code, sinceTs]),
      [['frost', '2026-01-15T10:00:00Z']],
    );
    find(finding('frost'));
    assert.deepEqual(await told(), ['fault_raised zone/living frost']);
    find();
    assert.deepEqual(standing(), []);
    assert.deepEqual((await told()).at(-1), 'fault_cleared zone/living frost');
    await app.lazyBatch.flush();
    restart();
    assert.deepEqual(standing(), []);
  });

  it('stands while nobody can say, and begins with nothing uncertain', () => {
    find(unsure('frost'));
    assert.deepEqual(standing(), []);
    find(finding('frost'));
    find(unsure('frost'));
    assert.deepEqual(standing(), ['frost']);
    find();
    assert.deepEqual(standing(), []);
  });

  it('that is found by what is not heard has to wait for the house after a start', () => {
    const silent = () => find(finding('device_offline', 'fcu', 'f1'));
    silent();
    app.clock.advance(LIMITS.readingFreshMs - 1);
    silent();
    assert.deepEqual(standing(), []);
    app.clock.advance(1);
    silent();
    assert.deepEqual(standing(), ['device_offline']);
  });

  it('that has to last is one once it has lasted, since it began', async () => {
    const { afterMs } = FINDINGS.not_served;
    assert.equal(afterMs, 2 * HOUR_MS);
    const began = isoTime(app.clock.nowMs());
    find(finding('not_served'));
    app.clock.advance(afterMs - 1);
    find(finding('not_served'));
    assert.deepEqual([standing(), await told()], [[], []]);
    app.clock.advance(1);
    find(finding('not_served'));
    assert.equal(app.faults.list()[0]?.sinceTs, began);
    find();
    find(finding('not_served'));
    assert.deepEqual(standing(), [], 'it begins anew');
  });

  it('that comes and goes is told of once in a while', async () => {
    for (let second = 0; second < 60; second++) {
      find(finding('frost'));
      find();
      app.clock.advance(10_000);
    }
    const lines = await told();
    assert.ok(lines.length >= 2 && lines.length <= 11, lines.join('\n'));
    assert.equal(lines.at(-1), 'fault_cleared zone/living frost');
  });

  it('is not told of where an event of another type does', async () => {
    find(finding('command_unconfirmed', 'fcu', 'f1'));
    assert.deepEqual(standing(), ['command_unconfirmed']);
    assert.deepEqual(await told(), []);
  });

  it('goes with its object, and goes on when the house is read anew', async () => {
    find(finding('frost'), finding('frost', 'zone', 'bath'));
    app.takeHouse({ ...SMALL_HOUSE, zones: SMALL_HOUSE.zones.slice(0, 1) });
    assert.equal(standing().length, 1);
    find(finding('frost'), finding('frost', 'zone', 'bath'));
    assert.equal(standing().length, 1, 'nobody owns it');
    await app.lazyBatch.flush();
    assert.equal(app.texts.get('found_faults/zone/bath'), undefined);
    assert.ok(app.texts.get('found_faults/zone/living'));
  });

  it('waits where there are LIMITS.foundFaults already', () => {
    const zones = Array.from({ length: LIMITS.foundFaults + 1 }, (_, index) => ({
      zoneId: `z${index}`,
      friendlyName: 'x',
      sensors: [],
      terminals: [],
      supportsHeat: true,
      supportsCool: false,
    }));
    app.takeHouse({ ...SMALL_HOUSE, zones });
    const all = zones.map(({ zoneId }) => finding('frost', 'zone', zoneId));
    find(...all);
    assert.equal(standing().length, LIMITS.foundFaults);
    find(...all.slice(1));
    find(...all.slice(1));
    assert.ok(app.faults.list().some(({ objectId }) => objectId === `z${LIMITS.foundFaults}`));
    assert.equal(standing().length, LIMITS.foundFaults);
  });

  it('is found by the cycle: a device that is silent, one that does not hear, a zone without sensors', async () => {
    app.mqttSession.start();
    app.controlLoop.start();
    const report = () => {
      app.report('sensor', 's1', { tempC: 21 });
      app.report('sensor', 's2', { tempC: 21 });
      app.report('fcu', 'f1', { mode: 'idle' });
    };
    for (let minute = 0; minute <= LIMITS.readingFreshMs / MINUTE_MS; minute++) {
      report();
      app.clock.advance(MINUTE_MS);
      await settled();
    }
    const of = (id: string) =>
      app.faults.list().flatMap(({ objectId, code }) => (objectId === id ? [code] : []));
    assert.deepEqual(of('s1'), []);
    assert.deepEqual(of('living'), []);
    assert.deepEqual(of('f1'), ['command_unconfirmed']);
    assert.deepEqual(of('bath'), ['temperature_unknown']);
    assert.deepEqual(of('hp_1'), ['device_offline']);
    assert.deepEqual(of('hcu_main').sort(), [
      'command_unconfirmed',
      'device_offline',
      'outdoor_unknown',
    ]);
    app.report('fcu', 'f3', { roomTempC: 21 });
    app.clock.advance(LIMITS.controlPeriodMs);
    await settled();
    assert.deepEqual(of('bath'), []);
  });
});
