import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { afterEach, describe, it } from 'node:test';
import { askLine, askSecret } from '../../src/system/ask-secret.ts';

const own = Object.getOwnPropertyDescriptor(process, 'stdin') ?? {};
afterEach(() => void Object.defineProperty(process, 'stdin', own));

/** Standard input with this in it, at a terminal or not; whether the terminal shows what is typed. */
function given(text: string, isTTY: boolean) {
  const raw: boolean[] = [];
  const stdin = Object.assign(new PassThrough(), {
    isTTY,
    setRawMode: (is: boolean) => raw.push(is),
  });
  stdin.end(text);
  Object.defineProperty(process, 'stdin', { value: stdin, configurable: true });
  return raw;
}
/** The secret, and what was shown. */
async function asked() {
  const shown: string[] = [];
  const secret = await askSecret('Password of x\u001b: ', (text) => shown.push(text));
  return { secret, shown };
}

describe('a secret', () => {
  it('is the first line of what is piped in, and nothing is shown', async () => {
    given('first\nsecond\n', false);
    assert.deepEqual(await asked(), { secret: 'first', shown: [] });
    given('', false);
    assert.equal((await asked()).secret, '');
  });

  it('is typed up to the end of a line, unseen, and the terminal is as before', async () => {
    const raw = given('wörd\rmore', true);
    const { secret, shown } = await asked();
    assert.equal(secret, 'wörd');
    assert.deepEqual(shown, ['Password of x\\u001b: ', '\n']);
    assert.deepEqual(raw, [true, false]);
  });

  it('can be corrected, also past its beginning, and ended with Ctrl-D', async () => {
    given('\u007fab\u007f\u0008xy\u0004', true);
    assert.equal((await asked()).secret, 'xy');
  });

  it('is broken off by Ctrl-C, and the terminal is as before', async () => {
    const raw = given('ab\u0003cd\r', true);
    await assert.rejects(asked(), /broken off/);
    assert.deepEqual(raw, [true, false]);
  });
});

describe('a line', () => {
  it('is asked of who sits at a terminal, and of nobody else', async () => {
    const shown: string[] = [];
    given('yes\n', true);
    assert.equal(await askLine('Really?\u001b ', (text) => shown.push(text)), 'yes');
    assert.deepEqual(shown, ['Really?\\u001b ']);
    given('yes\n', false);
    assert.equal(await askLine('Really? ', () => assert.fail('nobody is asked')), undefined);
  });
});
