import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { EXIT } from '../../src/cli/context.ts';
import { serveControl, type ControlServer } from '../../src/system/control-socket.ts';
import { takeLock } from '../../src/system/lock.ts';
import { runCommand } from '../support/command-line.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { tempFolder } from '../support/temp-folder.ts';

/** A clock whose every wait is over at once, and what was waited. */
function impatient(onWait: (times: number) => void | Promise<void> = () => undefined) {
  const clock = createFakeClock();
  const waits: number[] = [];
  return {
    waits,
    clock: {
      ...clock,
      after(delayMs: number, work: () => void) {
        waits.push(delayMs);
        void Promise.resolve(onWait(waits.length)).then(work);
        return () => undefined;
      },
    } as never,
  };
}

describe('an operation of the command line', () => {
  let folder = tempFolder();
  let hub: ControlServer | undefined;
  beforeEach(() => (folder = tempFolder()));
  afterEach(async () => {
    await hub?.stop();
    hub = undefined;
    folder.remove();
  });
  const run = async (args: readonly string[], more = {}) => runCommand(args, folder.path, more);

  it('is done by the hub that runs there, and whose it is is said once', async () => {
    hub = await serveControl(folder.path, async () => Promise.resolve([]));
    const { code, err } = await run(['token', 'list']);
    assert.equal(code, EXIT.ok);
    assert.equal(
      err,
      `aris: through the hub that runs on ${folder.path}\nThere are no tokens yet.\n`,
    );
  });

  it('is one that was asked before: it is not said again', async () => {
    let asked = 0;
    const made = { path: '/b/one', sizeBytes: 9, isSealed: true };
    hub = await serveControl(folder.path, async () => {
      asked++;
      return Promise.resolve(
        asked < 3 ? { state: 'running', records: 1 } : { state: 'done', made },
      );
    });
    const { err } = await run(['backup'], { clock: impatient().clock });
    assert.equal(err.match(/through the hub/g)?.length, 1);
    assert.equal(asked, 3);
  });

  it('is done here where no hub runs', async () => {
    await run(['house', 'init']);
    const { code, out, err } = await run(['token', 'create', 'HA']);
    assert.equal(code, EXIT.ok);
    assert.match(out, /^aris_tok_/);
    assert.match(err, /no hub runs on .*: this command works on its store itself/);
    assert.match((await run(['token', 'list'])).out, /HA +active/);
    // What was locked for it is free again.
    const lock = takeLock(folder.path);
    assert.ok(lock !== undefined);
    lock.release();
  });

  it('begins no store, and leaves nothing in a folder that has none', async () => {
    const { code, err } = await run(['token', 'list']);
    assert.equal(code, EXIT.usage);
    assert.match(err, /there is no store in/);
    const missing = await runCommand(['token', 'list'], join(folder.path, 'none'));
    assert.match(missing.err, /there is no store in/);
  });

  it('waits for a hub that has its lock to listen, and then asks it', async () => {
    await run(['house', 'init']);
    const lock = takeLock(folder.path);
    const { clock, waits } = impatient(async (times) => {
      if (times === 2) hub = await serveControl(folder.path, async () => Promise.resolve([]));
    });
    const { code } = await run(['token', 'list'], { clock });
    assert.deepEqual([code, waits], [EXIT.ok, [250, 250]]);
    lock?.release();
  });

  it('gives up after five seconds', async () => {
    await run(['house', 'init']);
    const lock = takeLock(folder.path);
    const { clock, waits } = impatient();
    const { code, err } = await run(['token', 'list'], { clock });
    assert.deepEqual([code, waits.length], [EXIT.rival, 19]);
    assert.match(err, /another process is using/);
    lock?.release();
  });

  it('is of the virtual house where that is meant', async () => {
    mkdirSync(join(folder.path, 'virtual'));
    await run(['house', 'init']);
    const { code, err } = await run(['token', 'list', '--virtual']);
    assert.equal(code, EXIT.usage);
    assert.match(err, /only that of a real house, without --virtual/);
  });
});
