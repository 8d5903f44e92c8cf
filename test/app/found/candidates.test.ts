import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Candidates } from '../../../src/app/found/candidates.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import { HOUR_MS } from '../../../src/domain/units.ts';
import { SMALL_HOUSE } from '../../support/house.ts';
import { candidatesOf, relay, thermometer, valve } from '../../support/found/sightings.ts';

const hear = (
  candidates: Candidates,
  topic: string,
  text: string,
  { retained = false, nowMs = 1_000 } = {},
) => candidates.hear({ topic, payload: Buffer.from(text), retained }, nowMs);
const saidBy = ({ devices }: Candidates) =>
  devices.flatMap((device) =>
    device.candidates.map(({ bound, kept }) =>
      [...bound.said].map(([field, { value }]) => [field, value, kept.has(field)]),
    ),
  );

describe('found devices as they would be in the house', () => {
  it('read what they say as a house would, and what the broker had kept until they say it themselves', () => {
    const candidates = candidatesOf([thermometer('attic')]);
    assert.deepEqual(candidates.topics, ['air/attic']);
    assert.equal(hear(candidates, 'air/attic', '20.5', { retained: true }), true);
    assert.deepEqual(saidBy(candidates), [[['tempC', 20.5, true]]]);
    assert.equal(hear(candidates, 'air/attic', '21'), true);
    assert.deepEqual(saidBy(candidates), [[['tempC', 21, false]]]);
    hear(candidates, 'air/attic', '900');
    assert.equal(candidates.devices[0]?.candidates[0]?.bound.refused.size, 1);
    assert.deepEqual(saidBy(candidates), [[['tempC', 21, false]]]);
  });

  it('leave alone what is another’s, and what is longer than a message may be', () => {
    const candidates = candidatesOf([thermometer('attic')]);
    assert.equal(hear(candidates, 'air/cellar', '20'), false);
    const long = `${' '.repeat(LIMITS.mqttPayloadBytes)}2`;
    assert.equal(hear(candidates, 'air/attic', long), false);
    assert.equal(hear(candidates, 'air/attic', long.slice(1)), true);
    assert.deepEqual(saidBy(candidates), [[['tempC', 2, false]]]);
  });

  it('let go of what has grown old', () => {
    const candidates = candidatesOf([thermometer('attic')]);
    hear(candidates, 'air/attic', '20');
    candidates.sweep(1_000 + LIMITS.readingFreshMs - 1);
    assert.equal(saidBy(candidates)[0]?.length, 1);
    candidates.sweep(HOUR_MS * 48);
    assert.deepEqual(saidBy(candidates), [[]]);
  });

  it('keep what they have said when they are worked out anew, as long as they are the same', () => {
    const before = candidatesOf([thermometer('attic'), thermometer('cellar')]);
    hear(before, 'air/attic', '20', { retained: true });
    hear(before, 'air/cellar', '15');
    const moved = {
      ...thermometer('cellar'),
      offers: [
        { kind: 'sensor', binding: { readings: [{ field: 'tempC', topic: 'new/cellar' }] } },
      ],
    } as const;
    const after = candidatesOf([thermometer('attic'), moved], { before });
    assert.deepEqual(saidBy(after), [[['tempC', 20, true]], []]);
    assert.deepEqual(after.topics, ['air/attic', 'new/cellar']);
    hear(after, 'air/attic', '21');
    assert.deepEqual(saidBy(after)[0], [['tempC', 21, false]]);
  });

  it('tell which device of the house reads the same, which keeps its own name', () => {
    const readings = [{ field: 'tempC', topic: 'air/attic' }];
    const house = { ...SMALL_HOUSE, bindings: [{ kind: 'sensor', id: 's1', readings } as const] };
    const [attic, cellar] = candidatesOf([thermometer('attic'), thermometer('cellar')], {
      house,
    }).devices;
    assert.deepEqual(attic?.candidates[0]?.inHouse, { kind: 'sensor', id: 's1' });
    assert.equal(cellar?.candidates[0]?.inHouse, undefined);
    // The same topic for another kind of device is another thing.
    const other = { ...thermometer('attic'), offers: relay('attic').offers };
    assert.equal(candidatesOf([other], { house }).devices[0]?.candidates[0]?.inHouse, undefined);
  });

  it('say why they cannot be, and what else of them cannot be read, up to a number', () => {
    const wrong = {
      kind: 'sensor',
      part: 'wrong',
      binding: { readings: [{ field: 'tempC', topic: 'aris/sensor/x/telemetry' }] },
    } as const;
    const { offers } = thermometer('attic');
    const [device] = candidatesOf([thermometer('attic', { offers: [...offers, wrong] })]).devices;
    assert.equal(device?.candidates.length, 1);
    assert.match(device.unread[0] ?? '', /^attic wrong cannot be bound: readings\[0\]\.topic /);
    const unread = Array.from({ length: LIMITS.foundUnread }, (_, n) => `part ${n}`);
    const [full] = candidatesOf([
      thermometer('attic', { unread, offers: [...offers, wrong] }),
    ]).devices;
    assert.deepEqual(full?.unread, unread);
  });

  it('are as many as are shown, and it is told how many more there are', () => {
    const all = Array.from({ length: LIMITS.foundDevices + 3 }, (_, n) => thermometer(`t${n}`));
    const { devices, leftOut } = candidatesOf(all);
    assert.deepEqual([devices.length, leftOut], [LIMITS.foundDevices, 3]);
    assert.equal(candidatesOf(all.slice(3)).leftOut, 0);
  });

  it('listen to so many topics and no more', () => {
    const offers = Array.from({ length: LIMITS.foundTopics + 1 }, (_, n) => ({
      kind: 'sensor' as const,
      part: `${n}`,
      binding: { readings: [{ field: 'tempC', topic: `t/${n}` }] },
    }));
    const { topics } = candidatesOf([thermometer('many', { offers })]);
    assert.equal(topics.length, LIMITS.foundTopics);
  });

  it('stand in a room of the house, whose terminal a valve then is', () => {
    const [near, far] = candidatesOf([valve('Bathroom valve'), valve('Attic valve')]).devices;
    assert.deepEqual(near?.candidates[0]?.near, [{ zoneId: 'bath', by: 'name' }]);
    assert.equal(near.candidates[0].proposed.zone, undefined);
    assert.deepEqual(far?.candidates[0]?.near, []);
    assert.equal(far.candidates[0].proposed.zone?.friendlyName, 'Attic');
  });
});
