import assert from 'node:assert/strict';
import { after, afterEach, describe, it, mock } from 'node:test';
import {
  api,
  ApiError,
  call,
  send,
  setHooks,
  UNANSWERED,
  UNREAD,
  UNSENT,
} from '../../src/ui/api.ts';

interface Sent {
  readonly path: string;
  readonly method: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}
const own = globalThis.fetch;
after(() => void (globalThis.fetch = own));
afterEach(() => setHooks({}));

/** The hub's answers, the last for all further questions; what it was sent. */
function hub(...answers: readonly (() => Response)[]): Sent[] {
  const sent: Sent[] = [];
  globalThis.fetch = async (path, { method, headers, body } = {}) => {
    const answer = answers[Math.min(sent.length, answers.length - 1)];
    sent.push({
      path: path as string,
      method,
      headers: headers as Record<string, string>,
      body,
    });
    return answer === undefined
      ? Promise.reject(new TypeError('no way'))
      : Promise.resolve(answer());
  };
  return sent;
}
const json =
  (body: unknown, status = 200, headers: Record<string, string> = {}) =>
  () =>
    Response.json(body, { status, headers });

describe('what the page asks of the hub', () => {
  it('is JSON, or nothing, or a file as it is', async () => {
    const sent = hub(json({ a: 1 }));
    assert.deepEqual(await call('GET', '/api/x'), { a: 1 });
    await call('PUT', '/api/x', { b: 2 });
    const file = new Blob(['bytes']);
    await send('POST', '/api/x', { body: file, headers: { 'X-More': 'm' } });
    assert.deepEqual(sent, [
      { path: '/api/x', method: 'GET', headers: {}, body: undefined },
      {
        path: '/api/x',
        method: 'PUT',
        headers: { 'Content-Type': 'application/json' },
        body: '{"b":2}',
      },
      {
        path: '/api/x',
        method: 'POST',
        headers: { 'Content-Type': 'application/octet-stream', 'X-More': 'm' },
        body: file,
      },
    ]);
  });

  it('depends on what was seen, unless a proxy has made its tag a weak one', async () => {
    const sent = hub(json({}, 200, { ETag: '"one"' }), json({}, 200, { ETag: 'W/"two"' }));
    const [strong, weak] = [await call<object>('GET', '/a'), await call<object>('GET', '/a')];
    await call('PUT', '/a', {}, strong);
    await call('PUT', '/a', {}, weak);
    await call('PUT', '/a', {});
    assert.deepEqual(
      sent.map(({ headers }) => headers['If-Match']),
      [undefined, undefined, '"one"', undefined, undefined],
    );
  });

  it('has nothing for an answer that is no JSON', async () => {
    hub(() => new Response('text'));
    assert.equal(await call('GET', '/a'), undefined);
  });

  it('fails with the hub’s own words, and with none where it does not answer', async () => {
    hub(json({ error: 'Bad', message: 'name is too long', field: 'name' }, 400));
    await assert.rejects(call('GET', '/a'), (error: ApiError) => {
      assert.deepEqual(
        [error.status, error.message, error.field],
        [400, 'name is too long', 'name'],
      );
      return true;
    });
    hub(json({ error: 'Too Many Requests', retryAfterSeconds: 5 }, 429));
    await assert.rejects(call('GET', '/a'), (error: ApiError) => {
      assert.deepEqual([error.message, error.retryAfterSeconds], ['Too Many Requests', 5]);
      return true;
    });
    hub();
    await assert.rejects(call('GET', '/a'), (error: ApiError) => error.status === UNREAD);
  });

  it('may have been done where no answer came to a change: it is looked at', async () => {
    hub();
    let looks = 0;
    setHooks({ onUnanswered: () => looks++ });
    await assert.rejects(call('GET', '/a'), (error: ApiError) => error.status === UNREAD);
    assert.equal(looks, 0);
    await assert.rejects(call('PUT', '/a', {}), (error: ApiError) => error.status === UNANSWERED);
    assert.equal(looks, 1);
  });

  it('is given up after ten seconds, and after minutes where the hub needs time', async () => {
    hub(json({}));
    const limits: number[] = [];
    mock.method(AbortSignal, 'timeout', (ms: number) => {
      limits.push(ms);
      return AbortSignal.abort();
    });
    await call('GET', '/api/zones');
    await call('POST', '/api/backups', {});
    mock.restoreAll();
    assert.deepEqual(limits, [10_000, 300_000]);
  });

  it('is not sent while the hub is known not to answer, unless it changes nothing', async () => {
    const sent = hub(json({}));
    setHooks({ isLost: () => true });
    await assert.rejects(call('POST', '/a', {}), (error: ApiError) => error.status === UNSENT);
    await call('GET', '/a');
    assert.equal(sent.length, 1);
  });

  it('says what others have changed meanwhile, where that is why it was refused', () => {
    const changed = ['name'];
    assert.deepEqual(new ApiError(412, { changed }).changedMeanwhile, changed);
    assert.equal(new ApiError(409, { changed }).changedMeanwhile, undefined);
    assert.equal(new ApiError(412, {}).changedMeanwhile, undefined);
  });
});

describe('in the name of who is signed in', () => {
  const PASSWORD = json({ error: 'Forbidden', required: 'password' }, 403);

  it('is asked once more after the password was given', async () => {
    const sent = hub(PASSWORD, json({ ok: 1 }));
    setHooks({
      onSignedOut: () => assert.fail('not that'),
      proveAgain: async () => Promise.resolve(true),
    });
    assert.deepEqual(await api('POST', '/a', { b: 1 }), { ok: 1 });
    assert.equal(sent.length, 2);
  });

  it('is refused where it was not given, or something else lacks', async () => {
    const sent = hub(PASSWORD);
    await assert.rejects(api('POST', '/a'), (error: ApiError) => error.status === 403);
    assert.equal(sent.length, 1);
    hub(json({ error: 'Forbidden', required: 'zones:full' }, 403));
    setHooks({ onSignedOut: () => undefined, proveAgain: () => assert.fail('nothing is asked') });
    await assert.rejects(api('POST', '/a'), (error: ApiError) => error.status === 403);
  });

  it('says that the session is over', async () => {
    let times = 0;
    hub(json({ error: 'Unauthorized' }, 401));
    setHooks({ onSignedOut: () => times++, proveAgain: () => assert.fail('nothing is asked') });
    await assert.rejects(api('GET', '/a'));
    await assert.rejects(call('GET', '/a'));
    assert.equal(times, 1);
  });
});
