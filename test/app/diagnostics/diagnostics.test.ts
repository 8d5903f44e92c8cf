/** What may be shown to others in a report of a fault: no name, no address, no credential. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  createDiagnostics,
  type DiagnosticSources,
} from '../../../src/app/diagnostics/diagnostics.ts';
import { createDeviceRegistry } from '../../../src/app/devices/device-registry.ts';
import { createCurrentHouse } from '../../../src/app/house/current-house.ts';
import { refusal } from '../../../src/domain/equipment/refused.ts';
import { DEFAULT_SETTINGS, type HouseSettings } from '../../../src/domain/settings.ts';
import { plantWith, RELAY } from '../../support/bound-house.ts';
import { createFakeClock } from '../../support/fake-clock.ts';

function reporting(more: Partial<DiagnosticSources> = {}, settings: Partial<HouseSettings> = {}) {
  const clock = createFakeClock(Date.parse('2026-01-15T10:00:00Z'));
  const house = createCurrentHouse(plantWith(RELAY));
  const devices = createDeviceRegistry({ house, clock });
  const report = createDiagnostics({
    versions: { hub: '0.2.0' },
    serial: '0123456789ab',
    apiLevel: 1,
    isVirtual: false,
    configuration: {},
    settings: () => ({ ...DEFAULT_SETTINGS, ...settings }),
    house: () => house.get(),
    health: () => ({ status: 'ok' }),
    devices,
    messageRouter: { counts: () => ({}) } as never,
    deviceCommands: { pendingCount: () => 1, unconfirmedCount: () => 2 },
    controlLoop: { stats: () => ({}) } as never,
    store: {
      trouble: () => undefined,
      lastCommitMs: () => undefined,
      stats: () => ({ usedBytes: 5, limitBytes: 9 }) as never,
    },
    counts: () => ({ tokens: 3 }),
    recent: () => [],
    nowMs: () => clock.nowMs(),
    ...more,
  });
  return { devices, report: () => report() as Record<string, Record<string, unknown>> };
}

describe('diagnostics', () => {
  it('have no name that a person gave, and no topic of a device', () => {
    const { report } = reporting({}, { name: 'The Smiths' });
    const text = JSON.stringify(report());
    for (const told of ['The Smiths', 'Radiator', 'Hall"', 'cmnd/POWER', 'stat/RESULT'])
      assert.ok(!text.includes(told), told);
    assert.equal(report()['settings']?.['name'], 'set');
    assert.equal(reporting().report()['settings']?.['name'], 'default');
    assert.equal(report()['settings']?.['dhwTargetC'], DEFAULT_SETTINGS.dhwTargetC);
  });

  it('have the house by its ids, and how what is bound is bound', () => {
    const { zones, fcus, bindings } = reporting().report()['house'] ?? {};
    assert.deepEqual(zones, [
      {
        zoneId: 'hall',
        sensors: ['hall_air'],
        terminals: ['hall_valve'],
        supportsHeat: true,
        supportsCool: true,
      },
    ]);
    assert.deepEqual(fcus, [{ fcuId: 'hall_valve', drainsCondensate: false }]);
    assert.deepEqual(bindings, [
      {
        kind: 'fcu',
        id: 'hall_valve',
        readings: ['on'],
        availability: 0,
        isSwitched: true,
        isSet: false,
      },
    ]);
  });

  it('say of devices whether they are there, and why something is refused, but not what was said', () => {
    const { devices, report } = reporting();
    const device = devices.get('sensor', 'hall_air');
    assert.ok(device);
    devices.report(device, {}, { refused: [refusal('tempC', 'a secret', 'must be a number')] });
    const shown = (report()['devices'] as unknown as Record<string, unknown>[]).find(
      ({ id }) => id === 'hall_air',
    );
    assert.deepEqual(
      [shown?.['online'], shown?.['bound'], shown?.['lastSeenTs']],
      [true, false, '2026-01-15T10:00:00Z'],
    );
    assert.ok(!JSON.stringify(report()).includes('a secret'));
    assert.ok(JSON.stringify(shown).includes('must be a number'));
  });

  it('have the state of the store', () => {
    const of = (trouble: string | undefined) => {
      const store = {
        trouble: () => trouble,
        lastCommitMs: () => 0,
        stats: () => ({ usedBytes: 5, limitBytes: 9 }),
      } as unknown as DiagnosticSources['store'];
      const { full, unwritable } = reporting({ store }).report()['store'] ?? {};
      return [full, unwritable];
    };
    assert.deepEqual(of(undefined), [false, false]);
    assert.deepEqual(of('full'), [true, false]);
    assert.deepEqual(of('unwritable'), [false, true]);
    assert.deepEqual(of('damaged'), [false, true]);
  });

  it('have credentials masked, wherever they came from', () => {
    const token = `aris_tok_${'a'.repeat(46)}`;
    const { report } = reporting({ configuration: { text: `Bearer ${token}` } });
    assert.ok(!JSON.stringify(report()).includes(token));
  });
});
