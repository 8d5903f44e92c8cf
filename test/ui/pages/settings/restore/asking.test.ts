import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { UNANSWERED, type ApiError } from '../../../../../src/ui/api.ts';
import { restoreAsker } from '../../../../../src/ui/pages/settings/restore/asking.ts';

const answer = (status: number, body: object) =>
  new Response(JSON.stringify(body), {
    status,
    headers: { 'Content-Type': 'application/json' },
  });

const settle = async (outcome: Response | Error) =>
  outcome instanceof Error ? Promise.reject(outcome) : Promise.resolve(outcome);

describe('the hub that a backup is put back on', () => {
  it('is another once it no longer says that it starts anew, to whoever has its setup code', async (t) => {
    // A new board's hub knows nobody but by that: without it, it would seem to be another at once.
    // In between it does not answer at all.
    const restarting = () => answer(200, { state: 'restarting' });
    const away = new TypeError('no way');
    const later = [restarting(), away, restarting(), answer(401, {})];
    t.mock.method(globalThis, 'fetch', async (_: unknown, { headers = {} }: RequestInit = {}) =>
      new Headers(headers).get('X-Setup-Code') === 'ABCDEFGHJK'
        ? settle(later.shift() ?? answer(500, {}))
        : answer(403, {}),
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

  it('is asked why it hung up before it had all of the file', async (t) => {
    const refusal = { code: 'backup_foreign' };
    const failure = 'this is no backup of an Aris hub';
    const look = async (...later: (Response | Error)[]) => {
      t.mock.method(globalThis, 'fetch', async () => settle(later.shift() ?? answer(500, {})));
      return restoreAsker('').look(new File(['x'], 'x.backup'));
    };
    const first = () => answer(200, { state: 'none', roomBytes: 1_000 });
    const away = new TypeError('no way');
    await assert.rejects(
      look(first(), away, answer(200, { state: 'none', roomBytes: 0, failure, refusal })),
      ({ status, message, body }: ApiError) =>
        status === 400 && message === failure && body['code'] === refusal.code,
    );
    for (const second of [away, answer(200, { state: 'none', roomBytes: 0 })])
      await assert.rejects(look(first(), away, second), { status: UNANSWERED });
  });
});
