import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { EXIT } from '../../src/cli/context.ts';
import { HubError } from '../../src/domain/errors.ts';
import { playedHub, type PlayedHub } from '../support/command-line.ts';

describe('the command table', () => {
  let hub: PlayedHub;
  before(async () => (hub = await playedHub()));
  after(async () => hub.stop());

  it('shows what there is, which is an error where nothing was asked for', async () => {
    const none = await hub.run([]);
    assert.equal(none.code, EXIT.usage);
    for (const word of ['help', '--help', '-h']) {
      const { code, out } = await hub.run([word]);
      assert.deepEqual([code, out], [EXIT.ok, none.out]);
    }
    assert.match(none.out, /^ {2}token +makes, lists/m);
    assert.doesNotMatch(none.out, /read-store/);
  });

  it('tells the version', async () => {
    assert.equal((await hub.run(['--version'])).out, '0.2.0\n');
    assert.equal((await hub.run(['-v'])).out, '0.2.0\n');
  });

  it('has help of each command, wherever the word stands', async () => {
    const { code, out, asked } = await hub.run(['token', 'revoke', 'tok_1', '-h']);
    assert.deepEqual([code, asked], [EXIT.ok, []]);
    assert.match(out, /^Usage: aris token create/);
  });

  it('has help of lines that fit a terminal of 80 columns', async () => {
    const { out: overview } = await hub.run(['--help']);
    const names = [...overview.matchAll(/^ {2}([a-z-]+) +\S/gm)].map(([, name = '']) => name);
    assert.ok(names.length >= 14);
    const texts = [overview];
    for (const name of names) texts.push((await hub.run([name, '--help'])).out);
    const wide = texts.flatMap((text) => text.split('\n')).filter((line) => line.length > 80);
    assert.deepEqual(wide, []);
  });

  it('breaks an error between words, as wide as the terminal is', async () => {
    const fault = new HubError(
      'not_found',
      `there is no token of that name${' at all'.repeat(10)}`,
    );
    const { err } = await hub.run(['token', 'list'], [fault], { columns: { err: 60 } });
    const lines = err.trimEnd().split('\n');
    assert.ok(lines.length > 1 && lines.every((line) => line.length <= 60), err);
    assert.equal(lines.join(' '), `aris: ${fault.message}`);
  });

  it('knows no command but its own, not even what every object has', async () => {
    for (const name of ['tokens', 'toString', '__proto__']) {
      const { code, err } = await hub.run([name]);
      assert.equal(code, EXIT.usage);
      assert.equal(err, `aris: there is no command "${name}"; aris --help lists them\n`);
    }
  });

  for (const [what, answer, code, err] of [
    ['a refusal', new HubError('not_found', 'no such token'), EXIT.usage, 'aris: no such token\n'],
    [
      'a refusal with faults',
      new HubError('invalid', 'x', { faults: ['one', 'two'] }),
      EXIT.usage,
      'aris: one\naris: two\n',
    ],
    ['a fault of the hub', new Error('broken'), EXIT.failure, undefined],
  ] as const) {
    it(`makes an exit code of ${what}`, async () => {
      const written = await hub.run(['token', 'show', 'tok_1'], [answer]);
      assert.equal(written.code, code);
      if (err !== undefined) assert.equal(written.err, err);
    });
  }
});
