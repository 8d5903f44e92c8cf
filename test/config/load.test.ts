import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { loadSettings, settingsHelp, type Sources } from '../../src/config/load.ts';
import {
  isSecret,
  HUB_SETTINGS,
  type HubSetting,
  type HubSettings,
} from '../../src/config/settings.ts';

const NOTHING: Sources = { flags: {}, env: {}, file: {}, exists: () => false };

function good(sources: Partial<Sources>): HubSettings {
  const loaded = loadSettings({ ...NOTHING, ...sources });
  assert.ok('settings' in loaded, JSON.stringify(loaded));
  return loaded.settings;
}

describe('the settings', () => {
  it('have their defaults', () => {
    const { listen, mqttBase, mqttUrl, hosts, stopDeadlineMs, mqttCommands, ...rest } = good({});
    const { trustedProxies, queryKeys, adminSecret } = rest;
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
    assert.deepEqual([trustedProxies, queryKeys, adminSecret], [[], 'on', undefined]);
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
    const { adminSecretFile, bootstrapTokenFile } = good({ env, exists: () => true });
    assert.equal(adminSecretFile, '/run/credentials/aris/admin-secret');
    assert.equal(bootstrapTokenFile, '/run/credentials/aris/bootstrap-token');
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
    ['mqtt-url', 'mqtt://user:secret@'],
    ['mqtt-url', 'mqtt:user:secret@localhost'],
    ['mqtt-url', 'mqtt://user:a/secret@localhost'],
    ['mqtt-url', 'mqtt://user:12/secret@localhost'],
    ['mqtt-url', 'mqtt://user:secret@local host'],
    ['mqtt-url', 'mqtt://user%3Asecret%40localhost'],
    ['mqtt-url', '//user:secret@localhost'],
    ['mqtt-url', 'mqtt//user:secret@localhost:1883'],
    ['mqtt-url', ' mqtt://user:secret@localhost'],
    ['mqtt-url', 'mqtt://localhost?clientId=a'],
    ['mqtt-url', 'mqtt://localhost?'],
    ['prometheus-url', 'localhost:9090'],
    ['prometheus-url', 'ftp://localhost'],
    ['prometheus-url', 'http://user@localhost:9090'],
    ['prometheus-url', 'http://:secret@localhost:9090'],
    ['prometheus-url', 'http://user\\:secret@localhost:9090'],
    ['prometheus-url', 'http://localhost:9090/?tenant=a'],
    ['prometheus-url', 'http://localhost:9090/#graph'],
    ['mqtt-base', 'aris/#'],
    ['mqtt-base', '/aris'],
    ['mqtt-base', 'aris/'],
    ['mqtt-base', ''],
    ['mqtt-commands', 'yes'],
    ['stop-deadline-ms', '999'],
    ['stop-deadline-ms', '60001'],
    ['stop-deadline-ms', '1e4'],
    ['data', ''],
    ['query-keys', 'maybe'],
    ['trusted-proxies', '10.0.0.1, 10.0.0.5/24'],
    ['trusted-proxies', '10.0.0.0/33'],
    ['trusted-proxies', 'proxy.local'],
    ['trusted-proxies', '10.0.0.1 10.0.0.2'],
    ['trusted-proxies', 'fe80::1%eth0'],
  ] as const;
  for (const [flag, text] of wrong) {
    it(`refuse --${flag} ${JSON.stringify(text)} in a line that names it`, () => {
      const loaded = loadSettings({ ...NOTHING, flags: { [flag]: text } });
      assert.ok('faults' in loaded);
      assert.equal(loaded.faults.length, 1);
      assert.ok(loaded.faults[0]?.startsWith(`--${flag} `), loaded.faults[0]);
    });
  }

  const secret = 'hunter2';
  const misplaced = [
    ['listen', `mqtt://user:${secret}@localhost`],
    ['mqtt-url', secret],
    ['mqtt-url', `mqtt:\nuser:${secret}@localhost`],
    ['mqtt-url', `mqtt://user:${secret}/more@localhost`],
    ['mqtt-url', `mqtt://user:more@${secret}@localhost`],
    ['mqtt-base', `mqtt://user:${secret}@localhost`],
    ['ha-prefix', `${secret} `],
    ['mqtt-commands', secret],
    ['trusted-proxies', `10.0.0.1,${secret}`],
    ['trusted-proxies', `10.0.0.5/24,10.0.0.1/${secret}`],
    ['trusted-proxies', `10.0.0.5/24,fe80::1%${secret}`],
    ['stop-deadline-ms', secret],
  ] as const;
  for (const [flag, text] of misplaced) {
    it(`never repeat what may be a secret in --${flag} ${JSON.stringify(text)}`, () => {
      const loaded = loadSettings({ ...NOTHING, flags: { [flag]: text } });
      assert.ok('faults' in loaded);
      assert.ok(!JSON.stringify(loaded.faults).includes(secret), loaded.faults[0]);
      assert.match(loaded.faults[0] ?? '', new RegExp(`^--${flag} must be [^\\n]{5,}$`));
    });
  }

  it('have trusted proxies as ranges', () => {
    assert.deepEqual(
      good({ env: { ARIS_TRUSTED_PROXIES: ' 127.0.0.1, fd00::/8,' } }).trustedProxies,
      [
        { bytes: [127, 0, 0, 1], prefixBits: 32 },
        { bytes: [0xfd, ...new Array<number>(15).fill(0)], prefixBits: 8 },
      ],
    );
  });

  it('say which network was meant by an address within one', () => {
    const loaded = loadSettings({ ...NOTHING, flags: { 'trusted-proxies': '10.0.0.5/24' } });
    assert.ok('faults' in loaded && loaded.faults[0]?.includes('10.0.0.0/24'));
  });

  const secrets = [
    'x'.repeat(32),
    'correct horse battery staple, and on',
    `sha256:${'0aF9'.repeat(16)}`,
  ];
  for (const secret of secrets) {
    it(`have an admin secret such as ${secret}, from the environment or the file`, () => {
      assert.equal(good({ env: { ARIS_ADMIN_SECRET: secret } }).adminSecret, secret);
      assert.equal(good({ file: { ARIS_ADMIN_SECRET: secret } }).adminSecret, secret);
    });
  }

  it('have no secret from the command line', () => {
    const secret = 'x'.repeat(32);
    assert.equal(good({ flags: { 'admin-secret': secret } }).adminSecret, undefined);
    const secrets = Object.values<HubSetting>(HUB_SETTINGS).filter(isSecret);
    assert.deepEqual(
      secrets.map(({ env }) => env),
      ['ARIS_ADMIN_SECRET'],
    );
  });

  const tooWeak = [
    'x',
    'x'.repeat(31),
    ` ${'x'.repeat(32)}`,
    `${'x'.repeat(32)}\t`,
    `${'x'.repeat(31)}ü`,
    'sha256:',
    `sha256:${'0'.repeat(63)}`,
    `sha256:${'0'.repeat(65)}`,
    `SHA256:${'g'.repeat(64)}`,
  ];
  for (const secret of tooWeak) {
    it(`refuse the admin secret ${JSON.stringify(secret)} without repeating it`, () => {
      const loaded = loadSettings({ ...NOTHING, env: { ARIS_ADMIN_SECRET: secret } });
      assert.deepEqual(loaded, {
        faults: [
          'ARIS_ADMIN_SECRET must be at least 32 characters of ASCII, or sha256: and 64 hexadecimal digits',
        ],
      });
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
    const blocks = help.split(/\n(?! {6}\S)/);
    assert.deepEqual(
      blocks.map((block) => block.split('\n', 1)[0]?.trim().split(/ +/)),
      Object.values<HubSetting>(HUB_SETTINGS).map(({ env, flag }) =>
        flag === undefined ? [env] : [`--${flag}`, env],
      ),
    );
    for (const block of blocks) assert.match(block, /\n {6}default: \S/);
    assert.ok(help.replaceAll(/\s+/g, ' ').includes('(1000 to 60000 ms)'));
  });
});
