/** What the house shows of itself, as the hub joins it. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { LIMITS } from '../../src/domain/limits.ts';
import { MINUTE_MS } from '../../src/domain/units.ts';
import { createTestApp } from '../support/app.ts';
import { doer } from '../support/doers.ts';

const BY = doer('usr_1');

describe('what is shown, joined', () => {
  it('has the hot water with what is asked of it, at once', async () => {
    const app = createTestApp();
    const target = () => app.equipment.list('dhw')[0]?.['targetTempC'];
    assert.equal(target(), 50);
    await app.dhwRequests.command({ targetTempC: 53 }, BY);
    assert.equal(target(), 53);
  });

  it('has each device with what control has decided of it, once it has', async () => {
    const app = createTestApp();
    const decision = () => app.equipment.list('hcu')[0]?.['effective'];
    assert.equal(decision(), undefined);
    app.clock.advance(LIMITS.controlSettleMs);
    await app.controlLoop.cycle();
    assert.notEqual(decision(), undefined);
  });

  it('shows nothing of what is asked of the hot water with other devices', async () => {
    const app = createTestApp();
    await app.dhwRequests.command({ targetTempC: 53 }, BY);
    assert.equal(app.equipment.list('tes')[0]?.['targetTempC'], undefined);
  });

  it('samples zones and equipment for history', () => {
    const app = createTestApp();
    const stop = app.history.start();
    app.report('sensor', 's1', { tempC: 20 });
    app.report('dhw', 'dhw_main', { tempTopC: 48 });
    app.clock.advance(2 * MINUTE_MS);
    stop();
    const newest = (kind: 'zone' | 'dhw', id: string, field: string) =>
      app.history.query(kind, id, { fields: [field] }).points.at(-1)?.[field];
    assert.deepEqual(
      [newest('zone', 'living', 'tempC'), newest('dhw', 'dhw_main', 'tempTopC')],
      [20, 48],
    );
  });

  it('begins the day of its energies with that of the house', async () => {
    // In Berlin ten seconds before midnight.
    const app = createTestApp({ start: Date.parse('2026-01-15T22:59:50Z') });
    for (const many of [0, 1, 2]) {
      if (many > 0) app.clock.advance(10_000);
      const counted = { lifetimeThermalKwh: 1_420 + 0.4 * many, lifetimeElecKwh: 450 + 0.1 * many };
      app.report('hcu', 'hcu_main', { mode: 'heat', state: 'running', ...counted });
    }
    await app.store.commit(app.energy.gather());
    app.energy.settle(true);
    assert.deepEqual(
      app.energy.report().days.map(({ period }) => period),
      ['2026-01-16', '2026-01-15'],
    );
  });
});
