/** What is wrong with the hub until an owner has seen it: a fault for as long as none has dismissed its notice. */
import type { Finding, FindingCode } from '../../domain/control/findings.ts';
import type { EventType } from '../../domain/event.ts';
import { HUB } from '../records/store-findings.ts';
import type { Notices, NoticeView } from './notices.ts';

const CODES: readonly (readonly [EventType, FindingCode])[] = [
  ['store_restored', 'storage_restored'],
  ['records_damaged', 'storage_damaged_records'],
];

/** The newest notice of a type that no owner has dismissed. */
export const unconfirmed = (
  notices: Pick<Notices, 'list'>,
  type: EventType,
): NoticeView | undefined =>
  notices.list().find((one) => one.type === type && one.dismissedBy.length === 0);

export const noticeFindings = (notices: Pick<Notices, 'list'>): Finding[] =>
  CODES.flatMap(([type, code]) =>
    unconfirmed(notices, type) === undefined ? [] : [{ ...HUB, code, isCertain: true }],
  );
