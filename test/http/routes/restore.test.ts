/** Putting a backup back: who may at which step, and whom the store that is made of it names. */
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { draftOf } from '../../../src/backup/swap.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import { openTexts } from '../../../src/store/open.ts';
import { createTestApp, JSON_HEADER, OWNER, type TestApp } from '../../support/app.ts';
import { createAskAccounts, createHousehold, openSession } from '../../support/ask-accounts.ts';
import { bytesOf, codecWith, linesWith } from '../../support/backup.ts';
import { lastingFolder } from '../../support/child.ts';

const STEPS = [
  ['GET', ''],
  ['POST', ''],
  ['POST', '/passphrase', { passphrase: 'x' }],
  ['POST', '/start', {}],
  ['DELETE', ''],
] as const;
const ADDRESS = '192.168.1.20';
const HERE = { address: '127.0.0.1', isLocal: true, isSecure: false };
const ADA = { email: 'ada@example.com', password: 'a rather long passphrase', name: 'Ada' };
const SENT_AS = ['Content-Type', 'application/octet-stream'] as const;

type Headers = readonly (readonly [string, string])[];
const codeOf = (code: string): Headers => [['X-Setup-Code', code]];

/** Of another hub. */
let backup: Buffer;
before(async () => {
  backup = await bytesOf(codecWith().pack(linesWith({})));
});

/** @param headers how whoever asks shows who they are */
function createAsking(app: TestApp, headers: Headers) {
  const target = '/api/restore';
  return {
    stateNow: async () => {
      const { status, json } = await app.ask({ target, headers });
      assert.equal(status, 200);
      return json['state'];
    },
    send: async () =>
      (await app.ask({ method: 'POST', target, headers: [...headers, SENT_AS], body: backup }))
        .status,
    open: async (passphrase: string) =>
      app.ask({
        method: 'POST',
        target: `${target}/passphrase`,
        headers: [...headers, JSON_HEADER],
        body: JSON.stringify({ passphrase }),
      }),
    start: async (meanwhile = async (): Promise<unknown> => Promise.resolve()) =>
      app.ask({
        method: 'POST',
        target: `${target}/start`,
        headers: [...headers, JSON_HEADER],
        body: '{"serial":"own"}',
        meanwhile,
      }),
  };
}

/** A hub that has no owner yet, asked by who knows its setup code. */
async function createNewHub() {
  const folder = lastingFolder();
  const app = createTestApp({ dataFolder: folder });
  const shown = await app.access.userOperations['user.setup-code']({});
  const { setupCode } = shown as { setupCode: string };
  return { app, folder, ...createAsking(app, codeOf(setupCode)) };
}

/** One that has, asked by the owner, who is signed in. */
async function createOwnedHub() {
  const folder = lastingFolder();
  const { app, owner } = await createHousehold(folder);
  const cookie = await openSession(app, owner.id, { from: ADDRESS });
  const credential: Headers = [
    ['Cookie', `aris_session=${cookie}`],
    ['Origin', 'http://aris.local'],
  ];
  return { app, folder, owner, ...createAsking(app, credential) };
}

/** Who did it, and from where, as the store has it that is made. */
async function toldOf({ app, folder }: { app: TestApp; folder: string }): Promise<unknown> {
  const texts = await openTexts(draftOf(folder), { version: '0.0.0', log: app.log });
  const all = [...texts.range('')].map(([, text]) => text);
  await texts.close();
  const text = all.find((one) => one.includes('"backup_restored"')) ?? '{}';
  const { d: { by, from } = {} } = JSON.parse(text) as { d?: { by?: unknown; from?: unknown } };
  return { by, from };
}

describe('putting a backup back', () => {
  it('is for an owner who is signed in, whatever a token may do', async () => {
    const { app, ask } = await createHousehold();
    const permissions = ['backup:full' as const];
    const { token } = await app.tokens.create(OWNER, { name: 'keeper', permissions });
    for (const [method, path, body] of STEPS) {
      const { status, json } = await ask(method, `/api/restore${path}`, { bearer: token, body });
      assert.deepEqual([status, json['error']], [403, 'Forbidden'], `${method} ${path}`);
      assert.match(
        String(json['message']),
        /an owner who is signed in has to do this, and no token/,
      );
    }
  });

  it('is for who has the setup code of a new hub, at each step, and for no other stranger', async () => {
    const { app, send, stateNow } = await createNewHub();
    assert.equal(await send(), 201);
    const ask = createAskAccounts(app);
    for (const [headers, message] of [
      [{}, /^putting a backup back needs the setup_code/],
      [{ 'x-setup-code': 'WRONG' }, /^the setup code is wrong$/],
    ] as const)
      for (const [method, path, body] of STEPS) {
        const asked = { headers, body, from: '192.168.1.66' };
        const { status, json } = await ask(method, `/api/restore${path}`, asked);
        assert.deepEqual([status, json['field']], [403, 'setup_code'], `${method} ${path}`);
        assert.match(String(json['message']), message);
      }
    assert.equal(await stateNow(), 'ready', 'and none of them has dropped it');
  });

  it('is told of as the stranger’s who did it', async () => {
    const hub = await createNewHub();
    await hub.send();
    const { status, text } = await hub.start();
    assert.equal(status, 200, text);
    assert.deepEqual(await toldOf(hub), {
      by: { kind: 'stranger', id: 'stranger' },
      from: { address: ADDRESS },
    });
  });

  it('is told of as the owner’s who did it', async () => {
    const hub = await createOwnedHub();
    assert.equal(await hub.send(), 201);
    const { status, text } = await hub.start();
    assert.equal(status, 200, text);
    const [session] = hub.app.access.sessions.list(OWNER);
    assert.deepEqual(await toldOf(hub), {
      by: { kind: 'person', id: hub.owner.id, name: 'Ada Owner' },
      from: { address: ADDRESS, sessionId: session?.id },
    });
  });

  it('stays undone where the first owner registers while a stranger starts it', async () => {
    const { app, send, start } = await createNewHub();
    await send();
    const { status, json } = await start(async () => app.access.accounts.register(ADA, HERE));
    assert.deepEqual([status, json['message']], [403, 'whoever asked may no longer do so']);
  });

  it('stays undone where the session ends while its owner starts it', async () => {
    const { app, owner, send, start } = await createOwnedHub();
    await send();
    const [session] = app.access.sessions.list(OWNER);
    assert.ok(session);
    // Once the body is there the hub writes, which waits for the disk.
    const { status, json } = await start(async () => {
      setImmediate(() => void app.access.sessions.end(OWNER, session.id));
      return Promise.resolve();
    });
    assert.deepEqual([status, json['message']], [403, 'whoever asked may no longer do so']);
    const cookie = await openSession(app, owner.id);
    const view = await createAskAccounts(app)('GET', '/api/restore', { cookie });
    assert.equal(view.json['state'], 'ready');
  });

  it('takes no file that is sent as something else, nor one that is said to be too long', async () => {
    const { app, owner } = await createOwnedHub();
    const ask = createAskAccounts(app);
    const cookie = await openSession(app, owner.id);
    const statusOf = async (type: string, length: number) => {
      const headers = { 'content-type': type, 'content-length': String(length) };
      const sent = { cookie, headers, body: 'no backup' };
      return (await ask('POST', '/api/restore', sent)).status;
    };
    assert.equal(await statusOf('application/json', 9), 415);
    assert.equal(await statusOf(SENT_AS[1], LIMITS.restoreUploadBytes + 1), 413);
    assert.equal(await statusOf(SENT_AS[1], LIMITS.restoreUploadBytes), 400, 'it is looked at');
  });

  it('takes no passphrase that is longer than any can be', async () => {
    const { open } = await createOwnedHub();
    const longest = 'x'.repeat(LIMITS.passwordMaxBytes);
    assert.equal((await open(longest)).status, 409, 'nothing waits for one');
    const { status, json } = await open(`${longest}x`);
    assert.deepEqual([status, json['field']], [400, 'passphrase']);
  });
});
