import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { EXIT } from '../../src/cli/context.ts';
import { HubError } from '../../src/domain/errors.ts';
import { playedHub, type PlayedHub } from '../support/command-line.ts';

const MADE = { id: 'tok_1', name: 'HA', token: 'aris_tok_secret' };
const VIEW = {
  id: 'tok_1',
  name: 'HA',
  state: 'active',
  createdAt: '2026-01-15T10:00:00Z',
  requestCount: 3,
  createdBy: 'machine',
  under: { kind: 'machine' },
};

describe('aris token', () => {
  let hub: PlayedHub;
  before(async () => (hub = await playedHub()));
  after(async () => hub.stop());

  it('create prints the token alone on standard output, and asks for what was given alone', async () => {
    const { code, out, err, asked } = await hub.run(['token', 'create', 'HA'], [MADE]);
    assert.deepEqual([code, out], [EXIT.ok, 'aris_tok_secret\n']);
    assert.equal(err, 'tok_1 "HA", never expires. It is shown this once: keep it now.\n');
    assert.deepEqual(asked, [['token.create', { name: 'HA' }]]);
  });

  it('create takes a time or a span, and what may be given again', async () => {
    const of = async (...args: string[]) =>
      (await hub.run(['token', 'create', 'x', ...args], [{ ...MADE, expiresAt: 'then' }])).asked[0];
    assert.deepEqual(await of('--expires', '30d', '--zone', 'a', '--zone', 'b'), [
      'token.create',
      { name: 'x', zones: ['a', 'b'], expiresIn: '30d' },
    ]);
    assert.deepEqual(await of('--expires', '2030-01-01T00:00:00Z', '--requests-per-minute', '60'), [
      'token.create',
      { name: 'x', requestsPerMinute: 60, expiresAt: '2030-01-01T00:00:00Z' },
    ]);
  });

  it('names a field as the command line calls it', async () => {
    const refusal = new HubError('invalid', 'expiresIn must be so', { field: 'expiresIn' });
    const { code, err } = await hub.run(['token', 'create', 'x', '--expires', '9y'], [refusal]);
    assert.deepEqual([code, err], [EXIT.usage, 'aris: --expires must be so\n']);
  });

  it('wants exactly what an action takes', async () => {
    for (const args of [['create'], ['create', 'a', 'b'], ['rename', 'tok_1'], ['generate', 'x']]) {
      const { code, err, asked } = await hub.run(['token', ...args], [MADE]);
      assert.equal(code, EXIT.usage, args.join(' '));
      assert.match(err, /is needed; aris token --help/);
      assert.deepEqual(asked, []);
    }
    const { err } = await hub.run(['token', 'toString']);
    assert.match(err, /aris token create, list, .* or generate\?/);
  });

  it('lists what the hub has, as a table or as the API would, and says where there is none', async () => {
    const { out, asked } = await hub.run(['token', 'list'], [[VIEW]]);
    assert.deepEqual(asked, [['token.list', { revoked: false }]]);
    assert.match(
      out,
      /^ID +NAME +STATE .*\ntok_1 +HA +active .* never +never +3 +machine +this machine +default\n$/,
    );
    const person = {
      ...VIEW,
      under: { kind: 'person', email: 'a@b.c' },
      permissions: ['zones:read'],
    };
    const all = await hub.run(['token', 'list', '--all', '--json'], [[person]]);
    assert.deepEqual(all.asked, [['token.list', { revoked: true }]]);
    assert.deepEqual(JSON.parse(all.out), { tokens: [person] });
    assert.match((await hub.run(['token', 'list'], [[person]])).out, /a@b\.c +zones:read\n$/);
    const none = await hub.run(['token', 'list'], [[]]);
    assert.deepEqual([none.out, none.err], ['', 'There are no tokens yet.\n']);
  });

  it('revoke says what it took along', async () => {
    const revoked = async (tokensRevoked: number) =>
      (await hub.run(['token', 'revoke', 'tok_1'], [{ tokensRevoked }])).err;
    assert.equal(await revoked(1), 'tok_1 is revoked: the next request fails.\n');
    assert.match(await revoked(3), /, and 2 that stood under it:/);
  });

  it('disables, enables and renames by id', async () => {
    const change = async (...args: string[]) => (await hub.run(['token', ...args], [{}])).asked;
    assert.deepEqual(await change('disable', 'tok_1'), [
      ['token.change', { id: 'tok_1', change: { enabled: false } }],
    ]);
    assert.deepEqual(await change('enable', 'tok_1'), [
      ['token.change', { id: 'tok_1', change: { enabled: true } }],
    ]);
    assert.deepEqual(await change('rename', 'tok_1', 'New'), [
      ['token.change', { id: 'tok_1', change: { name: 'New' } }],
    ]);
  });

  it('generate asks no hub, and knows the prefixes that there are', async () => {
    const { code, out, asked } = await hub.run(['token', 'generate', '--prefix', 'ari_k']);
    assert.deepEqual([code, asked], [EXIT.ok, []]);
    assert.match(out, /^ari_k_[0-9A-Za-z]{46}\n$/);
    const { err } = await hub.run(['token', 'generate', '--prefix', 'x']);
    assert.match(err, /--prefix must be .*, not "x"/);
  });
});
