/** What the OpenAPI text says of a route that is editable: its ETag, its `If-Match`, and the answer to who was too late. */
import { toJsonSchema } from '@valibot/to-json-schema';
import * as v from 'valibot';
import { ACTOR_KINDS } from '../domain/doer.ts';
import type { Route } from './router.ts';

/** The body of a 412. */
export const NOT_AS_SEEN = v.strictObject({
  error: v.literal('Precondition Failed'),
  message: v.string(),
  changed: v.pipe(
    v.array(v.string()),
    v.description('The members that are otherwise than with that ETag; none for a weak one'),
  ),
  by: v.optional(
    v.pipe(
      v.strictObject({
        kind: v.picklist(ACTOR_KINDS),
        id: v.string(),
        name: v.optional(v.string()),
      }),
      v.description('Who made the last change; absent where no event tells of it any more'),
    ),
  ),
  at: v.optional(v.pipe(v.string(), v.description('When that was'))),
});

const HEADERS = {
  ETag: {
    description: 'What If-Match of a PUT or PATCH here takes: it stands for what can be changed',
    schema: { type: 'string' },
  },
};
const IF_MATCH = {
  name: 'If-Match',
  in: 'header',
  description: 'The ETag of what is to be changed, as it was last seen; or `*`',
  schema: { type: 'string' },
};
const NONE = { parameters: [], answer: {}, responses: {} };

export function editContract({ editable, method }: Route): {
  readonly parameters: readonly object[];
  readonly answer: object;
  readonly responses: object;
} {
  if (editable === undefined) return NONE;
  if (method === 'GET') return { ...NONE, answer: { headers: HEADERS } };
  const description = 'It is not as If-Match says: nothing was changed';
  const schema = toJsonSchema(NOT_AS_SEEN, { errorMode: 'ignore' });
  return {
    parameters: [IF_MATCH],
    answer: { headers: HEADERS },
    responses: { '412': { description, content: { 'application/json': { schema } } } },
  };
}
