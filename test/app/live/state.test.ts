/** The state as clients have it, where the house is read anew: what came, what went, and in which order all is. */
import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import type { StateChange } from '../../../src/app/live/change-ring.ts';
import { scopeOf } from '../../../src/app/live/scope.ts';
import { createState, type State } from '../../../src/app/live/state.ts';
import { digest } from '../../../src/crypto/digest.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import { OWNER } from '../../support/app.ts';
import { createFakeClock, type FakeClock } from '../../support/fake-clock.ts';
import { createSeededRandom } from '../../support/seeded-random.ts';
import { settled } from '../../support/settled.ts';

const SCOPE = scopeOf(OWNER);

describe('the state, when the house is read anew', () => {
  let views: { id: string; tempC: number }[];
  let clock: FakeClock;
  let state: State;
  let told: string[][];

  beforeEach(() => {
    views = [
      { id: 'bath', tempC: 20 },
      { id: 'attic', tempC: 18 },
    ];
    clock = createFakeClock();
    told = [];
    state = createState({
      sources: [
        {
          kind: 'zone',
          permission: 'zones:read',
          list: () => views.map((view) => ({ id: view.id, view })),
          onChange: () => () => undefined,
        },
      ],
      journal: { onEvent: () => () => undefined },
      clock,
      random: createSeededRandom(),
      digest,
    });
    const textOf = ({ name, id }: StateChange) => `${name} ${id}`;
    state.watch((changes) => void told.push(changes.map(textOf)));
  });

  const idsOf = (text: string) => [...text.matchAll(/"id":"(\w+)"/g)].map(([, id]) => id);

  it('tells at once what came, went and is another, and nothing of the rest', async () => {
    views = [
      { id: 'bath', tempC: 20 },
      { id: 'cellar', tempC: 12 },
    ];
    state.reset();
    assert.deepEqual(told, []);
    await settled();
    assert.deepEqual(told, [['zone cellar', 'removed attic']]);
    views = [
      { id: 'bath', tempC: 21 },
      { id: 'cellar', tempC: 12 },
    ];
    state.reset();
    await settled();
    assert.deepEqual(told.slice(1), [['zone bath']]);
    clock.advance(LIMITS.streamWindowMs);
    assert.equal(told.length, 2, 'nothing is told again');
  });

  it('shows another order of the same, which is no change of any', async () => {
    const before = state.snapshot(SCOPE);
    assert.deepEqual(idsOf(before.text), ['bath', 'attic']);
    const seq = state.seq();
    views.reverse();
    state.reset();
    const after = state.snapshot(SCOPE);
    assert.deepEqual(idsOf(after.text), ['attic', 'bath']);
    assert.notEqual(after.etag, before.etag);
    await settled();
    assert.deepEqual([told, state.seq()], [[], seq]);
  });

  it('is the very same where nothing is another', () => {
    const before = state.snapshot(SCOPE);
    assert.equal(state.snapshot(SCOPE), before);
    state.reset();
    assert.equal(state.snapshot(SCOPE).etag, before.etag);
  });
});
