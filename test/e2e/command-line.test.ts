/** Which hub or folder a command acts on, and as whom. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  statSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, it } from 'node:test';
import { lastingFolder, run } from '../support/child.ts';
import { curl } from '../support/curl.ts';
import { aris, livedInFolder, PROGRAM, startHub } from '../support/hub.ts';
import { until } from '../support/until.ts';

const isRoot = process.getuid?.() === 0;
/** Of an account that this machine need not have. */
const SOMEBODY = 54_321;
const NOBODY = 54_322;

/** The program where every user can read it. */
function programForAll(): string {
  const folder = lastingFolder();
  chmodSync(folder, 0o755);
  cpSync(dirname(PROGRAM), join(folder, 'dist'), { recursive: true });
  return join(folder, 'dist', 'main.js');
}

describe('a command', () => {
  it('says on standard error whose hub or store it acts on, and nothing else on standard output', async () => {
    const hub = await startHub({ args: ['--virtual'], dataFolder: lastingFolder() });
    const { dataFolder } = hub;
    const running = await hub.cli('token', 'create', 'x');
    assert.match(running.stdout, /^aris_tok_\w+\n$/);
    assert.match(running.stderr, new RegExp(`^aris: through the hub that runs on ${dataFolder}\n`));
    await hub.stop();
    const alone = await hub.cli('token', 'create', 'x', '--virtual');
    assert.match(alone.stdout, /^aris_tok_\w+\n$/);
    assert.match(alone.stderr, new RegExp(`^aris: no hub runs on ${dataFolder}: [^\n]+\n`));
  });

  it('begins no store: where there is none it says so in a sentence, with exit code 2', async () => {
    const empty = lastingFolder();
    for (const folder of [empty, join(empty, 'missing')]) {
      for (const args of [
        ['token', 'create', 'x'],
        ['token', 'list', '--virtual'],
        ['user', 'list'],
        ['house', 'reload'],
      ]) {
        const { code, stdout, stderr } = await aris(args, folder);
        assert.deepEqual([code, stdout], [2, ''], args.join(' '));
        assert.match(
          stderr,
          /^aris: there is no store in [^\n]+: start a hub there first[^\n]+\n$/,
        );
      }
    }
    assert.deepEqual(readdirSync(empty), []);
  });

  it('that asks for a password looks first whether it has anywhere to go', async () => {
    const { code, stderr } = await aris(['user', 'passwd', 'ada@example.com'], lastingFolder());
    assert.equal(code, 2);
    assert.match(stderr, /^aris: there is no store in /);
  });

  it('keeps the virtual house and the real one apart, and says which there is', async () => {
    const { code, stderr } = await aris(['token', 'list'], await livedInFolder());
    assert.equal(code, 2);
    assert.match(stderr, /only that of a virtual house, with --virtual\n$/);
  });

  it('finds the store that aris house init has begun', async () => {
    const folder = lastingFolder();
    const { stdout } = await aris(['house', 'init'], folder);
    const line = /then: (.*)$/m.exec(stdout)?.[1] ?? '';
    assert.equal((await run('sh', ['-c', line])).code, 0, line);
    const created = await aris(['token', 'create', 'x'], folder);
    assert.match(created.stdout, /^aris_tok_/);
    const other = await aris(['token', 'list', '--virtual'], folder);
    assert.match(other.stderr, /only that of a real house, without --virtual\n$/);
  });

  it('works as the hub prints it at its first start', async () => {
    // With what a shell would take apart.
    const dataFolder = join(lastingFolder(), "it's my house");
    const hub = await startHub({ args: ['--virtual'], dataFolder });
    const { message } = await until(
      () => hub.log.find((line) => line.message.startsWith('no API token')),
      'the hint',
    );
    const line = /with: (.*)$/.exec(message)?.[1] ?? '';
    const { stdout, stderr } = await run('sh', ['-c', `cd / && ${line}`]);
    assert.equal(
      (await curl(`${hub.url}/api/zones`, { token: stdout.trim() })).status,
      200,
      stderr,
    );
    await hub.stop();
  });
});

describe('a data folder that somebody may not use', () => {
  it('is one sentence with the line that works, and exit code 2', async () => {
    const folder = lastingFolder();
    const program = programForAll();
    if (isRoot) chmodSync(folder, 0o700);
    else chmodSync(folder, 0o000);
    const as = isRoot
      ? ['setpriv', `--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups']
      : ['env'];
    for (const args of [
      ['token', 'create', 'two words'],
      ['user', 'list'],
      ['house', 'check'],
      ['house', 'init'],
      ['serve', '--virtual'],
    ]) {
      const [command = '', ...rest] = [...as, process.execPath, program, ...args];
      const { code, stdout, stderr } = await run(command, rest, { env: { ARIS_DATA: folder } });
      assert.deepEqual([code, stdout], [2, ''], stderr);
      const words = args.map((word) => (word.includes(' ') ? `'${word}'` : word)).join(' ');
      assert.ok(
        stderr.startsWith(`aris: this user may not use ${folder}; this works: sudo `) &&
          stderr.endsWith(` ${program} ${words} --data ${folder}\n`),
        stderr,
      );
      assert.equal(stderr.split('\n').length, 2);
    }
    chmodSync(folder, 0o700);
  });
});

/** Root can be somebody else, and the program is to be read by them. In a container test/systemd/ does the same. */
const canBeAnother =
  isRoot &&
  spawnSync('setpriv', [`--reuid=${SOMEBODY}`, '--clear-groups', 'test', '-r', PROGRAM]).status ===
    0;

describe('root', { skip: !canBeAnother && 'nobody else can run this program' }, () => {
  const ownersIn = (folder: string) =>
    new Set(
      readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => {
        const { uid, gid } = statSync(join(folder, name));
        return `${name === 'elsewhere.json' ? name : ''}${uid}:${gid}`;
      }),
    );

  it('leaves nothing in another’s data folder that this one could not use', async () => {
    const folder = lastingFolder();
    chownSync(folder, SOMEBODY, SOMEBODY);
    assert.equal((await aris(['house', 'init'], folder)).code, 0);
    assert.equal((await aris(['token', 'create', 'x'], folder)).code, 0);
    assert.deepEqual(ownersIn(folder), new Set([`${SOMEBODY}:${SOMEBODY}`]));
    const hub = await startHub({ args: ['--virtual'], dataFolder: folder });
    const token = await hub.token();
    assert.equal((await curl(`${hub.url}/api/zones`, { token })).status, 200);
    const child = readFileSync(`/proc/${hub.pid}/task/${hub.pid}/children`, 'utf8').trim();
    assert.equal(statSync(`/proc/${child}`).uid, SOMEBODY, 'the hub itself is the owner too');
    assert.deepEqual(ownersIn(folder), new Set([`${SOMEBODY}:${SOMEBODY}`]));
    assert.equal(await hub.stop(), 0);
    assert.equal(existsSync(`/proc/${child}`), false, 'it goes with who started it');
  });

  it('reads and writes as root what is named, and gives the hub the house that it is to read', async () => {
    const folder = lastingFolder();
    chmodSync(folder, 0o755);
    const own = join(folder, 'data');
    const secret = join(folder, 'elsewhere');
    for (const path of [own, secret]) mkdirSync(path, { mode: 0o700 });
    chownSync(own, SOMEBODY, SOMEBODY);
    const file = join(secret, 'house.json');
    assert.equal((await aris(['house', 'init', '--house', file], own)).code, 0);
    assert.equal(statSync(file).uid, SOMEBODY);
    for (const args of [
      ['house', 'check', file],
      ['house', 'check', '--house', file],
    ])
      assert.equal((await aris(args, own)).code, 0);
    assert.equal(existsSync(join(own, 'house.json')), false);
  });
});
