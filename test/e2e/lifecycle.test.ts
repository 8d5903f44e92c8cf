/** Starting and stopping the built program, and how it does in between. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { existsSync, statSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { lastingFolder, run, start } from '../support/child.ts';
import { curl } from '../support/curl.ts';
import {
  aris,
  hubOf,
  launchHub,
  livedInFolder,
  PROGRAM,
  startHub,
  type TestHub,
} from '../support/hub.ts';
import { metric } from '../support/metrics.ts';
import { freePort } from '../support/mosquitto.ts';
import { until } from '../support/until.ts';

describe('one hub per data folder', () => {
  it('is what two that start at once come to: one runs, the other exits 3', async () => {
    const dataFolder = lastingFolder();
    const options = { dataFolder, args: ['--virtual'] };
    const both = [launchHub(options), launchHub(options)];
    const loser = await Promise.race(both.map(async (hub) => hub.exited().then(() => hub)));
    assert.equal(await loser.exited(), 3);
    assert.match(JSON.stringify(loser.log), /another process is using/);
    const winner = await both.find((hub) => hub !== loser)?.ready();
    assert.ok(winner);
    assert.equal((await curl(`${winner.url}/ready`)).status, 200);
    assert.equal(await winner.stop(), 0);
  });

  it(
    'is so in another network namespace too, whose command line is answered by the hub',
    { skip: process.getuid?.() !== 0 && 'needs root, to unshare the network' },
    async () => {
      const hub = await startHub({ args: ['--virtual'] });
      const env = { ARIS_DATA: hub.dataFolder };
      const apart = (...args: string[]) => ['-n', process.execPath, PROGRAM, ...args] as const;
      const serve = apart('serve', '--virtual', '--listen', '127.0.0.1:0');
      const second = hubOf(start('unshare', serve, env), hub.dataFolder);
      assert.equal(await second.exited(), 3);
      const made = await run('unshare', apart('token', 'create', 'x', '--virtual'), { env });
      const token = made.stdout.trim();
      assert.equal((await curl(`${hub.url}/api/zones`, { token })).status, 200);
      assert.equal(await hub.stop(), 0);
    },
  );

  it('is had again after kill -9, whose control.sock is still there', async () => {
    const options = { dataFolder: lastingFolder(), args: ['--virtual'] };
    const socket = join(options.dataFolder, 'control.sock');
    const first = await startHub(options);
    assert.equal(statSync(socket).mode & 0o777, 0o600);
    await first.kill9();
    assert.ok(existsSync(socket));
    // With nobody behind the socket the command line works on the store itself.
    const { code, stdout } = await aris(['token', 'create', 'x', '--virtual'], options.dataFolder);
    assert.equal(code, 0);
    const hub = await startHub(options);
    assert.equal((await curl(`${hub.url}/api/zones`, { token: stdout.trim() })).status, 200);
    await hub.token();
    assert.equal(await hub.stop(), 0);
    assert.equal(existsSync(socket), false);
  });
});

describe('a hub that runs', () => {
  it('tells how it does, as documented, and what of that is virtual', async () => {
    const hub = await startHub({ args: ['--virtual'] });
    const reply = await curl(`${hub.url}/health`, { headers: { Host: 'evil.example' } });
    assert.equal(reply.status, 200);
    const health = reply.json() as {
      version: string;
      uptime_seconds: number;
      timestamp: string;
      checks: { memory: Record<string, number>; state_file: { last_modified: string } };
    };
    const { version, uptime_seconds, timestamp, checks } = health;
    assert.deepEqual(Object.keys(checks.memory), ['heap_used_mb', 'heap_total_mb', 'rss_mb']);
    assert.ok(Object.values(checks.memory).every((mb) => Number.isInteger(mb) && mb > 0));
    assert.match(timestamp, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    assert.match(checks.state_file.last_modified, /Z$/);
    assert.ok(Number.isInteger(uptime_seconds));
    assert.deepEqual(health, {
      status: 'ok',
      version,
      uptime_seconds,
      timestamp,
      virtual: true,
      checks: {
        mqtt: { status: 'ok', connected: true },
        cloud: { status: 'ok', state: 'disabled', connected: false },
        memory: checks.memory,
        state_file: { status: 'ok', last_modified: checks.state_file.last_modified },
        backups: { status: 'ok' },
      },
    });
    const ready = await curl(`${hub.url}/ready`);
    assert.deepEqual([ready.status, ready.body], [200, '{"status":"ready"}\n']);
    await hub.stop();
  });

  it('says on its first start where it is and how to make a token, in lines of JSON', async () => {
    const hub = await startHub({ args: ['--virtual'] });
    const hint = await until(
      () => hub.log.find(({ message }) => message.includes('no API token yet')),
      'the hint',
    );
    assert.ok(hint.message.includes(`token create "Home Assistant" --data ${hub.dataFolder}`));
    await hub.stop();
    for (const line of hub.log) {
      assert.match(line.time, /^\d{4}-\d\d-\d\dT[\d:.]+Z$/, line.message);
      assert.match(line.level, /^(?:debug|info|warn|error)$/, line.message);
    }
    assert.deepEqual(
      [hub.log[0], hub.log.at(-1)].map((line) => line?.message),
      ['hub ready', 'stopped'],
    );
  });

  it('masks a token that somebody put where it is logged', async () => {
    const folder = await livedInFolder();
    const { stdout } = await aris(['token', 'create', 'x', '--virtual'], folder);
    const token = stdout.trim();
    const hub = await startHub({ dataFolder: folder, args: ['--virtual'] });
    const { code } = await hub.cli('token', 'create', token);
    assert.equal(code, 0);
    const line = await until(() => hub.logged('token created'), 'the line');
    assert.match(String(line['name']), /^aris_tok_.{4}…$/);
    await hub.stop();
  });
});

describe('a request in flight', () => {
  let hub: TestHub;
  let token: string;
  before(async () => {
    const folder = await livedInFolder();
    token = (await aris(['token', 'create', 'x', '--virtual'], folder)).stdout.trim();
    hub = await startHub({ dataFolder: folder, args: ['--virtual', '--stop-deadline-ms', '1000'] });
  });
  after(async () => hub.kill9());

  const BODY = '{"mode":"off"}';
  /** A request whose body has come but for its last byte. */
  async function openRequest(): Promise<{ socket: Socket; text: () => string }> {
    const socket = connect(hub.port, '127.0.0.1');
    let text = '';
    socket.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    await once(socket, 'connect');
    socket.write(
      [
        'POST /api/zones/kitchen/command HTTP/1.1',
        'Host: 127.0.0.1',
        `Authorization: Bearer ${token}`,
        'Content-Type: application/json',
        `Content-Length: ${BODY.length}`,
        // The server's word that it has read the head.
        'Expect: 100-continue',
        '',
        BODY.slice(0, -1),
      ].join('\r\n'),
    );
    await until(() => text.startsWith('HTTP/1.1 100 '), 'the request to be under way');
    return { socket, text: () => text };
  }

  it('whose client goes away changes nothing, and is no fault of the hub', async () => {
    const { socket } = await openRequest();
    socket.destroy();
    const reader = await hub.token('metrics:read');
    const series = 'aris_http_requests_total{route="/api/zones/{zoneId}/command",code="400"}';
    await until(
      async () => (await metric(hub, reader, series).catch(() => 0)) === 1,
      'the request to be over',
    );
    assert.deepEqual(
      hub.log.filter(({ level }) => level === 'error'),
      [],
    );
  });

  it('is finished after SIGTERM; no new one is taken, the rest is cut off, and the hub exits 0', async () => {
    const slow = await openRequest();
    const stuck = await openRequest();
    hub.signal('SIGTERM');
    await until(() => hub.logged('stopping'), 'the stop');
    await assert.rejects(curl(`${hub.url}/health`));
    slow.socket.write(BODY.slice(-1));
    await until(() => slow.text().includes('"success":true'), 'the answer');
    assert.match(slow.text(), /HTTP\/1\.1 200 OK\r\n/);
    const closed = once(stuck.socket, 'close');
    assert.equal(await hub.exited(), 0);
    await closed;
    assert.doesNotMatch(stuck.text(), / 200 /);
    assert.ok(hub.logged('stopped'));
    hub = await startHub({ dataFolder: hub.dataFolder, args: ['--virtual'] });
    const { zone } = (await curl(`${hub.url}/api/zones/kitchen`, { token })).json() as {
      zone: { mode: string };
    };
    assert.equal(zone.mode, 'off');
  });
});

describe('a socket of systemd', () => {
  it('is served, whatever address the settings name', async () => {
    const port = await freePort();
    const folder = lastingFolder();
    const child = start(
      'systemd-socket-activate',
      [
        '-l',
        `127.0.0.1:${port}`,
        '--setenv',
        `ARIS_DATA=${folder}`,
        process.execPath,
        PROGRAM,
        'serve',
        '--virtual',
        '--listen',
        '127.0.0.1:1',
      ],
      { ARIS_DATA: folder, HOME: folder },
    );
    const activated = hubOf(child, folder);
    // The first to connect is what starts the hub; it is answered by it.
    const reply = await until(
      async () => curl(`http://127.0.0.1:${port}/health`).catch(() => undefined),
      'an answer on the socket',
    );
    assert.equal(reply.status, 200);
    await activated.ready();
    assert.equal((await curl(`http://127.0.0.1:${port}/ready`)).status, 200);
    assert.equal(await activated.stop(), 0);
  });
});
