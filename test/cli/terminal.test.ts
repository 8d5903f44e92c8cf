/** Whatever the command line writes, it does nothing to the terminal: not by names, files, arguments or a hub's words. */
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { TOKENS } from '../../src/app/tokens/token-records.ts';
import { USERS } from '../../src/app/users/users.ts';
import { HubError } from '../../src/domain/errors.ts';
import { openTexts } from '../../src/store/open.ts';
import { createRecordStore } from '../../src/store/records.ts';
import { systemClock } from '../../src/system/clock.ts';
import { serveControl } from '../../src/system/control-socket.ts';
import { createLog } from '../../src/system/log.ts';
import { createOwnProcess } from '../../src/system/own-process.ts';
import { lineWriter } from '../../src/system/terminal.ts';
import { lastingFolder } from '../support/child.ts';
import { runCommand } from '../support/command-line.ts';
import { deedOf, HOSTILE } from '../support/hostile-text.ts';
import { SMALL_HOUSE } from '../support/house.ts';
import { PROGRAM } from '../support/hub.ts';
import { createMemoryLog } from '../support/log.ts';

const VERSION = '0.2.0';
const EMAIL = 'ada@example.com';

/** A data folder, called `name` as far as a socket's path may be, with an earlier version's records in it that are called so too. */
async function folderOf(name: string): Promise<string> {
  const folder = join(lastingFolder(), `d${name.slice(0, 12)}`.replaceAll(/[\0/]/g, ''));
  mkdirSync(folder, { mode: 0o700 });
  const log = createMemoryLog();
  const texts = await openTexts(folder, { version: VERSION, log });
  const store = createRecordStore({ texts, clock: systemClock, log });
  const hash = Buffer.alloc(32, 1).toString('base64');
  const made = { createdAtMs: 0, createdBy: 'machine' };
  const user = { id: 'usr_00000001', email: EMAIL, name, role: 'member', passwordHash: 'x' };
  await store.commit([
    {
      put: TOKENS,
      key: '00000001',
      value: { id: '00000001', name, prefix: 'ares', hash, ...made },
    },
    {
      put: USERS,
      key: 'usr_00000001',
      value: { ...user, ...made, passwordVersion: 1, knownAddresses: {} },
    },
  ]);
  await store.close();
  const [living, ...others] = SMALL_HOUSE.zones;
  const zones = [{ ...living, friendlyName: `A${name}b`, [name]: name }, ...others];
  const bindings = [{ kind: 'sensor', id: name, readings: [{ field: name, topic: name }] }];
  writeFileSync(join(folder, 'house.json'), JSON.stringify({ ...SMALL_HOUSE, zones, bindings }));
  writeFileSync(join(folder, 'cut.json'), `{"x": ${name}`);
  return folder;
}

const ownProcess = createOwnProcess([PROGRAM]);
const written = async (args: readonly string[], folder: string) =>
  runCommand(args, folder, { ownProcess, version: VERSION });

const HUBS_OWN = ['--listen', '127.0.0.1:0', '--mqtt-url', 'mqtt://127.0.0.1:1'];
/** All that `--help` tells of, with a hostile word wherever one can be given. */
const commands = (bad: string, folder: string): readonly (readonly string[])[] => [
  ['--version'],
  [bad],
  ['serve', ...HUBS_OWN],
  ['serve', '--virtual', bad],
  ['serve', `--${bad}`],
  ['serve', '--listen', bad, '--mqtt-base', bad, '--log-level', bad],
  ['simulate', '--house', join(folder, 'house.json'), '--mqtt-url', 'mqtt://127.0.0.1:1'],
  ['simulate', '--speed', bad],
  ['broker', 'show'],
  ['broker', 'show', '--json'],
  ['broker', 'check', bad],
  ['broker', 'set', bad],
  ['broker', 'acl'],
  ['broker', 'acl', '--found', '--for', bad],
  ['house', 'check'],
  ['house', 'check', bad],
  ['house', 'check', join(folder, 'cut.json')],
  ['house', 'init'],
  ['house', 'check', '--json'],
  ['house', 'show'],
  ['house', 'show', bad],
  ['house', 'edit'],
  ['house', 'import', bad],
  ['house', 'import', join(folder, 'cut.json')],
  ['house', 'import', join(folder, 'house.json')],
  ['house', 'export'],
  ['house', 'export', join(folder, bad)],
  ['house', 'versions'],
  ['house', 'versions', '--json'],
  ['house', 'undo'],
  ['house', 'undo', bad],
  ['house', 'redo'],
  ['house', 'reload'],
  ['house', 'release'],
  ['house', 'release', bad],
  ['house', 'take'],
  ['house', 'take', bad],
  ['house', bad],
  ['found', '--seconds', '0'],
  ['found', '--seconds', bad],
  ['profile', 'list'],
  ['profile', 'list', bad],
  ['profile', 'check', bad],
  ['profile', 'check', join(folder, 'cut.json')],
  ['profile', 'try', bad],
  [
    'profile',
    'try',
    'heishamon',
    '--set',
    `base=${bad}`,
    '--mqtt-url',
    'mqtt://127.0.0.1:1',
    '--seconds',
    '1',
  ],
  ['profile', bad],
  ['serve', '--demo', bad],
  ['simulate', '--demo', bad],
  ['status'],
  ['status', '--json'],
  ['status', bad],
  ['doctor'],
  ['doctor', '--json'],
  ['doctor', bad],
  ['logs'],
  ['logs', '--lines', bad],
  ['verify'],
  ['verify', '--json'],
  ['verify', bad],
  ['token', 'list'],
  ['token', 'list', '--json'],
  ['token', 'show', 'tok_00000001'],
  ['token', 'show', bad],
  ['token', 'usage', 'tok_00000001'],
  ['token', 'create', bad],
  ['token', 'create', 'x', '--zone', bad, '--permission', bad, '--expires', bad],
  ['token', 'rename', 'tok_00000001', bad],
  ['token', 'disable', 'tok_00000001'],
  ['token', 'enable', 'tok_00000001'],
  ['token', 'rotate', 'tok_00000001'],
  ['token', 'revoke', 'tok_00000001'],
  ['token', 'generate', '--prefix', bad],
  ['token', bad],
  ['backup', 'list'],
  ['backup', 'list', '--json'],
  // Below the folder, since it makes the file.
  ['backup', join(folder, bad)],
  ['backup', 'list', bad],
  ['backup', 'passphrase', '--remove'],
  ['backup', 'passphrase', bad],
  ['restore', bad],
  ['restore', join(folder, 'house.json'), '--serial', bad],
  ['restore', bad, '--yes', bad],
  ['user', 'list'],
  ['user', 'list', '--json'],
  ['user', 'add', bad, '--name', bad],
  ['user', 'add', 'b@example.com', '--name', bad, '--role', bad],
  ['user', 'passwd', bad],
  ['user', 'reset-2fa', bad],
  ['user', 'reset-2fa', EMAIL],
  ['user', 'unlock', bad],
  ['user', 'setup-code'],
  ['user', 'remove', bad],
  ['user', 'remove', EMAIL],
];

const ALL = Object.values(HOSTILE).join('evil');
const mixtures = fc
  .shuffledSubarray(Object.values(HOSTILE), { minLength: 1, maxLength: 5 })
  .map((parts) => `x${parts.join('evil')}`);

async function assertHarmless(args: readonly string[], folder: string) {
  const { out, err } = await written(args, folder);
  for (const text of [out, err])
    assert.equal(deedOf(text), undefined, `${JSON.stringify(args)}: ${JSON.stringify(text)}`);
  if (args.includes('--json') && out !== '') JSON.parse(out);
  return out + err;
}

describe('what the command line writes', () => {
  it('is of all commands that there are', async () => {
    const tried = commands('x', '/').map(([name, action]) => `${name} ${action}`);
    const names = [...(await written(['--help'], '/')).out.matchAll(/^ {2}(\w+) {2,}/gm)];
    for (const [, name = ''] of names) {
      const { out } = await written([name, '--help'], '/');
      const actions = [...out.matchAll(/^(?:Usage:| {6}) aris (\w+ [a-z][a-z0-9-]+)/gm)];
      assert.ok(
        tried.some((words) => words.startsWith(`${name} `)),
        name,
      );
      for (const [, words = ''] of actions) assert.ok(tried.includes(words), words);
    }
    assert.ok(names.length >= 5);
  });

  it('does nothing to the terminal, whatever the store, the house file and the arguments have in them', async () => {
    const property = fc.asyncProperty(mixtures, async (bad) => {
      const folder = await folderOf(bad);
      for (const args of commands(bad, folder)) await assertHarmless(args, folder);
    });
    await fc.assert(property, { numRuns: 2, examples: [[ALL]], endOnFailure: true });
  });

  it('shows what stands there', async () => {
    const folder = await folderOf('a\u001b[31m');
    for (const [args, shown] of [
      [['token', 'list'], /^tok_00000001 {2}a\\u001b\[31m {2}active/m],
      [['token', 'list', '--json'], /"name":"a\\\\u001b\[31m"/],
      [['user', 'list'], /ada@example\.com {2}a\\u001b\[31m {2}member/],
      [['house', 'check'], /house\.json: zones\[0\]\.a\\u001b\[31m: is not known here$/m],
      [['\u001b[31m'], /^aris: there is no command "\\u001b\[31m"/],
    ] as const)
      assert.match(await assertHarmless(args, folder), shown);
  });

  it('does nothing whatever the hub answers', async () => {
    const folder = await folderOf('x');
    const view = { id: ALL, name: ALL, token: ALL, email: ALL, role: ALL, state: ALL };
    const more = { createdAt: ALL, createdBy: ALL, under: { kind: 'person', email: ALL } };
    for (const answer of [
      () => ({ ...view, ...more, setupCode: ALL, tokensRevoked: 3, wasLocked: true }),
      () => [{ ...view, ...more }],
      () => {
        throw new HubError('invalid', ALL, { faults: [ALL, ALL], field: ALL });
      },
      () => {
        throw new HubError('invalid', `name ${ALL}`, { field: 'name' });
      },
      () => {
        throw new Error(ALL);
      },
    ]) {
      const hub = await serveControl(folder, async () => Promise.resolve(answer()));
      for (const args of commands('x', folder))
        if (args[0] !== 'serve') await assertHarmless(args, folder);
      await hub.stop();
    }
  });
});

describe('the log', () => {
  for (const isHuman of [true, false])
    it(`does nothing to ${isHuman ? 'a terminal' : 'the journal'}, and each entry is one line`, () => {
      fc.assert(
        fc.property(mixtures, (bad) => {
          const lines: string[] = [];
          const write = lineWriter({ write: (text) => Boolean(lines.push(String(text))) });
          const log = createLog({ clock: systemClock, level: 'info', isHuman, write });
          log.warn(bad, { topic: bad, reason: `x${bad}`, [bad]: bad, list: [bad] });
          const [line = '', ...more] = lines;
          assert.deepEqual(more, []);
          assert.equal(deedOf(line), undefined);
          assert.equal(line.indexOf('\n'), line.length - 1);
          if (isHuman) return;
          const entry = JSON.parse(line) as Record<string, unknown>;
          assert.deepEqual([entry['topic'], entry['message']], [bad, bad]);
        }),
      );
    });
});
