import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { LIMITS } from '../../src/domain/limits.ts';
import { createTestApp } from '../support/app.ts';
import { familyIn, samplesIn } from '../support/metric-samples.ts';

type App = ReturnType<typeof createTestApp>;

const samplesOf = ({ metrics }: App) => samplesIn(metrics.page('text'));
const namesOf = (app: App) => [...samplesOf(app).keys()].sort();

describe('the series of faults', () => {
  it('are a bounded number for a device that makes up faults', () => {
    const app = createTestApp();
    const seen = new Set<string>();
    for (let n = 0; n < LIMITS.metricFaultCodes + 100; n++) {
      app.report('fcu', 'f1', { activeFaults: [`code "${n}"`, `more ${n}`] });
      for (const name of namesOf(app))
        if (name.startsWith('aris_device_fault_active')) seen.add(name);
    }
    assert.equal(seen.size, LIMITS.metricFaultCodes + 1);
    assert.ok(
      seen.has('aris_device_fault_active{device="f1",kind="fcu",code="other",severity="warning"}'),
    );
    app.report('fcu', 'f1', { activeFaults: [] });
    assert.ok(!namesOf(app).some((name) => name.startsWith('aris_device_fault_active')));
  });

  it('have what the hub finds by itself for as long as it stands, and no device twice', () => {
    const app = createTestApp();
    const found = () => familyIn(samplesOf(app), 'aris_found_fault_active');
    assert.deepEqual(found(), {});
    app.report('fcu', 'f1', { activeFaults: ['E7'] });
    const isCertain = true;
    app.faults.find([
      { source: 'zone', objectId: 'living', code: 'frost', isCertain },
      { source: 'system', objectId: 'hub', code: 'storage_slow', isCertain },
    ]);
    assert.deepEqual(found(), {
      '{source="zone",object_id="living",code="frost",severity="critical"}': 1,
      '{source="system",object_id="hub",code="storage_slow",severity="warning"}': 1,
    });
    app.faults.find([]);
    assert.deepEqual(found(), {});
  });
});
