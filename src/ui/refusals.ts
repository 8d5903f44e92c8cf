/** Why the hub refuses something, in the language of the page: its words come with the other pages, or with the first refusal. */
import type { JsonValue } from '../domain/errors.ts';
import { dateTime } from './format.ts';
import { language } from './language.ts';
import type { RefusalWords } from './strings/hub-refusals.ts';

/** An answer of the hub that says no. */
interface Refused {
  readonly status: number;
  readonly body: Told;
}
type Told = Readonly<Record<string, JsonValue>>;
type Say = (data: object) => string;

let words: Readonly<Record<string, Say>> | undefined;

export function sayRefusals(next: Partial<RefusalWords>): void {
  words = next as Readonly<Record<string, Say>>;
}

const codeOf = ({ status, body: { code } }: Refused) =>
  status === 404 ? 'not_found' : typeof code === 'string' ? code : undefined;

/** Whether there are words for it that are not here yet. In English the hub says it itself. */
export const lacksWords = (error: Refused): boolean =>
  words === undefined && language !== 'en' && codeOf(error) !== undefined;

/** Undefined where the language has no words of its own for it. */
export function refusalText(error: Refused): string | undefined {
  const code = codeOf(error);
  const say = code !== undefined && Object.hasOwn(words ?? {}, code) ? words?.[code] : undefined;
  const { data } = error.body;
  const told = typeof data === 'object' && data !== null ? (data as Told) : {};
  const { hubTime } = told;
  return say?.({ ...told, ...(typeof hubTime === 'string' && { hubTime: dateTime(hubTime) }) });
}
