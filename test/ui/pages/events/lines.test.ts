import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { EventView } from '../../../../src/app/records/event-record.ts';
import { linesFrom } from '../../../../src/ui/pages/events/lines.ts';

const START_MS = Date.parse('2026-01-15T10:00:00Z');
const event = (id: number, atSeconds: number, rest: Partial<EventView>): EventView => ({
  id,
  timestamp: new Date(START_MS + atSeconds * 1_000).toISOString(),
  type: 'setpoint_change',
  severity: 'info',
  source: 'zone',
  objectId: 'living',
  message: '',
  by: { kind: 'person', id: 'usr_1', name: 'Ada' },
  ...rest,
});
const tap = (id: number, atSeconds: number, from: number, to: number, rest = {}) =>
  event(id, atSeconds, { data: { tempHeatSetC: to, before: { tempHeatSetC: from } }, ...rest });
const ids = (events: readonly EventView[]) =>
  linesFrom(events).map(({ event: one, others }) => [one.id, ...others.map(({ id }) => id)]);

describe('lines of events', () => {
  it('are one for taps in a row: from what was first to what is asked last', () => {
    const [line, ...more] = linesFrom([tap(3, 60, 20, 19), tap(2, 30, 21, 20), tap(1, 0, 22, 21)]);
    assert.equal(more.length, 0);
    assert.deepEqual(line?.event.data, { tempHeatSetC: 19, before: { tempHeatSetC: 22 } });
    assert.deepEqual(ids([line.event, ...line.others]), [[3, 2, 1]]);
  });

  it('keep what one tap of several asked besides', () => {
    const cool = event(1, 0, { data: { tempCoolSetC: 25, before: { tempCoolSetC: 24 } } });
    const [line] = linesFrom([tap(2, 30, 21, 20), cool]);
    const before = { tempHeatSetC: 21, tempCoolSetC: 24 };
    assert.deepEqual(line?.event.data, { tempCoolSetC: 25, tempHeatSetC: 20, before });
  });

  it('are several after a pause, for another room, another person, another kind', () => {
    const other = { by: { kind: 'person', id: 'usr_2', name: 'Max' } } as const;
    assert.deepEqual(ids([tap(2, 121, 21, 20), tap(1, 0, 22, 21)]), [[2], [1]]);
    assert.deepEqual(ids([tap(2, 9, 1, 2, { objectId: 'bath' }), tap(1, 0, 22, 21)]), [[2], [1]]);
    assert.deepEqual(ids([tap(2, 9, 21, 20, other), tap(1, 0, 22, 21)]), [[2], [1]]);
    const started = event(2, 9, { type: 'system_startup' });
    assert.deepEqual(ids([tap(3, 10, 2, 1), started, tap(1, 0, 3, 2)]), [[3], [2], [1]]);
  });

  it('are one for many devices that come at once, and one each for a few', () => {
    const online = (id: number, atSeconds: number) =>
      event(id, atSeconds, { type: 'device_online', objectId: `f${id}` });
    const four = [online(4, 9), online(3, 6), online(2, 3), online(1, 0)];
    assert.deepEqual(ids(four), [[4, 3, 2, 1]]);
    assert.deepEqual(ids(four.slice(1)), [[3], [2], [1]]);
  });
});
