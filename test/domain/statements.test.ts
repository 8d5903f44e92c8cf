import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { USES } from '../../src/domain/energy.ts';
import { READINGS, type DeviceKind } from '../../src/domain/equipment/catalogue.ts';
import type { ReadingTable } from '../../src/domain/equipment/reading.ts';
import {
  ENERGY_STATEMENTS,
  STATEMENTS,
  SYSTEM_STATEMENTS,
  ZONE_STATEMENTS,
} from '../../src/domain/statements.ts';

describe('what the hub says of the house', () => {
  it('has names of its own beside what devices report', () => {
    for (const [kind, table] of Object.entries(STATEMENTS)) {
      const readings: ReadingTable = READINGS[kind as DeviceKind];
      const reported = Object.values(readings).map(({ name }) => name);
      const names = Object.values(table).map(({ name }) => name);
      assert.equal(new Set([...reported, ...names]).size, reported.length + names.length, kind);
    }
    for (const table of [ENERGY_STATEMENTS, SYSTEM_STATEMENTS, ZONE_STATEMENTS]) {
      const names = Object.values(table).map(({ name }) => name);
      assert.equal(new Set(names).size, names.length);
    }
  });

  it('is of energy what is taken and moved for each use, but waiting moves no heat', () => {
    const uses = (what: string) =>
      USES.filter((use) => `total.uses.${use}.${what}` in ENERGY_STATEMENTS);
    assert.deepEqual(uses('electricalKwh'), USES);
    assert.deepEqual(
      uses('thermalKwh'),
      USES.filter((use) => use !== 'standby'),
    );
  });

  it('counts energy, and shows what nobody can name to who asks for it', () => {
    for (const [path, reading] of Object.entries(ENERGY_STATEMENTS)) {
      if (!path.endsWith('Kwh')) continue;
      assert.ok(reading.type === 'number' && reading.rises === true, path);
      assert.equal(reading.isNoisy === true, path.includes('unattributed'), path);
    }
    assert.ok(
      !('total.thermalKwh' in ENERGY_STATEMENTS),
      'a defrost makes it fall: it is no meter',
    );
  });
});
