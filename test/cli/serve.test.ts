import assert from 'node:assert/strict';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { EXIT } from '../../src/cli/context.ts';
import { runCommand } from '../support/command-line.ts';
import { tempFolder } from '../support/temp-folder.ts';

const { path, remove } = tempFolder();
after(remove);
const folder = join(path, 'data');

/** What is wrong is found out before anything is written. */
async function refused(args: readonly string[], said: RegExp, more = {}): Promise<void> {
  const { code, out, err } = await runCommand(['serve', ...args], folder, more);
  assert.deepEqual([code, out], [EXIT.usage, '']);
  assert.match(err, said);
  assert.equal(readdirSync(path).includes('data'), false);
}

describe('aris serve', () => {
  it('takes no argument', async () => refused(['--virtual', 'x'], /takes no argument "x"/));

  it('plays no demo that there is not', async () =>
    refused(['--demo', 'x'], /--demo is one of .*, not "x"/));

  it('wants an admin secret that is long enough, and one that it can read', async () => {
    const short = join(path, 'short');
    writeFileSync(short, 'short', { mode: 0o600 });
    await refused(['--virtual', '--admin-secret-file', short], /ARIS_ADMIN_SECRET_FILE/);
    await refused(
      ['--virtual', '--admin-secret-file', join(path, 'none')],
      /ARIS_ADMIN_SECRET_FILE/,
    );
    const env = { ARIS_DATA: folder, ARIS_ADMIN_SECRET: 'short' };
    await refused(['--virtual'], /ARIS_ADMIN_SECRET/, { env });
  });

  it('serves neither its data nor its backups as firmware', async () => {
    await refused(['--virtual', '--firmware', folder], /firmware|FIRMWARE/);
    const [firmware, backup] = [join(path, 'f'), join(path, 'f', 'b')];
    await refused(['--virtual', '--firmware', firmware, '--backup', backup], /ARIS_BACKUP|backup/i);
  });

  it('keeps what systemd passed on from its children', async () => {
    const forgotten: string[] = [];
    const forgetEnv = (name: string) => forgotten.push(name);
    await refused(['--virtual', '--firmware', folder], /./, { forgetEnv });
    for (const name of ['LISTEN_FDS', 'LISTEN_PID', 'LISTEN_FDNAMES'])
      assert.ok(forgotten.includes(name), name);
  });
});
