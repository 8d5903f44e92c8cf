import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  createListeners,
  tellAndWait,
  together,
  type Awaits,
} from '../../../src/app/base/listeners.ts';

function deferred() {
  let resolve: () => void = () => undefined;
  const promise = new Promise<void>((done) => (resolve = done));
  return { promise, resolve: () => resolve() };
}

describe('listeners', () => {
  it('are all told, until they are cancelled', () => {
    const listeners = createListeners<string>();
    assert.equal(listeners.isEmpty(), true);
    const told: string[] = [];
    const cancel = listeners.add((value) => told.push(`a ${value}`));
    listeners.add((value) => told.push(`b ${value}`));
    listeners.tell('one');
    assert.deepEqual(told.sort(), ['a one', 'b one']);
    cancel();
    cancel();
    listeners.tell('two');
    assert.deepEqual(told.sort(), ['a one', 'b one', 'b two']);
    assert.equal(listeners.isEmpty(), false);
  });

  it('are each by themselves, though they be the same', () => {
    const listeners = createListeners();
    let times = 0;
    const listener = () => times++;
    const cancel = listeners.add(listener);
    listeners.add(listener);
    listeners.tell();
    assert.equal(times, 2);
    cancel();
    listeners.tell();
    assert.equal(times, 3);
  });

  it('may be cancelled by one another while they are told', () => {
    const listeners = createListeners();
    const told: string[] = [];
    const cancels = ['a', 'b'].map((name) =>
      listeners.add(() => {
        told.push(name);
        cancels.forEach((cancel) => cancel());
      }),
    );
    listeners.tell();
    assert.equal(told.length, 1);
    assert.equal(listeners.isEmpty(), true);
  });

  it('are cancelled together', () => {
    const [one, other] = [createListeners(), createListeners()];
    const cancel = together(
      one.add(() => undefined),
      other.add(() => undefined),
    );
    cancel();
    assert.deepEqual([one.isEmpty(), other.isEmpty()], [true, true]);
  });

  it('may hand over work, which whoever tells waits for', async () => {
    const listeners = createListeners<Awaits>();
    const { promise, resolve } = deferred();
    listeners.add((awaits) => awaits(promise));
    listeners.add(() => undefined);
    let isDone = false;
    const done = tellAndWait(listeners).then(() => (isDone = true));
    await Promise.resolve();
    assert.equal(isDone, false);
    resolve();
    await done;
    assert.equal(isDone, true);
  });

  it('pass on that their work failed', async () => {
    const listeners = createListeners<Awaits>();
    listeners.add((awaits) => awaits(Promise.reject(new Error('no'))));
    await assert.rejects(tellAndWait(listeners), /no/);
  });
});
