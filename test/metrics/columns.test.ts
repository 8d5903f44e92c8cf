import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { columnTable, gauge, info, states, type SampleRow } from '../../src/metrics/columns.ts';
import { family } from '../../src/metrics/family.ts';
import { MetricsPage } from '../../src/metrics/exposition.ts';

interface Zone {
  tempC?: number | undefined;
  mode?: string;
  name?: string | undefined;
}
const table = (isFrozen = false) =>
  columnTable<Zone>(
    [
      gauge(family('gauge', 'temp', 'T.', ['zone']), ({ tempC }) => tempC),
      states(family('gauge', 'mode', 'M.', ['zone', 'mode']), ['heat', 'off'], ({ mode }) => mode),
      info(family('info', 'name_info', 'N.', ['zone', 'name']), ({ name }) => name),
    ],
    { isFrozen },
  );
/** The samples without their heads. */
function samples(of: ReturnType<typeof table>, ...rows: readonly SampleRow<Zone>[]): string[] {
  const page = new MetricsPage('text');
  of.write(page, rows);
  const text = Buffer.from(page.end()).toString();
  return text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
}

describe('a table of columns', () => {
  it('has one family after the other, with a sample for each object', () => {
    assert.deepEqual(
      samples(table(), ['a', { tempC: 20, mode: 'off', name: 'A' }], ['b', { tempC: 21 }]),
      [
        'temp{zone="a"} 20',
        'temp{zone="b"} 21',
        'mode{zone="a",mode="heat"} 0',
        'mode{zone="a",mode="off"} 1',
        'name_info{zone="a",name="A"} 1',
      ],
    );
  });

  it('follows what is said, and what is no more', () => {
    const zones = table();
    const zone: Zone = { tempC: 20, name: 'A' };
    samples(zones, ['a', zone]);
    zone.tempC = 19.5;
    zone.name = 'B';
    assert.deepEqual(samples(zones, ['a', zone]), [
      'temp{zone="a"} 19.5',
      'name_info{zone="a",name="B"} 1',
    ]);
    zone.tempC = undefined;
    assert.deepEqual(samples(zones, ['a', zone]), ['name_info{zone="a",name="B"} 1']);
    zone.name = undefined;
    assert.deepEqual(samples(zones, ['a', zone]), []);
    zone.name = 'B';
    assert.deepEqual(samples(zones, ['a', undefined]), []);
    assert.deepEqual(samples(zones, ['a', zone]), ['name_info{zone="a",name="B"} 1']);
  });

  it('follows objects that come, go and change places', () => {
    const zones = table();
    const [a, b] = [{ tempC: 1 }, { tempC: 2 }];
    samples(zones, ['a', a], ['b', b]);
    assert.deepEqual(samples(zones, ['b', b], ['a', a]), ['temp{zone="b"} 2', 'temp{zone="a"} 1']);
    assert.deepEqual(samples(zones, ['b', b]), ['temp{zone="b"} 2']);
  });

  it('asks a frozen object once', () => {
    const zone: Zone = { tempC: 20 };
    const frozen = table(true);
    samples(frozen, ['a', zone]);
    zone.tempC = 30;
    assert.deepEqual(samples(frozen, ['a', zone]), ['temp{zone="a"} 20']);
    assert.deepEqual(samples(frozen, ['a', { tempC: 30 }]), ['temp{zone="a"} 30']);
  });
});
