import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Candidate, FoundDevice } from '../../../src/app/found/candidates.ts';
import type { Replaced } from '../../../src/app/found/successors.ts';
import { foundView, strangerView, type Looking } from '../../../src/app/found/views.ts';
import { roomFinder } from '../../../src/domain/found/nearness.ts';
import { takenIn } from '../../../src/domain/found/proposal.ts';
import type { Sighting } from '../../../src/domain/found/sighting.ts';
import { SECOND_MS } from '../../../src/domain/units.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { candidatesOf, relay, thermometer, valve } from '../../support/found/sightings.ts';
import { SMALL_HOUSE } from '../../support/house.ts';

const clock = createFakeClock();
clock.advance(60 * SECOND_MS);
const looking = (more: Partial<Looking> = {}): Looking => ({
  hcuId: 'hcu_main',
  setUpOf: () => undefined,
  replacedBy: () => [],
  clock,
  ...more,
});

function found(sighting: Sighting, said: Readonly<Record<string, string>> = {}): FoundDevice {
  const candidates = candidatesOf([sighting]);
  for (const [topic, text] of Object.entries(said))
    candidates.hear(
      { topic, payload: Buffer.from(text), retained: false },
      clock.monotonicMs() - 30 * SECOND_MS,
    );
  const [device] = candidates.devices;
  assert.ok(device !== undefined);
  return device;
}

describe('a found device', () => {
  it('is shown with what it would become, what it says and since when, and what would add it', () => {
    const view = foundView(
      found(thermometer('Attic', { model: 'T1' }), { 'air/Attic': '20.5' }),
      looking(),
    );
    const [becoming] = view.becomes;
    assert.deepEqual(
      [view.foundId, view.source, view.name, view.model],
      ['test/Attic', 'zigbee2mqtt', 'Attic', 'T1'],
    );
    assert.deepEqual(becoming?.values, [
      { field: 'tempC', value: 20.5, ts: '2026-01-15T12:00:30Z' },
    ]);
    assert.deepEqual([becoming.kind, becoming.id, becoming.room], ['sensor', 'attic', 'Attic']);
    assert.equal(becoming.measuresRoom, true);
    assert.deepEqual(Object.keys(view.house ?? {}), ['zones', 'bindings']);
    for (const absent of ['near', 'replaces', 'online', 'refused', 'inHouse'])
      assert.ok(!(absent in becoming), absent);
    const plain = foundView(found(thermometer('Attic', { model: '\u200b' })), looking());
    assert.ok(!('model' in plain || 'setUp' in plain));
  });

  it('shows what the broker had kept as that, what cannot be, and no text that shows as something else', () => {
    const device = found(thermometer('Attic'), { 'air/Attic': '20' });
    const [candidate] = device.candidates as readonly [Candidate];
    candidate.kept.add('tempC');
    candidate.bound.said.set('word', { value: 'a\u202eb', atMs: 0 });
    candidate.bound.said.set('list', { value: [], atMs: 0 });
    const refusal = { field: 'rhPercent', value: '200', reason: 'must be from 0 to 100 %' };
    candidate.bound.refused.set('rhPercent', refusal);
    const [becoming] = foundView(device, looking()).becomes;
    assert.deepEqual(
      becoming?.values.map(({ field, value, kept }) => [field, value, kept]),
      [
        ['tempC', 20, true],
        ['word', 'a\\u202eb', undefined],
      ],
    );
    assert.deepEqual(becoming.refused, [refusal]);
  });

  it('that stands in the house already adds nothing, and seems to stand nowhere else', () => {
    const device = found(valve('Bathroom valve'));
    const [candidate] = device.candidates as readonly [Candidate];
    assert.deepEqual(foundView(device, looking()).becomes[0]?.near, [
      { zoneId: 'bath', by: 'name' },
    ]);
    const inHouse = { kind: 'fcu', id: 'f3' } as const;
    const view = foundView({ ...device, candidates: [{ ...candidate, inHouse }] }, looking());
    assert.deepEqual([view.house, view.becomes[0]?.inHouse], [undefined, inHouse]);
    assert.ok(!('near' in (view.becomes[0] ?? {})));
  });

  it('seems to stand in a room only where it is in one, and measures it only where it can', () => {
    const meter = thermometer('Bathroom', {
      offers: [{ kind: 'meter', binding: { readings: [{ field: 'powerKw', topic: 'm/power' }] } }],
    });
    const [becoming] = foundView(found(meter), looking()).becomes;
    assert.deepEqual([becoming?.kind, becoming?.near], ['meter', undefined]);
    const measures = (of: Sighting) => foundView(found(of), looking()).becomes[0]?.measuresRoom;
    assert.deepEqual([valve('Hall'), relay('Hall')].map(measures), [true, undefined]);
  });

  it('names the silent devices whose place it could take, and what has to be turned on in it', () => {
    const replaced = { kind: 'sensor', id: 's1' } as Replaced;
    const view = foundView(
      found(thermometer('Attic')),
      looking({ replacedBy: () => [replaced], setUpOf: () => 'Turn it on' }),
    );
    assert.deepEqual([view.becomes[0]?.replaces, view.setUp], [[replaced], 'Turn it on']);
  });

  it('of a profile shows the machines that were heard, once any was', () => {
    const part = (name: string) => ({
      kind: 'sensor' as const,
      part: name,
      binding: { readings: [{ field: 'tempC', topic: `air/${name}` }] },
    });
    const gateway = thermometer('Gateway', {
      source: 'profile',
      offers: [part('one'), part('two')],
    });
    assert.equal(foundView(found(gateway), looking()).becomes.length, 2);
    const [only, ...more] = foundView(found(gateway, { 'air/two': '20' }), looking()).becomes;
    assert.deepEqual([only?.name, more], ['Gateway two', []]);
    const other = { ...gateway, source: 'tasmota' } as const;
    assert.equal(foundView(found(other, { 'air/two': '20' }), looking()).becomes.length, 2);
  });

  it('is online or not as it says itself', () => {
    const availability = [{ topic: 'air/status', values: { yes: 'online', no: 'offline' } }];
    const [offer] = thermometer('Attic').offers;
    const says = {
      ...thermometer('Attic'),
      offers: [{ kind: 'sensor' as const, binding: { ...offer?.binding, availability } }],
    };
    const onlineOf = (word: string) =>
      foundView(found(says, { 'air/status': word }), looking()).becomes[0]?.online;
    assert.deepEqual(['yes', 'no'].map(onlineOf), [true, false]);
  });
});

describe('a device on the hub’s own topics that the house does not have', () => {
  const shown = (kind: 'sensor' | 'fcu', id: string, readings: Readonly<Record<string, number>>) =>
    strangerView(
      { kind, id, readings },
      takenIn(SMALL_HOUSE),
      roomFinder(SMALL_HOUSE.zones),
      'hcu_main',
    );

  it('is shown under its id, with its readings, and without what is none', () => {
    const view = shown('sensor', 'new-one', { tempC: 19.5, nonsense: 1 });
    assert.deepEqual(
      [view.foundId, view.source, view.name, view.unread],
      ['own_topics/sensor/new-one', 'own_topics', 'new-one', []],
    );
    assert.deepEqual(view.becomes[0]?.values, [{ field: 'tempC', value: 19.5 }]);
    assert.deepEqual(view.house?.['zones'] !== undefined, true);
    assert.equal(view.house?.['bindings'], undefined);
  });

  it('measures a room where it is a thermometer, or a terminal that has one', () => {
    const measures = (...args: Parameters<typeof shown>) => shown(...args).becomes[0]?.measuresRoom;
    assert.equal(measures('sensor', 'outdoor', { tempC: 5 }), undefined);
    assert.equal(measures('sensor', 'hall', { tempC: 20 }), true);
    assert.equal(measures('fcu', 'hall', {}), undefined);
    assert.equal(measures('fcu', 'hall', { roomTempC: 20 }), true);
  });

  it('seems to stand in the room that it is called after', () => {
    assert.deepEqual(shown('fcu', 'bathroom_2', {}).becomes[0]?.near, [
      { zoneId: 'bath', by: 'name' },
    ]);
  });
});
