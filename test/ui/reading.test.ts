import assert from 'node:assert/strict';
import { afterEach, beforeEach, it, mock } from 'node:test';
import { readAgain } from '../../src/ui/reading.ts';
import { settled } from '../support/settled.ts';

beforeEach(() => mock.timers.enable({ apis: ['setTimeout'] }));
afterEach(() => mock.timers.reset());

const pass = async (ms: number) => {
  mock.timers.tick(ms);
  await settled();
};

it('what is shown is read anew as time goes on, soon where it did not come, and no more in the end', async () => {
  const answers = [async () => Promise.resolve(1), async () => Promise.reject(new Error('gone'))];
  const heard: unknown[] = [];
  const end = readAgain({
    read: async () => (answers.shift() ?? (async () => Promise.resolve(2)))(),
    onRead: (answer) => heard.push(answer),
    onFailure: (error) => heard.push((error as Error).message),
    againMs: 60_000,
  });
  await settled();
  await pass(59_999);
  assert.deepEqual(heard, [1]);
  await pass(1);
  assert.deepEqual(heard, [1, 'gone']);
  await pass(10_000);
  assert.deepEqual(heard, [1, 'gone', 2]);
  await pass(10_000);
  assert.deepEqual(heard, [1, 'gone', 2]);
  end();
  await pass(60_000);
  assert.deepEqual(heard, [1, 'gone', 2]);
});

it('what comes when it is over is nobody’s', async () => {
  const heard: string[] = [];
  let resolve: (answer: string) => void = () => undefined;
  readAgain({
    read: async () => new Promise<string>((take) => (resolve = take)),
    onRead: (answer) => heard.push(answer),
    onFailure: String,
    againMs: 1,
  })();
  resolve('late');
  await settled();
  await pass(1);
  assert.deepEqual(heard, []);
});
