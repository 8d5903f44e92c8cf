/** The hub as a person runs it: at a terminal, which may go away. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { end, lastingFolder, run, start } from '../support/child.ts';
import { curl } from '../support/curl.ts';
import { deedOf, HOSTILE } from '../support/hostile-text.ts';
import { livedInFolder, PROGRAM } from '../support/hub.ts';
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

/** What the process around the command line does; what each command writes is tried without it (test/cli). */
describe('the program', () => {
  const BAD = Object.values(HOSTILE)
    .join('evil')
    .replaceAll(/[\0\ud800]/g, '');

  it('writes nothing to a terminal that acts there', async () => {
    const file = join(lastingFolder(), 'house.json');
    writeFileSync(file, JSON.stringify({ version: BAD, [BAD]: 1 }));
    for (const args of [[BAD], ['house', 'check', file], ['token', 'list', '--data', `/${BAD}`]]) {
      const { code, stdout, stderr } = await run(process.execPath, [PROGRAM, ...args]);
      assert.equal(code, 2);
      assert.equal(deedOf(stdout + stderr), undefined, JSON.stringify(stderr));
      assert.match(stderr, /\\u001b\[31mevil/);
    }
  });

  it('asks for a secret in the same way', async () => {
    const folder = await livedInFolder();
    const command = `exec ${process.execPath} ${PROGRAM} user passwd "$BAD" --virtual --data ${folder}`;
    const { stdout } = await run('script', ['-qec', command, '/dev/null'], {
      env: { BAD: 'a\u001b[2Jb\u009bc' },
      input: 'x\n',
    });
    assert.match(stdout, /New password of a\\u001b\[2Jb\\u009bc: /);
    assert.ok(!stdout.includes('\u001b[2J'));
  });

  it('logs nothing that acts on whoever reads the journal', async () => {
    const dataFolder = join(lastingFolder(), 'a\u009b31m\u202eb');
    mkdirSync(dataFolder);
    const args = [PROGRAM, 'serve', '--virtual', '--listen', '127.0.0.1:0'];
    const hub = start(process.execPath, args, { ARIS_DATA: dataFolder });
    let log = '';
    hub.stderr?.setEncoding('utf8').on('data', (text: string) => (log += text));
    await until(() => log.includes('"hub ready"'), 'the hub to be ready');
    await end(hub);
    assert.equal(deedOf(log), undefined);
    const ready = log.split('\n').find((line) => line.includes('"hub ready"')) ?? '';
    assert.equal((JSON.parse(ready) as { data: string }).data, dataFolder, 'and says the same');
  });
});
