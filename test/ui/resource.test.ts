import assert from 'node:assert/strict';
import { after, afterEach, beforeEach, it, mock } from 'node:test';
import { useResource } from '../../src/ui/resource.tsx';
import { settled } from '../support/settled.ts';
import { runHook } from './support/hook.ts';

const own = globalThis.fetch;
beforeEach(() => mock.timers.enable({ apis: ['setTimeout'] }));
afterEach(() => mock.timers.reset());
after(() => void (globalThis.fetch = own));

it('what did not come when it was read again is asked for until it does', async () => {
  let list = ['Ada'];
  let isAway = false;
  globalThis.fetch = async () =>
    isAway ? Promise.reject(new TypeError('no way')) : Promise.resolve(Response.json(list));
  const hook = await runHook(() => useResource<string[]>('/api/users'));
  await settled();
  assert.deepEqual(hook.now().data, ['Ada']);
  list = ['Ada', 'Ben'];
  isAway = true;
  await hook.now().reload();
  await settled();
  for (const comesBack of [false, true]) {
    isAway = !comesBack;
    mock.timers.tick(10_000);
    await settled();
  }
  assert.deepEqual(hook.now().data, ['Ada', 'Ben']);
  assert.equal(hook.now().failure, undefined);
  hook.end();
  await settled();
});
