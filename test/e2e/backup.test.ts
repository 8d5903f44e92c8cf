/** A house that is lost, and put back: by the built program, on real files, with what goes wrong on the way. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statfsSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { writeBackup } from '../../src/app/backup/writing.ts';
import { createBackupFolder } from '../../src/backup/folder.ts';
import { timeKey } from '../../src/domain/history/time-key.ts';
import { DAY_MS } from '../../src/domain/units.ts';
import { takeLock } from '../../src/system/lock.ts';
import {
  badBackups,
  bytesOf,
  codecWith,
  HEADER,
  inPieces,
  linesWith,
  readAll,
} from '../support/backup.ts';
import { lastingFolder, run } from '../support/child.ts';
import { createAuthenticator } from '../support/authenticator.ts';
import { curl } from '../support/curl.ts';
import { fixtures } from '../support/fixtures.ts';
import { SMALL_HOUSE } from '../support/house.ts';
import { aris, dataFolderWith, PROGRAM, startHub, type TestHub } from '../support/hub.ts';
import { createMemoryTexts } from '../support/memory-texts.ts';
import { fillDisk, mountSmallDisk, NEEDS_ROOT } from '../support/small-disk.ts';

/** Nothing listens there: a house goes on without its broker. */
const NO_BROKER = ['--mqtt-url', 'mqtt://127.0.0.1:1'];
const OWNER = { email: 'ada@example.com', password: 'a rather long passphrase', name: 'Ada' };
const BOB = { email: 'bob@example.com', password: 'battery staple horse', name: 'Bob' };
const EVE = { email: 'eve@example.com', password: 'another long password', name: 'Eve' };
const DAN = { email: 'dan@example.com', password: 'yet another password', name: 'Dan' };
const PIN = '482615';
const NEW_PASSWORD = 'a new one, and as long';
const PASSPHRASE = 'correct horse battery';

const withInput = async (dataFolder: string, input: string, ...args: string[]) =>
  run(process.execPath, [PROGRAM, ...args], {
    env: { ARIS_DATA: dataFolder, HOME: dataFolder },
    input: `${input}\n`,
  });

/** All files of a folder, by what is in them: those of LMDB's lock, and of ours, are no matter. */
const contentsOf = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => !name.endsWith('lock') && statSync(join(folder, name)).isFile())
    .map((name) => [
      name,
      createHash('sha256')
        .update(readFileSync(join(folder, name)))
        .digest('hex'),
    ])
    .sort();

async function signIn(hub: TestHub, { email, password }: { email: string; password: string }) {
  return (await curl(`${hub.url}/api/auth/login`, { body: { email, password } })).status;
}
const zonesWith = async (hub: TestHub, token: string) =>
  (await curl(`${hub.url}/api/zones`, { token })).status;

const idOf = (token: string) => `tok_${token.slice('aris_tok_'.length).slice(0, 8)}`;

/** What somebody does who has signed in. */
async function as(
  { email, password }: { email: string; password: string },
  hub: TestHub,
  ...[method, path, body]: [method: string, path: string, body?: object]
) {
  const session = await curl(`${hub.url}/api/auth/login`, { body: { email, password } });
  const { access_token: token } = session.json() as { access_token: string };
  const reply = await curl(`${hub.url}${path}`, { token, method, body });
  assert.equal(reply.status, 200, reply.body);
  return reply.json();
}
const asAda = async (hub: TestHub, method: string, path: string, body?: object) =>
  as(OWNER, hub, method, path, body);

/** From then on his password alone is not enough. */
async function setUpSecondFactor(hub: TestHub) {
  const { secret } = (await as(DAN, hub, 'POST', '/api/auth/second-factor')) as { secret: string };
  const code = createAuthenticator(secret).codeAt(Date.now());
  await as(DAN, hub, 'POST', '/api/auth/second-factor/confirm', { code });
}
async function demoteDan(hub: TestHub) {
  const { users } = (await asAda(hub, 'GET', '/api/users')) as {
    users: { id: string; name: string }[];
  };
  const dan = users.find(({ name }) => name === DAN.name);
  await asAda(hub, 'PATCH', `/api/users/${dan?.id}`, { role: 'member' });
}
const panelSignIn = async (hub: TestHub) =>
  (await curl(`${hub.url}/api/auth/session`, { body: { pin: PIN } })).status;

describe('a house', () => {
  const dataFolder = dataFolderWith();
  const file = (name: string) => join(dataFolder, name);
  const schedule = [{ days: ['mon'], at: '06:30', tempHeatSetC: 21.5 }];
  const firmware = Buffer.from('firmware \u0000 of a sensor');
  let kept: string;
  let revoked: string;
  let disabled: string;

  before(async () => {
    mkdirSync(file('firmware/sensors'), { recursive: true });
    writeFileSync(file('firmware/sensors/one.bin'), firmware);
    const hub = await startHub({ dataFolder, args: NO_BROKER });
    assert.equal((await curl(`${hub.url}/api/auth/register`, { body: OWNER })).status, 201);
    for (const { email, name, password } of [BOB, EVE])
      assert.equal(
        (await withInput(dataFolder, password, 'user', 'add', email, '--name', name)).code,
        0,
      );
    const asDan = [DAN.email, '--name', DAN.name, '--role', 'owner'];
    assert.equal((await withInput(dataFolder, DAN.password, 'user', 'add', ...asDan)).code, 0);
    kept = await hub.token();
    revoked = await hub.token();
    disabled = await hub.token();
    await asAda(hub, 'PUT', '/api/settings/pin', { pin: PIN });
    assert.equal(await panelSignIn(hub), 200);
    const reply = await curl(`${hub.url}/api/zones/living/schedule`, {
      token: kept,
      method: 'PUT',
      body: { entries: schedule },
    });
    assert.equal(reply.status, 200, reply.body);
    const made = await hub.cli('backup', file('first.backup'), '--firmware');
    assert.equal(made.code, 0, made.stderr);
    assert.match(made.stderr, /it is not sealed: signing keys/);
    assert.equal((await hub.cli('backup', file('first.backup'))).code, 2, 'it is left as it is');
    // What is done after the backup.
    assert.equal((await hub.cli('token', 'revoke', idOf(revoked))).code, 0);
    assert.equal((await hub.cli('token', 'disable', idOf(disabled))).code, 0);
    await demoteDan(hub);
    await setUpSecondFactor(hub);
    await asAda(hub, 'DELETE', '/api/settings/pin');
    assert.equal((await hub.cli('user', 'remove', EVE.email)).code, 0);
    assert.equal((await withInput(dataFolder, NEW_PASSWORD, 'user', 'passwd', BOB.email)).code, 0);
    assert.equal((await withInput(dataFolder, PASSPHRASE, 'backup', 'passphrase')).code, 0);
    assert.equal((await hub.cli('backup', file('second.backup'))).code, 0);
    await hub.stop();
  });

  /** That all is there, and nobody who was thrown out. */
  async function assertBack(folder: string): Promise<void> {
    const hub = await startHub({ dataFolder: folder, args: NO_BROKER });
    assert.equal(await zonesWith(hub, kept), 200);
    assert.equal(await zonesWith(hub, revoked), 401);
    const { body } = await curl(`${hub.url}/api/zones/living/schedule`, { token: kept });
    assert.deepEqual((JSON.parse(body) as { entries: unknown }).entries, schedule);
    assert.equal(await signIn(hub, OWNER), 200);
    assert.equal(await signIn(hub, { ...BOB, password: NEW_PASSWORD }), 200);
    assert.equal(await signIn(hub, BOB), 401);
    assert.equal(await signIn(hub, EVE), 401);
    assert.equal(await zonesWith(hub, disabled), 401);
    assert.equal(await panelSignIn(hub), 403);
    const { email, password } = DAN;
    const alone = await curl(`${hub.url}/api/auth/login`, { body: { email, password } });
    assert.match(alone.body, /otpRequired|AUTH_OTP_REQUIRED/, alone.body);
    const users = (await hub.cli('user', 'list')).stdout;
    assert.match(users, /dan@example\.com.* member /);
    assert.deepEqual(await hub.stop(), 0);
  }

  it('comes back on the same board, and who was thrown out since does not', async () => {
    writeFileSync(
      file('house.json'),
      JSON.stringify({ ...SMALL_HOUSE, zones: SMALL_HOUSE.zones.slice(0, 1) }),
    );
    const dry = await aris(['restore', file('first.backup'), '--dry-run'], dataFolder);
    assert.equal(dry.code, 0, dry.stderr);
    assert.match(dry.stderr, /^ {2}3 people come back:$/m);
    assert.match(dry.stderr, /^ {4}Ada <ada@example\.com>, owner$/m);
    assert.match(dry.stderr, /1 token in it stay revoked/);
    assert.match(dry.stderr, /1 person in it stay removed/);
    assert.match(dry.stderr, /1 password changed since/);
    assert.match(dry.stderr, /1 token in it stay disabled/);
    assert.match(dry.stderr, /1 owner in it stay members/);
    assert.match(dry.stderr, /The PIN of the panels stays as it was changed/);
    assert.match(dry.stderr, /1 second factor set up or changed since then stay as they are now/);
    const { code, stderr } = await aris(['restore', file('first.backup'), '--yes'], dataFolder);
    assert.equal(code, 0, stderr);
    assert.deepEqual(JSON.parse(readFileSync(file('house.json'), 'utf8')), SMALL_HOUSE);
    assert.deepEqual(readFileSync(file('firmware/sensors/one.bin')), firmware);
    assert.ok(existsSync(file('replaced/store.mdb')));
    await assertBack(dataFolder);
  });

  it('comes back on another board with its keys, and who was thrown out before does not', async () => {
    const folder = lastingFolder();
    const { code, stderr } = await withInput(
      folder,
      PASSPHRASE,
      'restore',
      file('second.backup'),
      '--yes',
    );
    assert.equal(code, 0, stderr);
    assert.match(stderr, /Its signing keys come back/);
    assert.equal(
      readFileSync(join(folder, 'keys.json'), 'utf8'),
      readFileSync(file('keys.json'), 'utf8'),
    );
    await assertBack(folder);
    // The older one brings nobody back there either, since the newer one has said who is out.
    const again = await aris(['restore', file('first.backup'), '--yes'], folder);
    assert.equal(again.code, 0, again.stderr);
    await assertBack(folder);
  });

  it('comes back without who is struck out, once and for all', async () => {
    const folder = lastingFolder();
    const restore = async (...more: string[]) =>
      aris(['restore', file('first.backup'), '--yes', ...more], folder);
    const without = ['--without-user', BOB.email, '--without-token', idOf(kept)];
    const nobody = await restore('--without-user', 'nobody@example.com', '--dry-run');
    assert.equal(nobody.code, 2);
    assert.match(nobody.stderr, /^aris: nobody comes back as "nobody@example\.com"$/m);
    const dry = await restore(...without, '--dry-run');
    assert.match(
      dry.stderr,
      /^ {2}Struck out, and not to come back:\n {4}Bob <bob@example\.com>, member\n/m,
    );
    assert.match(dry.stderr, new RegExp(`^ {4}${idOf(kept)} "test"$`, 'm'));
    assert.ok(!existsSync(join(folder, 'store.mdb')));
    assert.equal((await restore(...without)).code, 0);
    const comesBack = async () => (await aris(['user', 'list'], folder)).stdout;
    assert.match(await comesBack(), /ada@example\.com/);
    assert.doesNotMatch(await comesBack(), /bob@example\.com/);
    assert.equal((await restore()).code, 0);
    assert.doesNotMatch(await comesBack(), /bob@example\.com/);
    const hub = await startHub({ dataFolder: folder, args: NO_BROKER });
    assert.equal(await zonesWith(hub, kept), 401);
    await hub.stop();
  });

  it('comes back whole, where the power went while it was put in place', async () => {
    const folder = lastingFolder();
    const { code } = await aris(['restore', file('first.backup'), '--yes'], folder);
    assert.equal(code, 0);
    mkdirSync(join(folder, 'restored'));
    for (const name of ['store.mdb', 'store.json'])
      renameSync(join(folder, name), join(folder, 'restored', name));
    const { stdout, stderr } = await aris(['user', 'list'], folder);
    assert.match(stdout, /ada@example\.com/, stderr);
    assert.ok(!existsSync(join(folder, 'restored')));
  });

  it('tells its owners that it was put back', async () => {
    const hub = await startHub({ dataFolder, args: NO_BROKER });
    const token = await hub.token('events:read', 'audit:read');
    const { body } = await curl(`${hub.url}/api/audit?type=backup_restored`, { token });
    const { events } = JSON.parse(body) as { events: { message: string }[] };
    assert.match(events[0]?.message ?? '', /^The hub was put back to a backup of /);
    const notices = await curl(`${hub.url}/api/notices`, { token });
    assert.match(notices.body, /backup_restored/);
    await hub.stop();
  });

  it('asks whose serial is kept, where the board has a hub of its own', async () => {
    const bytes = await bytesOf(
      codecWith().pack(
        linesWith({ 'store/format': '{"v":1,"d":3}', 'serial/hub': '{"v":1,"d":"0123456789ab"}' }),
      ),
    );
    const folder = dataFolderWith();
    await (await startHub({ dataFolder: folder, args: NO_BROKER })).stop();
    writeFileSync(join(folder, 'other.backup'), bytes);
    const restore = async (...more: string[]) =>
      aris(['restore', join(folder, 'other.backup'), '--yes', ...more], folder);
    const serialNow = async () => {
      const hub = await startHub({ dataFolder: folder, args: NO_BROKER });
      const token = await hub.token('system:read');
      const { body } = await curl(`${hub.url}/api/system`, { token });
      await hub.stop();
      return (JSON.parse(body) as { serial: string }).serial;
    };
    const own = await serialNow();
    const asked = await restore();
    assert.equal(asked.code, 2);
    assert.match(asked.stderr, new RegExp(`serial ${own}, the backup's 0123456789ab: --serial`));
    assert.equal((await restore('--serial', 'own')).code, 0);
    assert.equal(await serialNow(), own);
    assert.equal((await restore('--serial', 'backup')).code, 0);
    assert.equal(await serialNow(), '0123456789ab');
    assert.equal((await restore('--serial', 'mine')).code, 2);
  });

  describe('is left as it is by a restore', () => {
    const refused = async (
      expected: { code: number; message: RegExp },
      args: readonly string[],
      input = '',
    ) => {
      const there = contentsOf(dataFolder);
      const { code, stderr } = await withInput(dataFolder, input, 'restore', ...args);
      assert.equal(code, expected.code, stderr);
      assert.match(stderr, expected.message);
      assert.match(stderr.trimEnd().split('\n').at(-1) ?? '', /^aris: [^\n]+$/, 'in one sentence');
      assert.deepEqual(contentsOf(dataFolder), there);
    };
    it('of a file that is none, or not whole, or would lie elsewhere', async () => {
      const path = join(lastingFolder(), 'x.backup');
      // Each of them, and what is said of it, has test/e2e/restore.test.ts.
      const bad = await badBackups(readFileSync(file('first.backup')));
      for (const [, content, message] of [...bad.slice(0, 1), ...bad.slice(-1)]) {
        writeFileSync(path, content);
        await refused({ code: 2, message }, [path, '--yes']);
      }
      await refused({ code: 2, message: /no such file/ }, [join(dataFolder, 'none'), '--yes']);
    });

    it('of one of a virtual house', async () => {
      const path = join(lastingFolder(), 'x.backup');
      writeFileSync(path, await bytesOf(codecWith().pack(linesWith({}, { isVirtual: true }))));
      await refused({ code: 2, message: /of a virtual house/ }, [path, '--yes']);
    });

    it('that nobody has said yes to', async () => {
      await refused({ code: 2, message: /nobody is there to ask/ }, [file('first.backup')]);
      await refused({ code: 2, message: /exactly one FILE/ }, []);
    });

    it('with a wrong passphrase', async () => {
      const folder = lastingFolder();
      const { code, stderr } = await withInput(
        folder,
        'a wrong one',
        'restore',
        file('second.backup'),
        '--yes',
      );
      assert.equal(code, 2);
      assert.match(stderr, /^aris: the passphrase is not that of the backup$/m);
      assert.deepEqual(contentsOf(folder), []);
    });

    it('while another command, such as a restore, or a hub is at work there', async () => {
      const lock = takeLock(dataFolder);
      await refused({ code: 3, message: /stop it first|stop its container/ }, [
        file('first.backup'),
        '--yes',
      ]);
      lock?.release();
      const hub = await startHub({ dataFolder, args: NO_BROKER });
      const { code, stderr } = await aris(['restore', file('first.backup'), '--yes'], dataFolder);
      assert.equal(code, 3, stderr);
      assert.equal(await zonesWith(hub, kept), 200);
      await hub.stop();
    });
  });

  it('is backed up by a request, for who may, while it runs', async () => {
    const hub = await startHub({ dataFolder, args: NO_BROKER });
    const may = await hub.token('backup:full');
    const mayNot = await hub.token('zones:full');
    assert.equal((await curl(`${hub.url}/api/backup`, { token: mayNot })).status, 403);
    const path = join(lastingFolder(), 'x.backup');
    const load = ['-H', `Authorization: Bearer ${may}`, '-o', path, `${hub.url}/api/backup`];
    assert.equal((await run('curl', ['-sSf', '--noproxy', '*', ...load])).code, 0);
    // This hub has a passphrase.
    const restored = await withInput(lastingFolder(), PASSPHRASE, 'restore', path, '--yes');
    assert.equal(restored.code, 0, restored.stderr);
    const made = await curl(`${hub.url}/api/backups`, { token: may, body: { history: false } });
    assert.equal(made.status, 201, made.body);
    const { backups } = (await curl(`${hub.url}/api/backups`, { token: may })).json() as {
      backups: { name: string }[];
    };
    const { name } = made.json() as { name: string };
    assert.equal(backups[0]?.name, name);
    assert.equal(statSync(file(`backups/${name}`)).mode & 0o777, 0o600);
    await hub.stop();
  });
});

describe('the history of an automatic backup', () => {
  const MIDNIGHT_MS = Math.floor(Date.now() / DAY_MS) * DAY_MS;
  const RECORDS = Object.fromEntries(
    [3, 2, 1].map((days) => [
      `history_minute/${timeKey(MIDNIGHT_MS - days * DAY_MS)}/zone/living`,
      JSON.stringify({ v: 1, d: `of ${days} days ago` }),
    ]),
  );

  /** A folder of backups with one of the day, as a hub leaves it. */
  async function backedUp() {
    const codec = codecWith();
    const backups = createBackupFolder(lastingFolder());
    const records = { 'store/format': '{"v":1,"d":3}', ...RECORDS };
    const file = await writeBackup(
      () => createMemoryTexts(new Map(Object.entries(records))).snapshot(),
      {
        about: () => HEADER,
        houseText: () => undefined,
        keyText: () => undefined,
        revocations: async () => Promise.resolve([]),
        firmware: { files: () => inPieces(Buffer.alloc(0)) as never },
      },
      {
        folder: backups,
        codec,
        madeAtMs: Date.now(),
        choice: { kind: 'daily', hasHistory: true, hasFirmware: false },
      },
    );
    const names = (await backups.blocks.list()).map(({ name }) => name).sort();
    return { file: file.path, blocks: names.map((name) => join(backups.blocks.path, name)) };
  }
  /** What a whole backup of the folder has of it then. */
  async function historyIn(folder: string): Promise<string[]> {
    const whole = join(lastingFolder(), 'whole.backup');
    const { code, stderr } = await aris(['backup', whole], folder);
    assert.equal(code, 0, stderr);
    const { items } = await readAll(readFileSync(whole));
    return items.flatMap((item) =>
      'record' in item && item.record.startsWith('history_minute/') ? [item.record] : [],
    );
  }

  it('comes back out of the blocks beside it, of which a dry run tells', async () => {
    const { file, blocks } = await backedUp();
    assert.equal(blocks.length, 3);
    const folder = lastingFolder();
    const dry = await aris(['restore', file, '--dry-run'], folder);
    assert.equal(dry.code, 0, dry.stderr);
    assert.match(
      dry.stderr,
      /^More history lies beside it: 3 files of \S+\/history, with 3 records\.$/m,
    );
    assert.match(
      dry.stderr,
      /^It was made without the history of its last day, .*, the broker's password\.$/m,
    );
    const { code, stderr } = await aris(['restore', file, '--yes'], folder);
    assert.equal(code, 0, stderr);
    assert.deepEqual(await historyIn(folder), Object.keys(RECORDS));
  });

  it('comes back as far as the blocks are there and whole, and the others are named in a sentence', async () => {
    const { file, blocks } = await backedUp();
    const [first = '', second = ''] = blocks;
    rmSync(first);
    writeFileSync(second, readFileSync(second).subarray(0, 40));
    const folder = lastingFolder();
    const { code, stderr } = await aris(['restore', file, '--yes'], folder);
    assert.equal(code, 0, stderr);
    const said = /^The rest of its history does not come back: (.*)\.$/m.exec(stderr)?.[1];
    assert.equal(
      said,
      `${basename(first)} (missing), ${basename(second)} (the backup is damaged: it is cut off, or something in it was changed)`,
    );
    assert.match(stderr, /1 file of \S+\/history, with 1 record\./);
    assert.deepEqual(await historyIn(folder), Object.keys(RECORDS).slice(2));
  });
});

describe('an upgrade', () => {
  it('is made after a backup of the store as it was, which any later version puts back', async () => {
    const first = fixtures().find(({ version }) => version === '0.1.0');
    assert.ok(first);
    const dataFolder = first.dataFolder();
    await (await startHub({ dataFolder, args: NO_BROKER })).stop();
    // Where the start was slow, the first daily one has begun with its history.
    const [name = '', ...more] = readdirSync(join(dataFolder, 'backups')).filter((one) =>
      one.endsWith('-upgrade.backup'),
    );
    assert.deepEqual(more, []);
    assert.match(name, /-upgrade\.backup$/);
    const path = join(dataFolder, 'backups', name);
    assert.equal((await readAll(readFileSync(path))).header.storeFormat, 1);
    const folder = lastingFolder();
    const { code, stderr } = await aris(['restore', path, '--yes'], folder);
    assert.equal(code, 0, stderr);
    const tokensOf = async (at: string) =>
      (await aris(['token', 'list', '--all', '--json'], at)).stdout;
    assert.equal(await tokensOf(folder), await tokensOf(dataFolder));
  });
});

describe('a folder of backups that lies elsewhere', NEEDS_ROOT, () => {
  const disk = mountSmallDisk();
  after(() => disk.remove());

  it('and takes no writes is told of, with the line that the unit needs', async () => {
    const hub = await startHub({
      dataFolder: dataFolderWith(),
      args: NO_BROKER,
      env: { ARIS_BACKUP: disk.path },
    });
    assert.equal((await hub.cli('backup')).code, 0);
    // What systemd shows a unit of every folder that it may not write.
    disk.remount('ro');
    const { code, stderr } = await hub.cli('backup');
    assert.equal(code, 2, stderr);
    const sentence = `; a hub that systemd runs needs the line "ReadWritePaths=${disk.path}" in its unit: systemctl edit aris`;
    assert.ok(stderr.trimEnd().endsWith(sentence), stderr);
    assert.match(stderr, /^aris: \S+ cannot be written \(EROFS[^\n]*$/m);
    const { checks } = (await curl(`${hub.url}/health`)).json() as {
      checks: { backups: { state?: string; last_made?: string } };
    };
    assert.equal(checks.backups.state, 'failing');
    assert.match(checks.backups.last_made ?? '', /Z$/, 'the one before is good');
    await hub.stop();
  });
});

describe('a disk that is full', NEEDS_ROOT, () => {
  const disk = mountSmallDisk();
  after(() => disk.remove());

  it('in the middle of a restore leaves everything as it was, and in that of a backup, too', async () => {
    const hub = await startHub({ dataFolder: disk.path, args: ['--virtual'] });
    const token = await hub.token();
    await hub.stop();
    // More than the disk has room for, though each record is small.
    const { bavail, bsize } = statfsSync(disk.path);
    const noise = () =>
      createHash('sha512').update(String(Math.random())).digest('base64').repeat(200);
    const count = Math.ceil((bavail * bsize) / noise().length) + 20;
    const records = Object.fromEntries(
      Array.from({ length: count }, (_, i) => [`x/${i}`, noise()]),
    );
    const path = join(lastingFolder(), 'large.backup');
    const header = { ...HEADER, isVirtual: true };
    writeFileSync(path, await bytesOf(codecWith().pack(linesWith(records, header))));
    const there = contentsOf(disk.path);
    const args = ['restore', path, '--yes', '--virtual', '--serial', 'own'];
    const { code, stderr } = await aris(args, disk.path);
    assert.notEqual(code, 0);
    assert.match(stderr, /^aris: .*(?:full|no room)/m);
    assert.deepEqual(contentsOf(disk.path), there);

    const elsewhere = join(disk.path, 'elsewhere');
    mkdirSync(join(elsewhere, 'virtual'), { recursive: true });
    fillDisk(disk.path);
    const backup = await aris(['backup', '--virtual'], disk.path, { ARIS_BACKUP: elsewhere });
    assert.notEqual(backup.code, 0);
    assert.match(backup.stderr, /^aris: there is no room left in \S+elsewhere\S*$/m);
    assert.deepEqual(readdirSync(join(elsewhere, 'virtual')), []);
    const again = await startHub({ dataFolder: disk.path, args: ['--virtual'] });
    assert.equal(await zonesWith(again, token), 200);
    await again.stop();
  });
});
