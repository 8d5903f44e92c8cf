import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  eventKey,
  eventRecord,
  eventTable,
  eventView,
  isAuditType,
  withoutOrigin,
} from '../../../src/app/records/event-record.ts';
import { strangerAt } from '../../../src/domain/doer.ts';

const OLD = { timestampMs: 1, severity: 'info', source: 'token', message: 'done' };
const ofVersion1 = (record: object) => eventTable('events').parse({ ...OLD, ...record }, 1);

describe('an event', () => {
  it('is kept without what goes without saying, and shown with it', () => {
    const record = eventRecord(
      { type: 'events_lost', severity: 'warning', data: { count: 2 } },
      60_000,
    );
    assert.equal('by' in record, false);
    const view = eventView(7, record);
    assert.deepEqual(
      [view.id, view.timestamp, view.source, view.by, view.data],
      [7, '1970-01-01T00:01:00Z', 'system', { kind: 'hub', id: 'hub' }, { count: 2 }],
    );
  });

  it('has who did it, and from where for who may know', () => {
    const record = eventRecord(
      {
        type: 'refresh_reused',
        severity: 'warning',
        ...strangerAt('10.0.0.9'),
        data: { userId: 'usr_1' },
      },
      0,
    );
    const view = eventView(1, record);
    assert.deepEqual([view.by.kind, view.from], ['stranger', { address: '10.0.0.9' }]);
    assert.equal(withoutOrigin(view).from, undefined);
  });

  it('has keys that ascend as numbers do', () => {
    assert.ok(eventKey(9) < eventKey(10));
    assert.equal(Number(eventKey(10)), 10);
  });

  it('is for the audit where it tells of access, or nobody knows what it tells of', () => {
    assert.deepEqual(['device_online', 'token_created', 'of_a_later_version'].map(isAuditType), [
      false,
      true,
      true,
    ]);
  });
});

describe('an event of the first version', () => {
  // [what, type, members, who, data]
  const cases = [
    [
      'has who it said',
      'token_created',
      { data: { by: 'usr_1', name: 'x' } },
      { kind: 'person', id: 'usr_1' },
      { name: 'x' },
    ],
    [
      'of a session is its user’s',
      'session_started',
      { data: { userId: 'usr_2' } },
      { kind: 'person', id: 'usr_2' },
      { userId: 'usr_2' },
    ],
    [
      'of a device is the device’s',
      'device_online',
      { objectId: 'f1', data: { kind: 'fcu' } },
      { kind: 'device', id: 'fcu/f1' },
      { kind: 'fcu' },
    ],
    [
      'that control found is the hub’s',
      'fault_raised',
      { source: 'fcu', objectId: 'f1', data: { kind: 'fcu' } },
      undefined,
      { kind: 'fcu' },
    ],
    ['without data has none', 'system_startup', {}, undefined, undefined],
  ] as const;
  for (const [what, type, members, by, data] of cases)
    it(what, () => {
      const record = ofVersion1({ type, ...members });
      assert.deepEqual([record.by, record.data], [by, data]);
    });

  it('has its address as where it came from', () => {
    const record = ofVersion1({ type: 'locked_out', data: { address: '10.0.0.9' } });
    assert.deepEqual(record.from, { address: '10.0.0.9' });
  });
});
