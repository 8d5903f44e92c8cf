import assert from 'node:assert/strict';
import { existsSync, statSync, writeFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { HubError } from '../../src/domain/errors.ts';
import { LIMITS } from '../../src/domain/limits.ts';
import {
  askControl,
  controlPath,
  serveControl,
  type ControlServer,
} from '../../src/system/control-socket.ts';
import { tempFolder } from '../support/temp-folder.ts';

describe('the control socket', () => {
  const { path, remove } = tempFolder();
  let server: ControlServer;

  before(async () => {
    // What a hub leaves behind that was killed.
    writeFileSync(join(path, 'control.sock'), '');
    server = await serveControl(path, async (operation, input) => {
      await Promise.resolve();
      if (operation === 'refuse')
        throw new HubError('not_found', 'no such thing', { tokenId: 'x' });
      if (operation === 'fail') throw new Error('broken');
      return operation === 'nothing' ? undefined : { operation, input };
    });
  });
  after(async () => {
    await server.stop();
    assert.ok(!existsSync(join(path, 'control.sock')));
    remove();
  });

  it('is its owner’s alone', () =>
    assert.equal(statSync(join(path, 'control.sock')).mode & 0o777, 0o600));

  it('answers', async () => {
    const input = { name: 'Küche', text: 'x'.repeat(100_000) };
    assert.deepEqual(await askControl(path, 'echo', input), {
      result: { operation: 'echo', input },
    });
    assert.deepEqual(await askControl(path, 'nothing', {}), { result: null });
  });

  it('passes a refusal on as it was', async () => {
    await assert.rejects(
      askControl(path, 'refuse', {}),
      (error) =>
        error instanceof HubError && error.code === 'not_found' && error.context['tokenId'] === 'x',
    );
    await assert.rejects(askControl(path, 'fail', {}), /broken/);
  });

  it('refuses what is too long', async () => {
    await assert.rejects(
      askControl(path, 'echo', 'x'.repeat(LIMITS.controlMessageBytes)),
      /too long|EPIPE|ECONNRESET|cut off/,
    );
  });

  it('survives who hangs up, and who talks nonsense', async () => {
    for (const text of ['', 'nonsense\n', '{"operation":']) {
      const socket = createConnection(join(path, 'control.sock'));
      socket.on('error', () => undefined);
      socket.end(text);
      await new Promise((resolve) => socket.once('close', resolve).resume());
    }
    assert.ok(await askControl(path, 'echo', {}));
  });

  it('that nobody listens on is no hub', async () => {
    const empty = tempFolder();
    assert.equal(await askControl(empty.path, 'echo', {}), undefined);
    writeFileSync(join(empty.path, 'control.sock'), '');
    assert.equal(await askControl(empty.path, 'echo', {}), undefined);
    empty.remove();
  });

  it('has a path of at most 107 bytes, which Node would cut in silence', () => {
    const longest = '/'.padEnd(LIMITS.controlPathBytes - '/control.sock'.length, 'x');
    assert.equal(Buffer.byteLength(controlPath(longest)), LIMITS.controlPathBytes);
    assert.throws(() => controlPath(`${longest}x`), /too long/);
  });
});
