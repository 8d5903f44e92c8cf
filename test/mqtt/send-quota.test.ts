import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setImmediate as soon } from 'node:timers/promises';
import { createSendQuota } from '../../src/mqtt/send-quota.ts';

/** Messages whose acknowledgements the test gives. */
function sender(most: number) {
  const quota = createSendQuota(most);
  const sent: string[] = [];
  const acknowledge = new Map<string, (error?: Error) => void>();
  const send = async (name: string, isCounted = true) =>
    quota.send(isCounted, async () => {
      sent.push(name);
      if (!isCounted) return;
      await new Promise<void>((resolve, reject) =>
        acknowledge.set(name, (error) => (error === undefined ? resolve() : reject(error))),
      );
    });
  const done = async (name: string, error?: Error) => {
    acknowledge.get(name)?.(error);
    await soon();
  };
  return { quota, sent, send, done };
}

describe('what a broker lets be in flight', () => {
  it('is sent at once, and the next when one of them is acknowledged, in order', async () => {
    const { sent, send, done } = sender(2);
    const all = ['a', 'b', 'c', 'd'].map(async (name) => send(name));
    assert.deepEqual(sent, ['a', 'b']);
    await done('b');
    assert.deepEqual(sent, ['a', 'b', 'c']);
    for (const name of ['a', 'c', 'd']) await done(name);
    assert.deepEqual(sent, ['a', 'b', 'c', 'd']);
    await Promise.all(all);
  });

  it('does not count what is not acknowledged, and lets it overtake nothing', async () => {
    const { sent, send, done } = sender(1);
    await send('free', false);
    const all = [send('a'), send('b'), send('late', false)];
    assert.deepEqual(sent, ['free', 'a']);
    await done('a');
    assert.deepEqual(sent, ['free', 'a', 'b', 'late']);
    await done('b');
    await Promise.all(all);
  });

  it('goes on after one that failed', async () => {
    const { sent, send, done } = sender(1);
    const first = assert.rejects(send('a'), /^Error: refused$/);
    const second = send('b');
    await done('a', new Error('refused'));
    await first;
    assert.deepEqual(sent, ['a', 'b']);
    await done('b');
    await second;
  });

  it('fails what waits when the connection goes, and never sends it', async () => {
    const { quota, sent, send, done } = sender(1);
    const first = send('a');
    const second = assert.rejects(send('b'), /the broker is not connected/);
    quota.close();
    await second;
    await done('a');
    await first;
    assert.deepEqual(sent, ['a']);
  });
});
