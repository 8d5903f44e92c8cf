import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { readCommandLine, type CommandLine } from '../../src/cli/settings.ts';
import { tempFolder } from '../support/temp-folder.ts';

describe('the settings of a command', () => {
  it('leave no secret in the environment, which children of the process would inherit', () => {
    const secret = 'x'.repeat(32);
    const forgotten: string[] = [];
    const { settings } = readCommandLine(
      [],
      {},
      {
        env: { ARIS_DATA: '/nowhere', ARIS_ADMIN_SECRET: secret },
        forgetEnv: (name) => void forgotten.push(name),
      },
    );
    assert.equal(settings.adminSecret, secret);
    assert.deepEqual(forgotten, ['ARIS_ADMIN_SECRET']);
  });

  const unknown = [
    ['--mqtt_password=hunter2', '--mqtt_password'],
    ['--mqtt-password=hunter2', '--mqtt-password'],
    ['--Password=\nhunter2', '--Password'],
    ['-Phunter2', '-P'],
  ] as const;
  for (const [arg, name] of unknown) {
    it(`name an option that there is none of, without its value: ${JSON.stringify(arg)}`, () =>
      assert.throws(() => readCommandLine([arg], {}, { env: {}, forgetEnv: () => undefined }), {
        name: 'SettingsError',
        lines: [`there is no option ${name}`],
      }));
  }
});

describe('the data folder', () => {
  let machine: ReturnType<typeof tempFolder>;
  let places: { settingsFile: string; stateFolder: string };
  beforeEach(() => {
    machine = tempFolder();
    places = {
      settingsFile: join(machine.path, 'aris.env'),
      stateFolder: join(machine.path, 'state'),
    };
  });
  afterEach(() => machine.remove());

  const read = (args: readonly string[], env: Record<string, string>, isService = false) =>
    readCommandLine(
      args,
      { isService },
      { env: { HOME: '/home/ada', ...env }, forgetEnv: () => undefined },
      places,
    );
  const facts = ({ dataFolder, isUsualFolder }: CommandLine) => [dataFolder, isUsualFolder];

  it('is that of the flag, else of the environment, else of /etc/aris/aris.env, else the service’s, else one’s own', () => {
    assert.deepEqual(facts(read([], {})), ['/home/ada/.local/share/aris', true]);
    mkdirSync(places.stateFolder);
    assert.deepEqual(facts(read([], {})), [places.stateFolder, true]);
    writeFileSync(
      places.settingsFile,
      'ARIS_DATA="/srv/the house" # of mine\nARIS_DATA=/srv/aris\n',
    );
    assert.deepEqual(facts(read([], {})), ['/srv/aris', true]);
    assert.deepEqual(facts(read([], { ARIS_DATA: '/srv/env' })), ['/srv/env', false]);
    const flag = ['--data', '/srv/flag'];
    assert.deepEqual(facts(read(flag, { ARIS_DATA: '/srv/env' })), ['/srv/flag', false]);
    assert.deepEqual(facts(read(['--data', '/srv/aris'], {})), ['/srv/aris', true]);
  });

  it('is what systemd says to the hub, and to nothing else that a service may call', () => {
    mkdirSync(places.stateFolder);
    const env = { STATE_DIRECTORY: '/var/lib/other' };
    assert.deepEqual(facts(read([], env, true)), ['/var/lib/other', false]);
    assert.deepEqual(facts(read([], env)), [places.stateFolder, true]);
    const named = { ...env, ARIS_DATA: '/srv/env' };
    assert.deepEqual(facts(read([], named, true)), ['/srv/env', false]);
  });

  it('is seen from the root where the file has a relative path, as from a service', () => {
    writeFileSync(places.settingsFile, 'ARIS_DATA=srv/aris\n');
    assert.deepEqual(facts(read([], {})), ['/srv/aris', true]);
    assert.equal(read(['--data', 'here'], {}).dataFolder, join(process.cwd(), 'here'));
  });
});
