import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { loadSettings, settingsHelp, type Sources } from '../../src/config/load.ts';
import { SETTINGS, type Settings } from '../../src/config/settings.ts';

const NOTHING: Sources = { flags: {}, env: {}, file: {}, exists: () => false };

function good(sources: Partial<Sources>): Settings {
  const loaded = loadSettings({ ...NOTHING, ...sources });
  assert.ok('settings' in loaded, JSON.stringify(loaded));
  return loaded.settings;
}

describe('the settings', () => {
  it('have their defaults', () => {
    const { listen, mqttBase, mqttUrl, hosts, stopDeadlineMs, mqttCommands } = good({});
    assert.deepEqual(
      { listen, mqttBase, mqttUrl, hosts, stopDeadlineMs, mqttCommands },
      {
        listen: { host: '::', port: 8080 },
        mqttBase: 'aris',
        mqttUrl: undefined,
        hosts: [],
        stopDeadlineMs: 10_000,
        mqttCommands: 'on',
      },
    );
  });

  it('come from flags, else the environment, else the file', () => {
    const file = { ARIS_MQTT_BASE: 'from/file', ARIS_LOG_LEVEL: 'warn', ARIS_HOSTS: 'a, b,,c' };
    const env = { ARIS_MQTT_BASE: 'from/env', ARIS_LOG_LEVEL: '' };
    assert.equal(good({ file }).mqttBase, 'from/file');
    assert.equal(good({ file, env }).mqttBase, 'from/env');
    assert.equal(good({ file, env, flags: { 'mqtt-base': 'flag' } }).mqttBase, 'flag');
    assert.equal(
      good({ env: { ARIS_LOG_LEVEL: '' } }).logLevel,
      'info',
      'an empty variable is none',
    );
    assert.deepEqual(good({ file }).hosts, ['a', 'b', 'c']);
  });

  it("come from systemd's credentials last, where there is such a file", () => {
    const env = { CREDENTIALS_DIRECTORY: '/run/credentials/aris' };
    assert.equal(
      good({ env, exists: () => true }).mqttPasswordFile,
      '/run/credentials/aris/mqtt-password',
    );
    assert.equal(good({ env }).mqttPasswordFile, undefined);
    const named = { ...env, ARIS_MQTT_PASSWORD_FILE: '/etc/secret' };
    assert.equal(good({ env: named, exists: () => true }).mqttPasswordFile, '/etc/secret');
  });

  const listens = [
    ['8080', '::', 8080],
    ['0', '::', 0],
    ['127.0.0.1:80', '127.0.0.1', 80],
    ['[::1]:65535', '::1', 65_535],
    ['localhost:8080', 'localhost', 8080],
  ] as const;
  for (const [text, host, port] of listens) {
    it(`listen on ${text}`, () =>
      assert.deepEqual(good({ flags: { listen: text } }).listen, { host, port }));
  }

  const wrong = [
    ['listen', '65536'],
    ['listen', '127.0.0.1'],
    ['listen', 'a b:80'],
    ['mqtt-url', 'http://localhost'],
    ['mqtt-url', 'mqtt://'],
    ['mqtt-url', 'localhost:1883'],
    ['mqtt-url', 'mqtt://user:secret@localhost'],
    ['mqtt-base', 'aris/#'],
    ['mqtt-base', '/aris'],
    ['mqtt-base', 'aris/'],
    ['mqtt-base', ''],
    ['mqtt-commands', 'yes'],
    ['stop-deadline-ms', '999'],
    ['stop-deadline-ms', '60001'],
    ['stop-deadline-ms', '1e4'],
    ['data', ''],
  ] as const;
  for (const [flag, text] of wrong) {
    it(`refuse --${flag} ${JSON.stringify(text)} in a line that names it`, () => {
      const loaded = loadSettings({ ...NOTHING, flags: { [flag]: text } });
      assert.ok('faults' in loaded);
      assert.equal(loaded.faults.length, 1);
      assert.ok(loaded.faults[0]?.startsWith(`--${flag} `), loaded.faults[0]);
    });
  }

  it('take the bounds themselves', () => {
    assert.equal(good({ flags: { 'stop-deadline-ms': '1000' } }).stopDeadlineMs, 1_000);
    assert.equal(good({ flags: { 'stop-deadline-ms': '60000' } }).stopDeadlineMs, 60_000);
  });

  it('tell of all faults at once, each by the name it was given under', () => {
    const loaded = loadSettings({
      ...NOTHING,
      flags: { listen: 'x' },
      env: { ARIS_MQTT_URL: 'y' },
      file: { ARIS_LOG_LEVEL: 'z' },
    });
    assert.ok('faults' in loaded);
    assert.deepEqual(
      loaded.faults.map((line) => line.split(' ')[0]),
      ['--listen', 'ARIS_MQTT_URL', 'ARIS_LOG_LEVEL'],
    );
  });

  it('stand in the help, each with flag, variable and default', () => {
    const help = settingsHelp();
    for (const setting of Object.values(SETTINGS)) {
      assert.ok(help.includes(`--${setting.flag} `) && help.includes(setting.env), setting.flag);
    }
    assert.ok(help.includes('(1000 to 60000 ms)'));
  });
});
