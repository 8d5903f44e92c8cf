/** What belongs together among the events: taps in a row on one setpoint, and devices that come at once. */
import type { EventView } from '../../../app/records/event-record.ts';
import type { JsonValue } from '../../../domain/errors.ts';

/** One line of the list: an event, and those before it that it stands for, newest first. */
export interface Line {
  readonly event: EventView;
  readonly others: readonly EventView[];
}

/** So long after the one before it a tap is another thought. */
const PAUSE_MS = 2 * 60_000;
/** Fewer devices that come are told of by name. */
const CROWD = 4;

const isSoonAfter = (later: EventView, earlier: EventView) =>
  Date.parse(later.timestamp) - Date.parse(earlier.timestamp) <= PAUSE_MS;

const isSameTurn = (later: EventView, earlier: EventView) =>
  later.type === 'setpoint_change' &&
  earlier.type === 'setpoint_change' &&
  later.objectId === earlier.objectId &&
  later.by.id === earlier.by.id;

const isSameCrowd = (later: EventView, earlier: EventView) =>
  later.type === 'device_online' && earlier.type === 'device_online';

const belongTogether = (later: EventView, earlier: EventView) =>
  isSameTurn(later, earlier) || isSameCrowd(later, earlier);

interface Group {
  readonly newest: EventView;
  readonly others: EventView[];
}

type JsonObject = Readonly<Record<string, JsonValue>>;

const objectOf = (value: JsonValue | undefined) =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};

/** Of taps in a row: what is asked in the end, and what was before the first. */
function turnOf(newest: EventView, others: readonly EventView[]): EventView {
  const all = [newest, ...others];
  const asked = Object.assign({}, ...all.toReversed().map(({ data }) => data)) as object;
  const before = Object.assign(
    {},
    ...all.map(({ data }) => objectOf(data?.['before'])),
  ) as JsonObject;
  return { ...newest, data: { ...asked, before } };
}

function linesOf({ newest, others }: Group): Line[] {
  if (others.length === 0) return [{ event: newest, others }];
  if (newest.type === 'setpoint_change') return [{ event: turnOf(newest, others), others }];
  if (others.length + 1 >= CROWD) return [{ event: newest, others }];
  return alone([newest, ...others]);
}

/** Each by itself: of what was looked for, what lies between two of them is not shown. */
export const alone = (events: readonly EventView[]): Line[] =>
  events.map((event) => ({ event, others: [] }));

/** @param events newest first, with all that lies between them */
export function linesFrom(events: readonly EventView[]): Line[] {
  const groups: Group[] = [];
  for (const event of events) {
    const group = groups.at(-1);
    const later = group?.others.at(-1) ?? group?.newest;
    const isOne = later !== undefined && isSoonAfter(later, event) && belongTogether(later, event);
    if (isOne) group?.others.push(event);
    else groups.push({ newest: event, others: [] });
  }
  return groups.flatMap(linesOf);
}
