import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { EXIT } from '../../src/cli/context.ts';
import { HubError } from '../../src/domain/errors.ts';
import { playedHub, type PlayedHub } from '../support/command-line.ts';

const ADA = { id: 'usr_1', email: 'a@b.c', name: 'Ada', role: 'owner', createdAt: 'then' };

describe('aris user', () => {
  let hub: PlayedHub;
  before(async () => (hub = await playedHub()));
  after(async () => hub.stop());

  it('add asks for the password, and makes a member where nothing else is said', async () => {
    const prompts: string[] = [];
    const askSecret = async (prompt: string) => (prompts.push(prompt), Promise.resolve('word'));
    const args = ['user', 'add', 'a@b.c', '--name', 'Ada'];
    const { out, err, asked } = await hub.run(args, [ADA], { askSecret });
    assert.deepEqual(prompts, ['Password of a@b.c: ']);
    const user = { email: 'a@b.c', name: 'Ada', role: 'member', password: 'word' };
    assert.deepEqual(asked, [['user.add', user]]);
    assert.deepEqual([out, err], ['usr_1\n', 'Ada may sign in now, as owner.\n']);
    const owner = await hub.run([...args, '--role', 'owner'], [ADA], { askSecret });
    assert.deepEqual(owner.asked, [['user.add', { ...user, role: 'owner' }]]);
  });

  it('add asks for no password before it knows the name', async () => {
    const { code, err, asked } = await hub.run(['user', 'add', 'a@b.c'], [ADA], {
      askSecret: () => assert.fail('nothing is asked'),
    });
    assert.deepEqual([code, asked], [EXIT.usage, []]);
    assert.match(err, /--name is needed/);
  });

  it('names a field as the command line calls it', async () => {
    const refusal = new HubError('invalid', 'password is too short', { field: 'password' });
    const { err } = await hub.run(['user', 'passwd', 'a@b.c'], [refusal]);
    assert.equal(err, 'aris: the password is too short\n');
  });

  it('lists who there is, as a table or as the API would', async () => {
    const table = await hub.run(['user', 'list'], [[ADA]]);
    assert.equal(
      table.out,
      'ID     EMAIL  NAME  ROLE   CREATED\nusr_1  a@b.c  Ada   owner  then\n',
    );
    const { out } = await hub.run(['user', 'list', '--json'], [[ADA]]);
    assert.deepEqual(JSON.parse(out), { users: [ADA] });
    const { err } = await hub.run(['user', 'list'], [[]]);
    assert.equal(err, 'There are no users yet.\n');
  });

  for (const [args, answer, operation, said] of [
    [['reset-2fa', 'a@b.c'], { wasOn: true }, 'user.reset-2fa', /signs in with the password alone/],
    [['reset-2fa', 'a@b.c'], { wasOn: false }, 'user.reset-2fa', /had no second factor/],
    [['unlock', 'pin'], { wasLocked: true }, 'user.unlock', /^pin is unlocked/],
    [['unlock', 'pin'], { wasLocked: false }, 'user.unlock', /^Nothing was held against pin/],
    [['remove', 'a@b.c'], { tokensRevoked: 0 }, 'user.remove', /signed out everywhere\.\n$/],
    [['remove', 'a@b.c'], { tokensRevoked: 1 }, 'user.remove', /; the token that .* is revoked/],
    [['remove', 'a@b.c'], { tokensRevoked: 2 }, 'user.remove', /; 2 tokens are revoked/],
  ] as const) {
    it(`${args.join(' ')} says what became of it: ${JSON.stringify(answer)}`, async () => {
      const { err, asked } = await hub.run(['user', ...args], [answer]);
      assert.match(err, said);
      assert.equal(asked[0]?.[0], operation);
    });
  }

  it('setup-code prints the code alone', async () => {
    const { out } = await hub.run(['user', 'setup-code'], [{ setupCode: 'ABC' }]);
    assert.equal(out, 'ABC\n');
    assert.equal((await hub.run(['user', 'setup-code', 'x'])).code, EXIT.usage);
  });
});
