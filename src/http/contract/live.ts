/** The state as a whole, and the messages of its stream. */
import * as v from 'valibot';
import { LIMITS } from '../../domain/limits.ts';
import { SECOND_MS } from '../../domain/units.ts';
import { memberFor } from '../../app/live/state.ts';
import type { StateKind } from '../../app/live/state-sources.ts';
import { maybe, said, TIME } from './describe.ts';
import { EQUIPMENT_SCHEMAS, STANDING_FAULT } from './equipment.ts';
import { EVENT, NOTICE } from './events.ts';
import { SYSTEM, ZONE } from './house.ts';

const OBJECTS: Readonly<Record<StateKind, v.GenericSchema>> = {
  system: SYSTEM,
  zone: ZONE,
  ...EQUIPMENT_SCHEMAS,
};
const KINDS = Object.keys(OBJECTS) as StateKind[];
const DIGESTS = { faults: v.array(STANDING_FAULT), notices: v.array(NOTICE) };

/** Each member is there as far as the asker may read it, and the house has one. */
const entries = KINDS.map((kind) => {
  const { name, isList } = memberFor(kind);
  const schema = OBJECTS[kind];
  return [name, maybe(isList ? v.array(schema) : schema)] as const;
});
export const STATE = v.object({
  ...Object.fromEntries(entries),
  faults: maybe(DIGESTS.faults),
  notices: maybe(DIGESTS.notices),
});

const REMOVED = v.object({ kind: v.picklist(KINDS), id: v.string() });
/** Name of a message → its data. */
const MESSAGES: Readonly<Record<string, v.GenericSchema>> = {
  snapshot: STATE,
  ...OBJECTS,
  ...DIGESTS,
  event: EVENT,
  removed: REMOVED,
};

const ID = said(v.string(), 'To be given as Last-Event-ID');
const HEARTBEAT = v.object({
  event: v.literal('heartbeat'),
  data: said(
    v.object({ ts: TIME }),
    `Every ${LIMITS.streamHeartbeatMs / SECOND_MS} s, without an id`,
  ),
});
/** A message as a client has it, with its data parsed. */
export const STREAM_MESSAGE = v.variant('event', [
  ...Object.entries(MESSAGES).map(([name, data]) =>
    v.object({ id: ID, event: v.literal(name), data }),
  ),
  HEARTBEAT,
]);
