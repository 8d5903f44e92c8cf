/** API tokens, by command line and HTTP, with and without a hub that runs. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { TokenView } from '../../src/app/tokens/live-token.ts';
import { createSteadyClock } from '../../src/app/records/steady-clock.ts';
import type { CreatedToken } from '../../src/app/tokens/token-making.ts';
import { openCore } from '../../src/hub/core.ts';
import { HOUR_MS } from '../../src/domain/units.ts';
import { systemRandom } from '../../src/system/random.ts';
import { OWNER } from '../support/app.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { createMemoryLog } from '../support/log.ts';
import { lastingFolder } from '../support/child.ts';
import { curl } from '../support/curl.ts';
import { aris, livedInFolder, startHub, type TestHub } from '../support/hub.ts';

const TOKEN = /^aris_tok_[0-9A-Za-z]{46}\n$/;
const UNAUTHORIZED = '{"error":"Unauthorized","message":"Valid authentication required"}\n';

/** The secret part of a token: what no file and no log may ever have. */
const secretOf = (token: string) => token.slice(token.lastIndexOf('_') + 9, -6);
const publicId = (token: string) => `tok_${token.slice(token.lastIndexOf('_') + 1).slice(0, 8)}`;

/** All that a folder holds, as one text. */
const contents = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'))
    .join('\n');

describe('tokens without a hub that runs', () => {
  it('are made, listed, shown and revoked, and the hub that starts later knows them', async () => {
    const dataFolder = await livedInFolder();
    const cli = async (...args: string[]) => aris(['token', ...args, '--virtual'], dataFolder);
    const created = await cli('create', 'Home Assistant', '--expires', '90d');
    assert.equal(created.code, 0);
    assert.match(created.stdout, TOKEN);
    assert.doesNotMatch(created.stderr, new RegExp(secretOf(created.stdout.trim())));
    const token = created.stdout.trim();
    const id = publicId(token);
    const other = (await cli('create', 'script', '--prefix', 'ari_k')).stdout.trim();
    assert.match(other, /^ari_k_/);

    const { tokens } = JSON.parse((await cli('list', '--json')).stdout) as { tokens: TokenView[] };
    assert.deepEqual(
      tokens.map(({ name, state, requestCount }) => [name, state, requestCount]),
      [
        ['Home Assistant', 'active', 0],
        ['script', 'active', 0],
      ],
    );
    const table = (await cli('list')).stdout.split('\n');
    assert.match(table[0] ?? '', /^ID +NAME +STATE +CREATED +LAST USED +FROM +EXPIRES/);
    assert.match(table[1] ?? '', new RegExp(`^${id} +Home Assistant +active`));
    const shown = JSON.parse((await cli('show', id)).stdout) as TokenView;
    assert.equal(shown.id, id);
    assert.equal(shown.tokenPrefix, `aris_tok_${id.slice(4)}...`);
    assert.equal((await cli('revoke', publicId(other))).code, 0);
    assert.equal((await cli('revoke', publicId(other))).code, 2);

    const hub = await startHub({ dataFolder, args: ['--virtual'] });
    assert.equal((await curl(`${hub.url}/api/zones`, { token })).status, 200);
    assert.equal((await curl(`${hub.url}/api/zones`, { token: other })).status, 401);
    await hub.stop();
  });

  it('are refused, and said to be so, once they have expired', async () => {
    const dataFolder = lastingFolder();
    // Two hours ago, as the clock of this core has it.
    const clock = createFakeClock(Date.now() - 2 * HOUR_MS);
    const core = await openCore(
      { dataFolder, isVirtual: true, version: '0.0.0' },
      {
        clock: createSteadyClock({ clock, isSynchronised: () => false }),
        random: systemRandom,
        log: createMemoryLog(),
      },
    );
    const expired = await core.access.tokens.create(OWNER, { name: 'old', expiresIn: '1h' });
    const valid = await core.access.tokens.create(OWNER, { name: 'new', expiresIn: '3h' });
    await core.close();
    const hub = await startHub({ dataFolder, args: ['--virtual'] });
    const refused = await curl(`${hub.url}/api/zones`, { token: expired.token });
    assert.equal(refused.status, 401);
    assert.equal(refused.body, UNAUTHORIZED);
    assert.match(refused.headers['www-authenticate'] ?? '', /The token has expired/);
    assert.equal((await curl(`${hub.url}/api/zones`, { token: valid.token })).status, 200);
    const shown = await hub.cli('token', 'show', expired.id);
    assert.equal((JSON.parse(shown.stdout) as TokenView).state, 'expired');
    await hub.stop();
  });

  it('are refused with one clear line and exit 2 where the call is wrong', async () => {
    const dataFolder = await livedInFolder();
    const calls: [args: string[], says: RegExp][] = [
      [['create'], /exactly one NAME/],
      [['create', 'x', '--expires', 'soon'], /expires/i],
      [['create', 'x', '--permission', 'zones:write'], /permission/],
      [['create', 'x', '--prefix', 'mine'], /prefix/],
      [['create', 'x', '--bogus'], /no option --bogus/],
      [['show', 'tok_00000000'], /none of the tokens is "tok_00000000"; aris token list/],
    ];
    for (const [args, says] of calls) {
      const { code, stdout, stderr } = await aris(['token', ...args, '--virtual'], dataFolder);
      assert.equal(code, 2, `${args.join(' ')}: ${stderr}`);
      assert.equal(stdout, '');
      assert.match(stderr, says);
      assert.match(stderr, /^(?:aris: no hub runs [^\n]+\n)?aris: [^\n]+\n$/, 'one line');
    }
  });
});

describe('tokens of a hub that runs', () => {
  let hub: TestHub;
  /** May make tokens, and what it may give. */
  let maker: string;
  const secrets: string[] = [];

  before(async () => {
    hub = await startHub({ args: ['--virtual', '--log-level', 'debug'] });
    maker = await make('tokens:full', 'zones:full', 'metrics:read');
  });
  after(async () => hub.stop());

  async function make(...permissions: string[]): Promise<string> {
    const token = await hub.token(...permissions);
    secrets.push(secretOf(token));
    return token;
  }

  const post = async (token: string, body: object) =>
    curl(`${hub.url}/api/tokens`, { token, body });

  interface KeptAlive {
    /** Status and local port: the same port is the same connection. */
    get(token: string): Promise<{ status: number; port: number }>;
    close(): void;
  }

  function keepAlive(): KeptAlive {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    return {
      get: async (token) =>
        new Promise((resolve, reject) => {
          const headers = { authorization: `Bearer ${token}` };
          const asked = request(`${hub.url}/api/zones`, { agent, headers }, (response) => {
            const port = response.socket.localPort ?? 0;
            const status = response.statusCode ?? 0;
            response.resume().once('end', () => resolve({ status, port }));
          });
          asked.once('error', reject).end();
        }),
      close: () => agent.destroy(),
    };
  }

  const revocations: Record<string, (id: string) => Promise<void>> = {
    'over HTTP': async (id) => {
      const reply = await curl(`${hub.url}/api/tokens/${id}`, { token: maker, method: 'DELETE' });
      assert.equal(reply.body, '{"success":true,"tokensRevoked":1}\n');
    },
    'by the command line': async (id) => {
      assert.equal((await hub.cli('token', 'revoke', id)).code, 0);
    },
  };
  for (const [how, revoke] of Object.entries(revocations)) {
    it(`fail on the very next request of a kept connection once revoked ${how}`, async () => {
      const token = await make();
      const connection = keepAlive();
      const first = await connection.get(token);
      const second = await connection.get(token);
      assert.deepEqual([first.status, second.status], [200, 200]);
      await revoke(publicId(token));
      const third = await connection.get(token);
      assert.deepEqual(third, { status: 401, port: first.port });
      connection.close();
    });
  }

  it('are asked for with the documented body, byte for byte, and a challenge', async () => {
    const missing = await curl(`${hub.url}/api/zones`);
    assert.equal(missing.status, 401);
    assert.equal(missing.body, UNAUTHORIZED);
    assert.equal(missing.headers['www-authenticate'], 'Bearer realm="aris"');
    assert.equal(missing.headers['content-type'], 'application/json');
    for (const token of ['nonsense', `${maker.slice(0, -1)}_`, maker.replace('tok', 'tik')]) {
      const wrong = await curl(`${hub.url}/api/zones`, { token });
      assert.equal(wrong.status, 401);
      assert.equal(wrong.body, UNAUTHORIZED);
      assert.match(wrong.headers['www-authenticate'] ?? '', /^Bearer realm="aris", error=/);
    }
    const somewhere = await curl(`${hub.url}/api/no/such/thing`);
    assert.equal(somewhere.body, UNAUTHORIZED);
  });

  it('make others over HTTP, within what they may do themselves', async () => {
    const made = await post(maker, {
      name: 'child',
      permissions: ['zones:read'],
      expiresIn: '1h',
    });
    assert.equal(made.status, 201, made.body);
    const { token: child } = made.json() as { token: CreatedToken };
    secrets.push(secretOf(child.token));
    assert.equal(child.id, publicId(child.token));
    const zones = `${hub.url}/api/zones`;
    assert.equal((await curl(zones, { token: child.token })).status, 200);
    const command = await curl(`${zones}/kitchen/command`, {
      token: child.token,
      body: { mode: 'off' },
    });
    assert.equal(command.status, 403);
    assert.equal((command.json() as { required: string }).required, 'zones:full');
    assert.equal((await post(child.token, { name: 'grandchild' })).status, 403);

    const more = await post(maker, { name: 'more', permissions: ['backup:read'] });
    assert.equal(more.status, 403);
    assert.equal((more.json() as { field: string }).field, 'permissions');
    // Without a list it would get what its maker lacks.
    assert.equal((await post(maker, { name: 'all' })).status, 403);
  });

  it('cannot outlive their maker', async () => {
    const { stdout } = await hub.cli(
      ...['token', 'create', 'short', '--expires', '1h'],
      ...['--permission', 'tokens:full', '--permission', 'zones:read'],
    );
    const short = stdout.trim();
    const permissions = ['zones:read'];
    assert.equal((await post(short, { name: 'a', permissions })).status, 403);
    assert.equal((await post(short, { name: 'b', permissions, expiresIn: '1d' })).status, 403);
    assert.equal((await post(short, { name: 'c', permissions, expiresIn: '5m' })).status, 201);
  });

  it('are listed without their secrets', async () => {
    const reply = await curl(`${hub.url}/api/tokens`, { token: maker });
    const { tokens, metadata } = reply.json() as {
      tokens: TokenView[];
      metadata: { count: number };
    };
    assert.equal(tokens.length, metadata.count);
    assert.ok(tokens.some(({ id }) => id === publicId(maker)));
    for (const secret of secrets) assert.ok(!reply.body.includes(secret));
  });

  it('are counted to the last use, over a clean stop', async () => {
    const token = await make('zones:read');
    for (let times = 1; times <= 7; times += 1) {
      await curl(`${hub.url}/api/zones`, { token });
    }
    const show = async () =>
      JSON.parse((await hub.cli('token', 'show', publicId(token))).stdout) as TokenView;
    const earlier = await show();
    assert.equal(earlier.requestCount, 7);
    const { dataFolder, log } = hub;
    assert.equal(await hub.stop(), 0);
    assertNoSecret(JSON.stringify(log));
    hub = await startHub({ dataFolder, args: ['--virtual', '--log-level', 'debug'] });
    assert.deepEqual(await show(), earlier);
    await curl(`${hub.url}/api/zones`, { token });
    assert.equal((await show()).requestCount, 8);
  });

  function assertNoSecret(text: string): void {
    assert.ok(secrets.length > 3);
    for (const secret of secrets) assert.ok(!text.includes(secret));
  }

  it('leave no secret on the disk or in the log', () => {
    const disk = contents(hub.dataFolder);
    assert.ok(disk.includes(publicId(maker).slice(4)), 'the store is among what was read');
    assertNoSecret(disk);
    assertNoSecret(JSON.stringify(hub.log));
  });
});
