/** What the hub says in English, in the language of the page: by its code, where that language has words of its own. */
import type { EventView } from '../app/records/event-record.ts';
import { dateTime } from './format.ts';
import { hub, type EventContext, type EventSentences } from './strings/hub.ts';

/** Why something is decided. */
export interface CodedText {
  readonly code: string;
  readonly text: string;
}

const wordsOf = (table: Readonly<Record<string, string>> | undefined, code: string) =>
  table !== undefined && Object.hasOwn(table, code) ? table[code] : undefined;

export const reasonText = ({ code, text }: CodedText): string => wordsOf(hub.reasons, code) ?? text;

/** What it is about, such as topics, stands behind the sentence. */
const ABOUT = / \([^()]*\)$/;

/** A device has words of its own for its own faults: they stay as it sent them, and are quoted in another language. */
export function faultText({ code, message }: { code: string; message: string }): string {
  const own = wordsOf(hub.faults, code);
  if (own === undefined) return hub.quoted?.(message) ?? message;
  return `${own}${ABOUT.exec(message)?.[0] ?? ''}`;
}

/** @param sentences of the language; none in English @param name of what it is about @param by who did it */
export function eventText(
  event: EventView,
  sentences: Partial<EventSentences> | undefined,
  name: string,
  by: string,
): string {
  const { type, data, message, objectId = '', from = {} } = event;
  const all = sentences as Readonly<Record<string, SentenceOfAny>> | undefined;
  const say = all?.[type];
  if (say === undefined || data === undefined) return message;
  const { program, address } = from;
  try {
    return say(data, { name, objectId, by, byId: event.by.id, program, address, when: dateTime });
  } catch {
    // An earlier version of the hub noted less.
    return message;
  }
}
/** Each takes the data of its own type. */
type SentenceOfAny = (data: object, context: EventContext) => string;
