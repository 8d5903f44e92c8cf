import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readCommandLine } from '../../src/cli/settings.ts';

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
