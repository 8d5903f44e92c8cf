/** Who changed the house, in words. */
import type { Actor } from '../../../../domain/doer.ts';
import type { JsonValue } from '../../../../domain/errors.ts';
import type { ApiError } from '../../../api.ts';
import { house } from '../../../live.ts';
import { NO_EQUIPMENT } from '../../../kinds.ts';
import { rooms as words } from '../../../strings/rooms.ts';
import { doerName } from '../../events/doer.ts';

export const nameOfDoer = (by: Actor): string =>
  doerName(by, house.value ?? { ...NO_EQUIPMENT, zones: [], faults: [] });

const isActor = (value: JsonValue | undefined): value is JsonValue & Actor =>
  typeof value === 'object' && value !== null && 'kind' in value && 'id' in value;

/** Of a refusal since somebody was faster. */
export function whoChanged({ body }: ApiError): string {
  const { by } = body;
  return isActor(by) ? nameOfDoer(by) : words.late.somebody;
}
