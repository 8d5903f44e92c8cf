/** What an owner has to have seen is a fault until one has. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { noticeFindings, unconfirmed } from '../../../src/app/people/notice-findings.ts';
import type { NoticeView } from '../../../src/app/people/notices.ts';
import { BY_HUB } from '../../../src/domain/doer.ts';
import type { EventType } from '../../../src/domain/event.ts';

const notice = (id: number, type: EventType, ...dismissedBy: string[]): NoticeView => ({
  id,
  timestamp: '2026-01-15T10:00:00Z',
  type,
  severity: 'critical',
  source: 'system',
  message: type,
  by: BY_HUB.by,
  dismissedBy,
});
const found = (...notices: NoticeView[]) => noticeFindings({ list: () => notices });
const finding = (code: string) => ({ source: 'system', objectId: 'hub', code, isCertain: true });

describe('what is wrong with the hub until an owner has seen it', () => {
  it('is the store that had to be put back, and records that were damaged', () => {
    assert.deepEqual(
      found(notice(3, 'token_created'), notice(2, 'records_damaged'), notice(1, 'store_restored')),
      [finding('storage_restored'), finding('storage_damaged_records')],
    );
    assert.deepEqual(found(notice(2, 'records_damaged')), [finding('storage_damaged_records')]);
    assert.deepEqual(found(notice(3, 'token_created'), notice(4, 'locked_out')), []);
  });

  it('is none that an owner has dismissed, and still the one before it', () => {
    const seen = notice(2, 'store_restored', 'usr_a');
    assert.deepEqual(found(seen), []);
    const before = notice(1, 'store_restored');
    assert.deepEqual(found(seen, before), [finding('storage_restored')]);
    assert.equal(unconfirmed({ list: () => [seen, before] }, 'store_restored'), before);
  });
});
