import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ZoneView } from '../../src/domain/zone-view.ts';
import { expect, heard, laidOver } from '../../src/ui/expected.ts';
import { houseClock, instantAt, wallTime } from '../../src/ui/house-time.ts';
import { readTank } from '../../src/ui/pages/home/tank.ts';
import { troublesOf } from '../../src/ui/pages/home/troubles.ts';
import { vacationOrder } from '../../src/ui/pages/home/vacation.ts';
import { activityOf, holdText, houseSentence, whyText } from '../../src/ui/zone-look.ts';

const BERLIN = 'Europe/Berlin';
const NOW = Date.parse('2026-01-15T12:00:00Z');
const ZONE: ZoneView = {
  zoneId: 'z',
  friendlyName: 'Z',
  tempC: 20,
  mode: 'heat',
  tempHeatSetC: 21,
  activeCall: 'none',
  supportsHeat: true,
  supportsCool: false,
  effectiveMode: 'idle',
  reason: { code: 'satisfied', text: 'The room is at its setpoint.' },
};

describe('the house’s clocks', () => {
  it('go there and back, in summer and winter', () => {
    for (const iso of ['2026-01-15T12:00:00Z', '2026-07-15T12:34:00Z'])
      for (const zone of [BERLIN, 'America/New_York', 'Asia/Kathmandu', 'UTC'])
        assert.equal(instantAt(wallTime(Date.parse(iso), zone), zone), Date.parse(iso));
    assert.equal(wallTime(NOW, BERLIN), '2026-01-15T13:00');
  });
  it('take the first of a doubled time, and leap over a skipped one', () => {
    assert.equal(instantAt('2026-10-25T02:30', BERLIN), Date.parse('2026-10-25T00:30:00Z'));
    assert.equal(instantAt('2026-03-29T02:30', BERLIN), Date.parse('2026-03-29T01:30:00Z'));
    assert.ok(Number.isNaN(instantAt('', BERLIN)));
  });
  it('name the day where it is another', () => {
    assert.equal(houseClock('2026-01-15T22:59:00Z', BERLIN, NOW), '23:59');
    assert.equal(houseClock('2026-01-15T23:30:00Z', BERLIN, NOW), 'Fri 00:30');
    assert.equal(houseClock('2026-02-15T17:00:00Z', BERLIN, NOW), '15 Feb 18:00');
  });
});

describe('a vacation', () => {
  const plan = { from: '2026-01-20T08:00', until: '2026-01-27T18:00', isOn: false };
  it('is asked for in UTC', () => {
    assert.deepEqual(vacationOrder(plan, BERLIN, NOW).order, {
      mode: 'vacation',
      from: '2026-01-20T07:00:00.000Z',
      until: '2026-01-27T17:00:00.000Z',
    });
    assert.deepEqual(vacationOrder({ ...plan, isOn: true, until: '' }, BERLIN, NOW).order, {
      mode: 'vacation',
    });
  });
  it('has a beginning, and an end after it', () => {
    const fault = (change: object) => vacationOrder({ ...plan, ...change }, BERLIN, NOW).fault;
    assert.equal(fault({ from: '' })?.field, 'from');
    assert.equal(fault({ until: '2026-01-20T08:00' })?.field, 'until');
  });
});

describe('a zone in words', () => {
  it('tells what happens in it', () => {
    const after = (change: Partial<ZoneView>) => activityOf({ ...ZONE, ...change });
    assert.equal(after({}), 'comfortable');
    assert.equal(after({ effectiveMode: 'heat', mode: 'off' }), 'heating');
    assert.equal(after({ activeCall: 'cool' }), 'wantsCool');
    assert.equal(after({ mode: 'off' }), 'off');
    assert.equal(after({ reason: { code: 'minimum_off', text: '' } }), 'resting');
    const { tempC, ...blind } = ZONE;
    assert.equal(tempC, 20);
    assert.equal(activityOf(blind), 'blind');
  });
  it('tells why, for how long, and of all together', () => {
    const reason = { text: 'It rests.', until: '2026-01-15T12:30:00Z' };
    assert.equal(whyText(reason, BERLIN, NOW), 'It rests, until 13:30.');
    const hold = { until: '2026-01-15T14:10:00Z', source: 'x' };
    assert.equal(holdText(hold, BERLIN, NOW), 'By hand until 15:10, 2 h 10 min left');
    assert.equal(houseSentence([ZONE, ZONE]), 'Every room is as it should be.');
    assert.equal(
      houseSentence([ZONE, { ...ZONE, effectiveMode: 'heat' }]),
      'One room is being heated.',
    );
  });
});

describe('trouble', () => {
  it('is told the gravest first, by the names of the house', () => {
    const fault = { code: 'E1', source: 'fcu', objectId: 'f1', sinceTs: '2026-01-15T11:00:00Z' };
    const troubles = troublesOf({
      fcus: [{ fcuId: 'f1', friendlyName: 'Sofa' }],
      heatpumps: [],
      meters: [],
      dhw: { dhwId: 'd', online: false },
      faults: [
        { ...fault, severity: 'warning', message: 'The filter is full.' },
        { ...fault, code: 'E2', source: 'hcu', severity: 'critical', message: 'No flow.' },
        { ...fault, code: 'E3', source: 'system', severity: 'critical', message: 'No room.' },
      ],
    });
    assert.deepEqual(
      troubles.map(({ what, text }) => `${what} ${text}`),
      [
        'The heating unit: No flow.',
        'The hub: No room.',
        'Sofa: The filter is full.',
        'The hot water tank does not answer. ',
      ],
    );
  });
});

describe('the tank', () => {
  it('is boosting until the boost is over', () => {
    const view = {
      tempTopC: 48.7,
      effectiveCapacityLiters: 215.3,
      boostUntil: '2026-01-15T13:00:00Z',
    };
    assert.equal(readTank(view, NOW).state, 'boosting');
    assert.equal(readTank(view, NOW + 3_600_000).state, 'ready');
    assert.equal(readTank({ ...view, isSanitizing: true }, NOW).state, 'disinfecting');
    assert.deepEqual(
      [readTank(view, NOW).litres, readTank({ online: false }, NOW).isSilent],
      [215, true],
    );
  });
});

describe('what is expected', () => {
  it('is shown at once, added to, and taken back', () => {
    const told = { a: 1, b: 1 };
    const first = expect('zone/x', { a: 2 });
    const second = expect('zone/x', { b: 2 });
    assert.deepEqual(laidOver('zone/x', told), { a: 2, b: 2 });
    first.takeBack();
    assert.deepEqual(laidOver('zone/x', told), { a: 2, b: 2 });
    second.takeBack();
    assert.equal(laidOver('zone/x', told), told);
  });
  it('stays over what was told before the answer, and goes when it is confirmed', () => {
    const told = { a: 1 };
    const one = expect('dhw', { a: 2 });
    heard('dhw', told);
    assert.deepEqual(laidOver('dhw', told), { a: 2 });
    one.answered({ a: 3 });
    heard('dhw', { a: 1 });
    assert.deepEqual(laidOver('dhw', told), { a: 3 });
    heard('dhw', { a: 3 });
    assert.equal(laidOver('dhw', told), told);
  });
});
