import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';

const SHIPPED = join(import.meta.dirname, '..', '..', 'systemd');
const read = (name: string) => readFileSync(join(SHIPPED, name), 'utf8');

/** The values of a key, in order. */
function valuesOf(unit: string, key: string): string[] {
  const lines = read(unit).split('\n');
  return lines.filter((line) => line.startsWith(`${key}=`)).map((l) => l.slice(key.length + 1));
}

describe('the systemd units', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'aris-units-'));
    // `verify` wants the program to exist, which on the machine of a test may be anywhere.
    const service = read('aris.service').replace('/usr/bin/node ', `${process.execPath} `);
    writeFileSync(join(folder, 'aris.service'), service);
    writeFileSync(join(folder, 'aris.socket'), read('aris.socket'));
  });
  after(() => rmSync(folder, { recursive: true }));

  const analyze = (...args: string[]) =>
    spawnSync('systemd-analyze', args, { cwd: folder, encoding: 'utf8' });

  it('are without a fault that systemd sees', () => {
    const { status, stderr } = analyze('verify', './aris.service', './aris.socket');
    // An unknown key is only a line on stderr.
    assert.equal(stderr, '');
    assert.equal(status, 0);
  });

  it('would be found faulty with a misspelt key', () => {
    const service = readFileSync(join(folder, 'aris.service'), 'utf8');
    writeFileSync(join(folder, 'bad.service'), service.replace('WatchdogSec', 'WatchdogSecs'));
    assert.match(analyze('verify', './bad.service').stderr, /WatchdogSecs/);
  });

  it('leave an exposure of 1.5 at most', () => {
    const args = ['security', '--offline=true', '--threshold=15', './aris.service'];
    const { status, stdout } = analyze(...args);
    assert.equal(status, 0, stdout);
  });

  it('set nothing that Node or LMDB cannot live with', () => {
    assert.deepEqual(valuesOf('aris.service', 'MemoryDenyWriteExecute'), []);
    assert.deepEqual(valuesOf('aris.service', 'ProcSubset'), []);
    assert.deepEqual(valuesOf('aris.service', 'SystemCallErrorNumber'), ['EPERM']);
    assert.deepEqual(valuesOf('aris.service', 'NotifyAccess'), ['all']);
  });

  it('do not start again what would only fail again', () => {
    assert.deepEqual(valuesOf('aris.service', 'RestartPreventExitStatus'), ['2 3 4']);
  });

  it('restart seldom enough to go on for ever', () => {
    const [restartS, intervalS, burst] = [
      'RestartSec',
      'StartLimitIntervalSec',
      'StartLimitBurst',
    ].map((key) => Number(valuesOf('aris.service', key)[0]));
    assert.ok(Number(intervalS) / Number(restartS) < Number(burst));
  });

  it('need no file that may be missing', () => {
    assert.ok(valuesOf('aris.service', 'EnvironmentFile').every((file) => file.startsWith('-')));
    // A name is looked up in /etc/credstore, a path must exist.
    const credentials = valuesOf('aris.service', 'LoadCredential');
    assert.ok(credentials.length > 0);
    assert.ok(credentials.every((credential) => !credential.includes('/')));
  });

  it('leave every example setting commented out', () => {
    for (const line of read('aris.env').split('\n')) assert.match(line, /^(#|$)/);
  });
});
