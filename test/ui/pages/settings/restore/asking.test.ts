import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { restoreAsker } from '../../../../../src/ui/pages/settings/restore/asking.ts';

const answer = (status: number, body: object) =>
  new Response(JSON.stringify(body), {
    status,
    headers: { 'Content-Type': 'application/json' },
  });

describe('the hub that a backup is put back on', () => {
  it('is another once it no longer says that it starts anew, to whoever has its setup code', async (t) => {
    // A new board's hub knows nobody but by that: without it, it would seem to be another at once.
    const later = [...[1, 2].map(() => answer(200, { state: 'restarting' })), answer(401, {})];
    t.mock.method(globalThis, 'fetch', async (_: unknown, { headers = {} }: RequestInit = {}) =>
      Promise.resolve(
        new Headers(headers).get('X-Setup-Code') === 'ABCDEFGHJK'
          ? (later.shift() ?? answer(500, {}))
          : answer(403, {}),
      ),
    );
    t.mock.timers.enable({ apis: ['setTimeout'] });
    const waited = restoreAsker(' abcdefghjk ').untilAnew();
    const poll = { isOver: false };
    void waited.then(() => (poll.isOver = true));
    while (!poll.isOver) {
      t.mock.timers.tick(700);
      await new Promise(setImmediate);
    }
    assert.equal(await waited, true);
    assert.equal(later.length, 0);
  });
});
