import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { matches, tablesFor, type EventFilter } from '../../../src/app/records/event-query.ts';
import type { EventRecord } from '../../../src/app/records/event-record.ts';

const RECORD: EventRecord = {
  timestampMs: 1_000,
  type: 'device_offline',
  severity: 'warning',
  source: 'device',
  objectId: 'bath_North',
  message: 'Fan coil North is silent',
};
const AUDIT: EventRecord = { ...RECORD, type: 'token_created' };
type Asked = Omit<EventFilter, 'audit'> & Partial<EventFilter>;

describe('an event is among what is asked for', () => {
  // [filter, whether]
  const cases: (readonly [Asked, boolean])[] = [
    [{}, true],
    [{ from: 1_000 }, true],
    [{ from: 1_001 }, false],
    [{ to: 1_000 }, false],
    [{ to: 1_001 }, true],
    [{ type: 'device_offline' }, true],
    [{ type: ['device_online', 'device_offline'] }, true],
    [{ type: ['device_online'] }, false],
    [{ severity: 'info' }, false],
    [{ source: 'zone' }, false],
    [{ objectId: 'bath_North' }, true],
    [{ objectId: 'bath' }, false],
    [{ search: 'SILENT north' }, true],
    [{ search: 'bath coil' }, true],
    [{ search: 'silent south' }, false],
    [{ audit: 'only' }, false],
  ];
  for (const [filter, isFound] of cases)
    it(`${JSON.stringify(filter)}: ${String(isFound)}`, () => {
      assert.equal(matches({ audit: 'hidden', ...filter }, RECORD), isFound);
    });

  it('of the audit where that may be seen', () => {
    const seen = (['hidden', 'shown', 'only'] as const).map((audit) => matches({ audit }, AUDIT));
    assert.deepEqual(seen, [false, true, true]);
  });
});

describe('the tables that are looked at', () => {
  const cases: (readonly [EventFilter, readonly string[]])[] = [
    [{ audit: 'hidden' }, ['events']],
    [{ audit: 'shown' }, ['events', 'audit', 'audit_traffic', 'refusals']],
    [{ audit: 'only' }, ['audit', 'audit_traffic', 'refusals']],
    [{ audit: 'shown', type: 'token_created' }, ['audit']],
    [{ audit: 'hidden', type: 'token_created' }, []],
    [{ audit: 'shown', type: ['token_created', 'device_online'] }, ['events', 'audit']],
    [{ audit: 'shown', type: 'of_a_later_version' }, []],
  ];
  for (const [filter, names] of cases)
    it(`${JSON.stringify(filter)}: ${names.join()}`, () => {
      assert.deepEqual(
        tablesFor(filter).map(({ table }) => table.name),
        names,
      );
    });
});
