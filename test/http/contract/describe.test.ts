/** That a schema and the type of a view cannot drift apart: what is marked here as wrong is so for the compiler. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import * as v from 'valibot';
import { describes, describesEach, maybe } from '../../../src/http/contract/describe.ts';

interface View {
  readonly id: string;
  readonly tempC?: number;
  readonly parts: readonly { readonly name?: string }[];
}
const id = v.string();
const tempC = maybe(v.number());
const parts = v.array(v.object({ name: maybe(v.string()) }));
const described = describes<View>();

it('compiles where a schema has the members of its view, and nowhere else', () => {
  const schemas = [
    described(v.object({ id, tempC, parts })),
    described(v.object({ id: v.picklist(['a', 'b']), tempC, parts })),
    // @ts-expect-error a member lacks that may be absent
    described(v.object({ id, parts })),
    // @ts-expect-error there is one too many, though it may be absent
    described(v.object({ id, tempC, parts, more: maybe(v.string()) })),
    // @ts-expect-error one is always there that may be absent
    described(v.object({ id, tempC: v.number(), parts })),
    // @ts-expect-error one may be absent that is always there
    described(v.object({ id: maybe(v.string()), tempC, parts })),
    // @ts-expect-error one is of another type
    described(v.object({ id: v.number(), tempC, parts })),
    // @ts-expect-error one lacks deeper down
    described(v.object({ id, tempC, parts: v.array(v.object({})) })),
  ];
  assert.equal(schemas.length, 8);
});

it('compiles where each of many schemas is that of its view, and none lacks', () => {
  const described = describesEach<{
    here: { readonly id: string };
    there: { readonly n: number };
  }>();
  const n = v.number();
  const schemas = [
    described({ here: v.object({ id }), there: v.object({ n }) }),
    // @ts-expect-error one of them lacks
    described({ here: v.object({ id }) }),
    // @ts-expect-error one is of another
    described({ here: v.object({ id }), there: v.object({ id }) }),
    // @ts-expect-error one has a member too many, though it may be absent
    described({ here: v.object({ id, n: maybe(n) }), there: v.object({ n }) }),
  ];
  assert.equal(schemas.length, 4);
});
