/** What is kept of people and tokens: under which names and numbers, and that nothing is read which is not of that form. */
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { COMMAND_LINE } from '../../src/app/base/principal.ts';
import { createTokenMint } from '../../src/auth/token-format.ts';
import { digest } from '../../src/crypto/digest.ts';
import { OWNER_LOGIN } from '../support/accounts.ts';
import { bearer, createTestApp } from '../support/app.ts';
import { createHousehold } from '../support/ask-accounts.ts';
import { createAuthenticator } from '../support/authenticator.ts';
import { createMemoryTexts } from '../support/memory-texts.ts';
import { createSeededRandom } from '../support/seeded-random.ts';

/**
 * The version that a record of each table is written with. A hub that knows a lower one leaves such a record alone, so a
 * number rises only together with what reads the form before (`parse` of the table).
 */
const VERSIONS = {
  pin: 2,
  second_factor_rule: 1,
  second_factors: 1,
  session_use: 1,
  sessions: 1,
  setup: 2,
  token_days: 1,
  token_recent: 1,
  token_usage: 2,
  tokens: 2,
  tokens_imported: 1,
  users: 1,
} as const;
const PATH = '/api/auth/second-factor';

/** A household that has used everything there is. */
async function createWhole(): Promise<Map<string, string>> {
  const empty = createTestApp();
  await empty.access.userOperations['user.setup-code']({});
  const { app, ask } = await createHousehold();
  const { cookie } = await ask('POST', '/api/auth/session', { body: OWNER_LOGIN });
  const begun = await ask('POST', PATH, { cookie });
  const { codeAt } = createAuthenticator(begun.json['secret'] as string);
  const body = { code: codeAt(app.clock.nowMs()) };
  for (const [method, path, sent] of [
    ['POST', `${PATH}/confirm`, body],
    ['PUT', '/api/settings/second-factor', { required: true }],
    ['PUT', '/api/settings/pin', { pin: '274916' }],
  ] as const)
    assert.equal((await ask(method, path, { cookie, body: sent })).status, 200, path);
  await ask('POST', '/api/auth/session', { body: { pin: '000000' } });
  const { token } = await app.tokens.create(COMMAND_LINE, {
    name: 'all',
    permissions: ['zones:read'],
    zones: ['living'],
    addresses: ['192.168.0.0/16'],
    expiresIn: '1d',
    requestsPerMinute: 9,
  });
  const elsewhere = createTokenMint(createSeededRandom(9), digest).mint('ares');
  await app.tokens.importOnce(elsewhere.token, 'imported');
  await app.ask({ target: '/api/zones', headers: [bearer(token), ['User-Agent', 'x']] });
  await app.lazyBatch.flush();
  return new Map([...empty.texts.range('setup/'), ...app.texts.range('')]);
}
const tableOf = (key: string) => key.slice(0, key.indexOf('/'));
let kept: Map<string, string>;
before(async () => {
  kept = await createWhole();
});

it('what is kept has these names and versions', () => {
  const versions = new Map(
    [...kept].map(([key, text]) => [tableOf(key), (JSON.parse(text) as { v: number }).v]),
  );
  const own = Object.entries(VERSIONS).map(([name]) => [name, versions.get(name)]);
  assert.deepEqual(Object.fromEntries(own), VERSIONS);
});

describe('a record of which something is wrong', () => {
  /** What is set aside of a hub that starts on these, and is asked for all of it. */
  async function setAside(key: string, text: string): Promise<unknown[]> {
    const texts = createMemoryTexts();
    await texts.write([...kept, [key, text]]);
    const app = createTestApp({ texts });
    for (const { id } of app.tokens.list()) app.tokens.usage(id);
    return app.log.lines
      .filter(({ message }) => message === 'damaged record set aside')
      .map(({ fields }) => fields['key']);
  }

  for (const table of Object.keys(VERSIONS).filter((name) => name !== 'tokens_imported'))
    it(`is not read, whichever member it is, in ${table}`, async () => {
      const [key = '', text = ''] = [...kept].find(([name]) => tableOf(name) === table) ?? [];
      const { v, d } = JSON.parse(text) as { v: number; d: Record<string, unknown> };
      assert.deepEqual(await setAside(key, text), [], 'as it is');
      for (const name of Object.keys(d)) {
        const wrong = Array.isArray(d)
          ? Object.assign([...(d as unknown[])], { [name]: [[]] })
          : { ...d, [name]: [[]] };
        const damaged = await setAside(key, JSON.stringify({ v, d: wrong }));
        assert.ok(damaged.length > 0 && damaged.every((one) => one === key), name);
      }
    });
});
