/** The hub as a person runs it: at a terminal, which may go away. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { end, lastingFolder, start } from '../support/child.ts';
import { curl } from '../support/curl.ts';
import { PROGRAM } from '../support/hub.ts';
import { freePort } from '../support/mosquitto.ts';
import { until } from '../support/until.ts';

const isServing = async (url: string) => {
  try {
    return (await curl(`${url}/ready`)).status === 200;
  } catch {
    return false;
  }
};

/** CPU time of a process so far, in hundredths of a second: fields 14 and 15 of proc(5)'s stat. */
function cpuTicks(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(' ');
  return Number(fields[13]) + Number(fields[14]);
}

describe('a hub whose log nobody can read any more', () => {
  it('goes on, at rest, and stops as asked', async () => {
    const folder = lastingFolder();
    const port = await freePort();
    const args = [
      PROGRAM,
      'serve',
      '--virtual',
      '--log-level',
      'debug',
      '--listen',
      `127.0.0.1:${port}`,
    ];
    const hub = start(process.execPath, args, { ARIS_DATA: folder });
    const url = `http://127.0.0.1:${port}`;
    await until(() => isServing(url), 'the hub to serve');
    hub.stderr?.destroy();
    hub.stdout?.destroy();
    const exited = once(hub, 'exit');
    // Each of these is a line of the log that goes nowhere.
    const before = cpuTicks(hub.pid ?? 0);
    const cli = start(process.execPath, [PROGRAM, 'token', 'create', 'x'], { ARIS_DATA: folder });
    assert.deepEqual(await once(cli, 'exit'), [0, null]);
    assert.ok(await isServing(url));
    assert.ok(
      cpuTicks(hub.pid ?? 0) - before < 100,
      'it does not turn in circles over its own log',
    );
    hub.kill('SIGTERM');
    assert.deepEqual(await exited, [0, null]);
  });
});

describe('a hub at a terminal', () => {
  it('stops when the terminal closes', async () => {
    const folder = lastingFolder();
    const port = await freePort();
    const command = `exec ${process.execPath} ${PROGRAM} serve --virtual --listen 127.0.0.1:${port}`;
    // script(1) gives it a terminal of its own, and takes it away when it is killed.
    const terminal = start('script', ['-qec', command, '/dev/null'], { ARIS_DATA: folder });
    const url = `http://127.0.0.1:${port}`;
    await until(() => isServing(url), 'the hub to serve');
    await end(terminal, 'SIGKILL');
    await until(async () => !(await isServing(url)), 'the hub to stop');
    const again = start(process.execPath, [PROGRAM, 'token', 'list', '--virtual'], {
      ARIS_DATA: folder,
    });
    assert.deepEqual(await once(again, 'exit'), [0, null], 'its lock is free');
  });
});
