/** What the hub says by itself in English, and by code in every other language: what stands on the home page. */
import type { EventDataTypes } from '../../domain/sentences/event-data.ts';
import type { FaultCode } from '../../domain/sentences/faults.ts';
import type { REASON_SENTENCES } from '../../domain/sentences/reasons.ts';

/** What an event has beside its data. */
export interface EventContext {
  /** What it is about, as it is called here. */
  readonly name: string;
  readonly objectId: string;
  /** Who did it. */
  readonly byId: string;
  readonly by: string;
  readonly program: string | undefined;
  readonly address: string | undefined;
  /** A time of the data as it is written here. */
  readonly when: (timestamp: string) => string;
}

export type EventSentences = {
  readonly [T in keyof EventDataTypes]: (data: EventDataTypes[T], context: EventContext) => string;
};

/** Types of events that owners are to notice. */
type Noticed =
  | 'sign_in_new_place'
  | 'locked_out'
  | 'token_created'
  | 'store_restored'
  | 'records_damaged'
  | 'backup_failed'
  | 'backup_restored';

export interface HubWords {
  readonly reasons: Readonly<Record<keyof typeof REASON_SENTENCES, string>>;
  /** As they stand behind a colon, without a full stop. */
  readonly faults: Readonly<Record<FaultCode, string>>;
  /** Of a device, in words of its own. */
  readonly quoted: (text: string) => string;
  readonly notices: Pick<EventSentences, Noticed>;
}

export const hub: Partial<HubWords> = {};
