import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { headline, powers } from '../../../../src/ui/pages/plant/headline.ts';
import { picture } from '../../../../src/ui/pages/plant/picture.ts';
import { HEATING, zone } from '../../support/heating-house.ts';

describe('the picture of the plant', () => {
  it('tells what flows where, and how warm it is', () => {
    const { outdoor, sources, unit, tank, storage, circuit, rooms } = picture(HEATING, 'C');
    assert.equal(outdoor, '−3.2°');
    assert.deepEqual(
      [sources[0], unit, tank, storage].map((part) => part?.flow),
      ['heat', 'heat', 'none', 'heat'],
    );
    assert.equal(sources[0]?.state, 'Running at 62%');
    assert.deepEqual(unit?.lines, ['Supply 38.2° · return 33.0°', '24.1\u00a0L/min']);
    assert.deepEqual(tank?.layers, ['50.0°', '', '']);
    assert.equal(circuit, 'heat');
    assert.deepEqual(
      rooms.map(({ flow, state, temp, lines }) => [flow, state, temp, lines]),
      [
        ['heat', 'Heating', '19.4°', ['fan 60%']],
        ['none', 'Resting', '20.0°', []],
      ],
    );
    assert.equal(headline(HEATING), 'The rooms are being heated.');
    assert.equal(powers(HEATING), '6\u00a0kW of heat from 1.5\u00a0kW of electricity');
  });

  it('is cold where water is cooled, and in Fahrenheit where the house is', () => {
    const cooling = {
      ...HEATING,
      zones: [zone('living', { effectiveMode: 'cool' })],
      hcu: { ...HEATING.hcu, mode: 'cool', supplyTempC: 10 },
    };
    const { circuit, unit, rooms } = picture(cooling, 'F');
    assert.deepEqual([circuit, unit?.flow, rooms[0]?.flow], ['cool', 'cool', 'cool']);
    assert.equal(unit?.lines[0], 'Supply 50° · return 91°');
  });

  it('has a heat pump run that tells hertz, or nothing of its compressor, and its unit runs', () => {
    const stateOf = (pump: object, state: string) => {
      const heatpumps = [{ hpId: 'hp_1', defrostActive: false, ...pump }];
      const [source] = picture(
        { ...HEATING, heatpumps, hcu: { ...HEATING.hcu, state } },
        'C',
      ).sources;
      return [source?.state, source?.flow];
    };
    assert.deepEqual(stateOf({ compressorHz: 42 }, 'running'), ['Running at 42\u00a0Hz', 'heat']);
    assert.deepEqual(stateOf({ compressorHz: 0 }, 'standby'), ['At rest', 'none']);
    assert.deepEqual(stateOf({}, 'running'), ['Running', 'heat']);
    assert.deepEqual(stateOf({}, 'standby'), ['At rest', 'none']);
  });

  it('has no fan where a valve lets the water through', () => {
    const fcus = [{ fcuId: 'v', zoneId: 'living', mode: 'heat' }];
    const [room] = picture({ ...HEATING, fcus }, 'C').rooms;
    assert.deepEqual([room?.flow, room?.lines], ['heat', []]);
  });

  it('moves nothing to the rooms while the tank is charged', () => {
    const { circuit, tank, rooms } = picture(
      {
        ...HEATING,
        tes: { tesId: 't' },
        hcu: { ...HEATING.hcu, mode: 'dhw_charge' },
        dhw: { ...HEATING.dhw, heatingActive: true },
      },
      'C',
    );
    assert.deepEqual([circuit, tank?.flow, tank?.state], ['none', 'heat', 'Heating up']);
    assert.deepEqual([rooms[0]?.state, rooms[0]?.flow], ['Waiting to heat', 'none']);
  });

  it('says of a silent device that it is silent, and nothing else', () => {
    const silent = { ...HEATING, hcu: { hcuId: 'h', online: false } };
    const { unit, outdoor } = picture(silent, 'C');
    assert.deepEqual(
      [unit?.isOnline, unit?.state, unit?.flow, unit?.lines, outdoor],
      [false, 'Does not report', 'none', [], undefined],
    );
    assert.equal(headline(silent), 'The plant does not report.');
    assert.equal(powers(silent), undefined);
  });

  it('is of what there is', () => {
    const bare = { zones: [zone('a')], fcus: [], heatpumps: [], meters: [], faults: [] };
    const { sources, unit, tank, storage, rooms } = picture(bare, 'C');
    assert.deepEqual([sources, unit, tank, storage], [[], undefined, undefined, undefined]);
    assert.equal(rooms.length, 1);
    assert.match(headline(bare), /no heating or cooling plant/);
  });
});
