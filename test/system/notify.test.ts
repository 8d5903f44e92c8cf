import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { listenFds } from '../../src/system/listen-fds.ts';
import { createNotifier } from '../../src/system/notify.ts';

const SOCKET = { NOTIFY_SOCKET: '/run/systemd/notify' };

/** A notifier whose messages are kept. */
function recorded(env: Readonly<Record<string, string>>) {
  const sent: string[][] = [];
  const notifier = createNotifier({
    env,
    pid: 42,
    run: async (assignments) => {
      sent.push([...assignments]);
      return Promise.resolve();
    },
  });
  return { notifier, sent };
}

describe('the notifier', () => {
  it('says what systemd waits for', async () => {
    const { notifier, sent } = recorded({ ...SOCKET, WATCHDOG_USEC: '60000000' });
    await notifier.ready('20 zones\nREADY=0');
    await notifier.reloading();
    await notifier.watchdog();
    await notifier.stopping();
    assert.deepEqual(sent, [
      ['READY=1', 'STATUS=20 zones READY=0'],
      ['RELOADING=1'],
      ['WATCHDOG=1'],
      ['STOPPING=1'],
    ]);
  });

  it('does nothing outside systemd', async () => {
    const { notifier, sent } = recorded({ WATCHDOG_USEC: '60000000' });
    await notifier.ready('up');
    await notifier.watchdog();
    await notifier.stopping();
    assert.deepEqual(sent, []);
    assert.equal(notifier.watchdogPeriodMs, undefined);
  });

  const periods = [
    [{ WATCHDOG_USEC: '60000000' }, 30_000],
    [{ WATCHDOG_USEC: '60000000', WATCHDOG_PID: '42' }, 30_000],
    [{ WATCHDOG_USEC: '60000000', WATCHDOG_PID: '43' }, undefined],
    [{ WATCHDOG_USEC: '1' }, 1],
    [{ WATCHDOG_USEC: '0' }, undefined],
    [{ WATCHDOG_USEC: 'soon' }, undefined],
    [{}, undefined],
  ] as const;
  for (const [env, periodMs] of periods) {
    it(`with ${JSON.stringify(env)} feeds the watchdog every ${String(periodMs)} ms`, async () => {
      const { notifier, sent } = recorded({ ...SOCKET, ...env });
      assert.equal(notifier.watchdogPeriodMs, periodMs);
      await notifier.watchdog();
      assert.equal(sent.length, periodMs === undefined ? 0 : 1);
    });
  }

  it('starts no second message to the watchdog while one is under way', async () => {
    let finish: () => void = () => undefined;
    let count = 0;
    const env = { ...SOCKET, WATCHDOG_USEC: '1000000' };
    const run = async () => {
      count += 1;
      await new Promise<void>((resolve) => (finish = resolve));
    };
    const notifier = createNotifier({ env, pid: 42, run });
    const first = notifier.watchdog();
    await notifier.watchdog();
    assert.equal(count, 1);
    finish();
    await first;
    const second = notifier.watchdog();
    finish();
    await second;
    assert.equal(count, 2);
  });

  it('reports a missing program once, and goes on', async () => {
    const reports: string[] = [];
    const notifier = createNotifier({
      env: { ...SOCKET, PATH: '/nonexistent', WATCHDOG_USEC: '1000000' },
      pid: 42,
      onFailure: (message) => reports.push(message),
    });
    await notifier.ready('up');
    await notifier.watchdog();
    await notifier.stopping();
    assert.equal(reports.length, 1);
    assert.match(reports[0] ?? '', /systemd-notify/);
  });

  it('runs systemd-notify with nothing else of the environment', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'aris-notify-'));
    const said = join(folder, 'said');
    // It stands for the real one, which would need a systemd to listen.
    const program = `#!/bin/sh\n{ printf '<%s>' "$@"; echo; /usr/bin/env; } >>${said}\n`;
    await writeFile(join(folder, 'systemd-notify'), program, { mode: 0o755 });
    const env = { ...SOCKET, PATH: folder, ARIS_ADMIN_SECRET: 'secret', LISTEN_FDS: '1' };
    await createNotifier({ env, pid: 42, onFailure: (message) => assert.fail(message) }).ready(
      'up',
    );
    const text = await readFile(said, 'utf8');
    await rm(folder, { recursive: true });
    assert.match(text, /^<READY=1><STATUS=up>/);
    assert.match(text, /^NOTIFY_SOCKET=\/run\/systemd\/notify$/m);
    assert.doesNotMatch(text, /secret|LISTEN_FDS/);
  });
});

describe('the sockets from systemd', () => {
  const cases = [
    [{ LISTEN_PID: '42', LISTEN_FDS: '1' }, 3],
    [{ LISTEN_PID: '42', LISTEN_FDS: '2' }, 3],
    [{ LISTEN_PID: '43', LISTEN_FDS: '1' }, undefined],
    [{ LISTEN_FDS: '1' }, undefined],
    [{ LISTEN_PID: '42' }, undefined],
    [{ LISTEN_PID: '42', LISTEN_FDS: '0' }, undefined],
    [{ LISTEN_PID: '42', LISTEN_FDS: '-1' }, undefined],
    [{ LISTEN_PID: '42', LISTEN_FDS: 'one' }, undefined],
    [{}, undefined],
  ] as const;
  for (const [env, fd] of cases) {
    it(`with ${JSON.stringify(env)} start at ${String(fd)}`, () => {
      assert.equal(listenFds(env, 42), fd);
    });
  }
});
