import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as v from 'valibot';
import { EQUIPMENT, EQUIPMENT_KINDS, READINGS } from '../../../src/domain/equipment/catalogue.ts';
import { EQUIPMENT_SCHEMAS } from '../../../src/http/contract/equipment.ts';

/** An answer is described as it is where it has no member that is not said, nor one that is otherwise. */
const isDescribed = (kind: keyof typeof EQUIPMENT_SCHEMAS, view: object) =>
  v.is(v.strictObject(EQUIPMENT_SCHEMAS[kind].entries), view);
const isOf = (kind: keyof typeof EQUIPMENT_SCHEMAS, view: object) =>
  isDescribed(kind, { online: true, ...view });

describe('the schema of a device', () => {
  it('has its id, and all that its kind reports, which may be absent', () => {
    for (const kind of EQUIPMENT_KINDS) {
      const { entries } = EQUIPMENT_SCHEMAS[kind];
      assert.ok(EQUIPMENT[kind].id in entries, kind);
      for (const path of Object.keys(READINGS[kind]))
        assert.ok((path.split('.')[0] ?? '') in entries, `${kind}.${path}`);
    }
    assert.ok(isOf('hcu', { hcuId: 'h' }));
    assert.ok(!isOf('hcu', { hcuId: 1 }));
    assert.ok(isOf('hcu', { hcuId: 'h', supplyTempC: 30 }));
    assert.ok(!isOf('hcu', { hcuId: 'h', supplyTempC: 'warm' }));
  });

  it('has what the house file says of it, save what is a matter of the file alone', () => {
    assert.ok(isOf('fcu', { fcuId: 'f', friendlyName: 'South', zoneId: 'living' }));
    assert.ok(!isOf('fcu', { fcuId: 'f' }), 'each fan coil has a name');
    assert.ok(isOf('heatpump', { hpId: 'p', parentHcuId: 'h' }));
    const meter = { meterId: 'm', friendlyName: 'Grid', measures: 'electricity' };
    assert.ok(isOf('meter', meter));
    assert.ok(!isOf('meter', { ...meter, measures: 'water' }));
    for (const kind of EQUIPMENT_KINDS)
      for (const [name, { type }] of Object.entries<{ type: string }>(EQUIPMENT[kind].members))
        assert.equal(name in EQUIPMENT_SCHEMAS[kind].entries, type !== 'flag', `${kind}.${name}`);
  });

  it('says whether it is heard of, always, and since when it is not', () => {
    assert.ok(isOf('tes', { tesId: 't', online: false, lastSeenTs: '2026-01-15T10:00:00Z' }));
    assert.ok(isDescribed('tes', { tesId: 't', online: true }));
    assert.ok(!isDescribed('tes', { tesId: 't' }));
    assert.ok(!isOf('tes', { tesId: 't', online: false, lastSeenTs: 'yesterday' }));
  });

  it('has what is asked of its kind, and of no other', () => {
    assert.ok(isOf('dhw', { dhwId: 'd', targetTempC: 50, recirc: true }));
    assert.ok(isOf('hcu', { hcuId: 'h', curveShiftK: -2 }));
    for (const name of ['targetTempC', 'recirc', 'curveShiftK', 'zoneId', 'control'])
      assert.ok(!(name in EQUIPMENT_SCHEMAS.solar.entries), name);
    assert.ok(!('control' in EQUIPMENT_SCHEMAS.fcu.entries));
  });

  it('has how far the hub goes with a machine of another make', () => {
    const control = { level: 'nudge', chosen: 'steer' };
    assert.ok(isOf('hcu', { hcuId: 'h', control }));
    assert.ok(!isOf('hcu', { hcuId: 'h', control: { ...control, level: 'push' } }));
    assert.ok(!isOf('hcu', { hcuId: 'h', control: { ...control, released: false } }));
  });
});
