import assert from 'node:assert/strict';
import { after, describe, it, mock } from 'node:test';
import type { EventView } from '../../../../src/app/records/event-record.ts';
import { ApiError } from '../../../../src/ui/api.ts';
import { EVERYTHING } from '../../../../src/ui/pages/events/filter.ts';
import { allOf, useEvents } from '../../../../src/ui/pages/events/use-events.ts';
import { settled } from '../../../support/settled.ts';
import { runHook } from '../../support/hook.ts';

const own = globalThis.fetch;
after(() => void (globalThis.fetch = own));

/** A hub with so many events, the newest of which has the highest number. */
function hub(count: () => number): URLSearchParams[] {
  const asked: URLSearchParams[] = [];
  globalThis.fetch = async (path) => {
    const query = new URL(path as string, 'http://aris.local').searchParams;
    asked.push(query);
    const [limit, offset] = [Number(query.get('limit')), Number(query.get('offset'))];
    const total = count();
    const length = Math.max(0, Math.min(limit, total - offset));
    const events = Array.from(
      { length },
      (_, n) => ({ id: total - offset - n }) as unknown as EventView,
    );
    return Promise.resolve(Response.json({ events, metadata: {} }));
  };
  return asked;
}
const FILTER = { ...EVERYTHING, severity: 'warning' } as const;

describe('all events that fit', () => {
  it('are asked for page by page, until one is not full', async () => {
    const asked = hub(() => 2_500);
    const all = await allOf(FILTER);
    assert.equal(all.length, 2_500);
    assert.deepEqual(
      asked.map((query) => [query.get('limit'), query.get('offset'), query.get('severity')]),
      ['0', '1000', '2000'].map((offset) => ['1000', offset, 'warning']),
    );
  });

  it('are each there once, whatever happens meanwhile', async () => {
    let total = 1_500;
    hub(() => total++);
    const all = await allOf(FILTER);
    assert.equal(new Set(all.map(({ id }) => id)).size, all.length);
  });

  it('are no more than the hub keeps, whatever it is told', async () => {
    const asked = hub(() => 10_000_000);
    await allOf(FILTER);
    assert.equal(asked.length, 110);
  });

  it('are none where the hub does not answer', async () => {
    globalThis.fetch = async () => Promise.reject(new TypeError('no way'));
    await assert.rejects(allOf(FILTER), ApiError);
  });
});

it('the first events are asked for again soon where they did not come', async () => {
  mock.timers.enable({ apis: ['setTimeout'] });
  const pass = async (ms: number) => {
    mock.timers.tick(ms);
    await settled();
  };
  globalThis.fetch = async () => Promise.reject(new TypeError('no way'));
  const hook = await runHook(() => useEvents(EVERYTHING));
  await pass(250);
  assert.notEqual(hook.now().failure, undefined);
  await pass(10_000);
  hub(() => 3);
  await pass(10_000);
  assert.equal(hook.now().events?.length, 3);
  hook.end();
  await settled();
  mock.timers.reset();
});
