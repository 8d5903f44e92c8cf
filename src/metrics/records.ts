/** The events that were recorded, and the history. */
import type { History } from '../app/history/history.ts';
import type { EventJournal } from '../app/records/journal.ts';
import { SEVERITIES } from '../domain/event.ts';
import { counter, gauge } from './family.ts';
import { counts, singles, type Section } from './section.ts';

export interface RecordSources {
  readonly history: Pick<History, 'stats'>;
  readonly journal: Pick<EventJournal, 'onEvent' | 'lostCount'>;
}

export function recordSections({ journal, history }: RecordSources): Section[] {
  const seen = { info: 0, warning: 0, critical: 0 };
  journal.onEvent(({ severity }) => seen[severity]++);
  const events = counter('aris_journal_events', 'Events that were recorded, by severity.', [
    'severity',
  ]);
  return [
    counts(events, SEVERITIES, () => seen),
    singles([
      [
        counter('aris_journal_events_lost', 'Events that the disk did not take in time.'),
        journal.lostCount,
      ],
      [
        counter('aris_history_samples', 'Minutes that were sampled for the history.'),
        () => history.stats().samples,
      ],
      [
        gauge('aris_history_series', 'Zones and devices that the history of these hours has.'),
        () => history.stats().series,
      ],
    ]),
  ];
}
