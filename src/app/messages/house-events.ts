/** What happens in the house, as clients hear of it over MQTT: told once, as it happens, and kept by no broker. */
/**
 * By its name in the topic → the kinds of event of the journal that it has, and the word for each. None is `command`: who
 * listens for what devices are told (`+/+/command`) would take it for that.
 */
export const HOUSE_EVENTS = {
  fault: { fault_raised: 'raised', fault_cleared: 'cleared' },
  confirmation: { command_unconfirmed: 'unconfirmed' },
} as const;
export type HouseEvent = keyof typeof HOUSE_EVENTS;
export const HOUSE_EVENT_NAMES = Object.keys(HOUSE_EVENTS) as readonly HouseEvent[];

export const wordsOf = (event: HouseEvent): string[] => Object.values(HOUSE_EVENTS[event]);

/** What of an event of the journal is told. */
interface Happened {
  readonly type: string;
  readonly timestamp: string;
  readonly severity: string;
  readonly message: string;
  readonly source: string;
  readonly objectId?: string | undefined;
}

/** Where and as what it is told; undefined for what clients are not told of. */
export function houseEventOf(
  happened: Happened,
): { readonly event: HouseEvent; readonly payload: object } | undefined {
  const { type, timestamp, severity, message, source, objectId } = happened;
  for (const event of HOUSE_EVENT_NAMES) {
    const words: Readonly<Record<string, string>> = HOUSE_EVENTS[event];
    const event_type = words[type];
    if (event_type === undefined) continue;
    return { event, payload: { event_type, timestamp, severity, message, source, objectId } };
  }
  return undefined;
}
