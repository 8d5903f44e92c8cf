/** systemd/README.md, followed to the letter in a container: its own commands, taken out of it. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { Container } from '../support/container.ts';
import { openDocument, type ShellDocument } from '../support/document.ts';
import { until } from '../support/until.ts';

export const ROOT = join(import.meta.dirname, '..', '..');
export const openInstallDocument = (): ShellDocument =>
  openDocument(join(ROOT, 'systemd', 'README.md'));

/** The password of every account of the broker. */
const PASSWORD = 'a password of the broker';
export const OWNER = { email: 'jane@example.com', password: 'a long passphrase of mine' };

/** What a broker was before the hub came, and what it then says to the document's question. */
export interface BrokerBefore {
  readonly name: string;
  /** Run before anything else; none for a broker as Debian ships it. */
  readonly setUp: string;
  readonly says: RegExp;
}

const ACCOUNT = `touch /etc/mosquitto/passwd && mosquitto_passwd -b /etc/mosquitto/passwd old '${PASSWORD}'
chgrp mosquitto /etc/mosquitto/passwd && chmod 640 /etc/mosquitto/passwd`;

export const BROKERS: readonly BrokerBefore[] = [
  { name: 'as Debian ships it', setUp: '', says: /^it is as Debian ships it$/m },
  {
    name: 'with a password_file',
    setUp: `${ACCOUNT}
printf 'allow_anonymous false\\npassword_file /etc/mosquitto/passwd\\n' > /etc/mosquitto/conf.d/own.conf
systemctl restart mosquitto`,
    says: /own\.conf:password_file \/etc\/mosquitto\/passwd$/m,
  },
  {
    name: 'with a listener and per_listener_settings',
    setUp: `${ACCOUNT}
printf 'user old\\ntopic readwrite old/#\\n' > /etc/mosquitto/acl
chgrp mosquitto /etc/mosquitto/acl && chmod 640 /etc/mosquitto/acl
printf 'listener 1883\\nallow_anonymous false\\npassword_file /etc/mosquitto/passwd\\nacl_file /etc/mosquitto/acl\\n' > /etc/mosquitto/conf.d/own.conf
sed -i '1i per_listener_settings true' /etc/mosquitto/mosquitto.conf
systemctl restart mosquitto`,
    says: /mosquitto\.conf:per_listener_settings true$/m,
  },
];

/** Runs commands one after another in one shell, as who pastes them does. @throws where one fails */
export async function paste(
  machine: Container,
  commands: readonly string[],
  options: { onTerminal?: boolean; input?: string } = {},
): Promise<string> {
  const script = commands.map((command) =>
    command.startsWith('mosquitto_passwd')
      ? `printf '%s\\n' '${PASSWORD}' '${PASSWORD}' | ${command}`
      : command,
  );
  const { code, stdout, stderr } = await machine.shell(script.join('\n'), options);
  assert.equal(code, 0, `${commands.join('\n')}\n${stdout}\n${stderr}`);
  return stdout;
}

/** With somebody on the broker all the while. */
async function joinBroker(machine: Container, commands: readonly string[]): Promise<void> {
  const said = (word: string) =>
    `timeout 10 sh -c 'until journalctl -u guest | grep -q ${word}; do sleep 0.1; done'`;
  await paste(machine, [
    `systemd-run --quiet --unit=guest stdbuf -oL mosquitto_sub -d -u old -P '${PASSWORD}' -t old/x -C 1`,
    said('SUBACK'),
    ...commands,
    `mosquitto_pub -u old -P '${PASSWORD}' -q 1 -t old/x -m heard`,
    said('heard'),
  ]);
  const connections = await paste(machine, ['journalctl -u guest | grep -c CONNACK']);
  assert.equal(connections, '1\n', 'who was on the broker has stayed on it');
}

/** Up to the hub that runs. */
export async function install(
  machine: Container,
  document: ShellDocument,
  broker: BrokerBefore,
): Promise<void> {
  if (broker.setUp !== '') await paste(machine, [broker.setUp]);
  await paste(machine, document.take('Install'));
  assert.match(await paste(machine, document.take('Install', 1)), /house\.json: fine, 5 zones/);
  assert.match(await paste(machine, document.take('The broker')), broker.says);
  if (broker.setUp === '') await paste(machine, document.take('The broker', 1));
  else await joinBroker(machine, document.take('You have a broker already'));
  for (const command of document.take('Start')) {
    const asks = command.startsWith('systemd-ask-password');
    await paste(machine, [command], asks ? { onTerminal: true, input: `${PASSWORD}\n` } : {});
  }
  await until(
    async () => {
      const { stdout } = await machine.shell('curl -s http://localhost/health');
      return stdout.includes('"mqtt":{"status":"ok","connected":true}');
    },
    'the hub to be on port 80, and on the broker',
    20_000,
  );
}

const status = (token: string) =>
  `curl -s -o /dev/null -w '%{http_code}' http://localhost/api/zones -H 'Authorization: Bearer ${token}'`;

async function checkDenied(machine: Container, what: string): Promise<void> {
  const { code, stderr } = await machine.shell('runuser -u nobody -- aris token list');
  assert.equal(code, 2);
  assert.equal(stderr, `aris: this user may not use ${what}; this works: sudo aris token list\n`);
}

/** The command line as root, as the service's user and as somebody else. */
export async function checkCommandLine(machine: Container, document: ShellDocument): Promise<void> {
  const [state = '', journal = '', create = ''] = document.take('Start', 1);
  // Sooner or later the devices of the sample are missed, and it ends with 1.
  const { stdout: shown } = await machine.shell(state);
  assert.match(shown, /^house .*: 5 rooms, 14 devices/m);
  assert.match(shown, /^broker +mqtt:\/\/localhost:1883, connected$/m);
  const said = await paste(machine, [journal]);
  assert.match(said, /hub ready/);
  const hint = /make one with: (.*?)"?\}?$/m.exec(said)?.[1] ?? '';
  assert.match(hint, /^sudo aris token create \\"Home Assistant\\"$/);
  const hasSudo = (await machine.shell('command -v sudo')).code === 0;
  const asService = hasSudo ? 'sudo -u aris' : 'runuser -u aris --';
  const hinted = hint.replaceAll('\\"', '"').replace(hasSudo ? '' : 'sudo ', '');
  for (const command of [create, hinted, `${asService} aris token create mine`]) {
    const { code, stdout, stderr } = await machine.shell(command);
    assert.deepEqual([code, /^aris_tok_\w+\n$/.test(stdout)], [0, true], stderr);
    assert.match(stderr, /^aris: through the hub that runs on \/var\/lib\/aris$/m);
    assert.equal(await paste(machine, [status(stdout.trim())]), '200', command);
  }
  await checkDenied(machine, '/var/lib/aris');
  // Who hides the settings hides where the data is; root finds it all the same.
  await paste(machine, ['chmod 600 /etc/aris/aris.env', 'aris token list']);
  await checkDenied(machine, '/etc/aris/aris.env');
  await paste(machine, ['chmod 644 /etc/aris/aris.env']);
  const passphrase = { input: `${OWNER.password}\n` };
  await paste(machine, [`aris user add ${OWNER.email} --name Jane --role owner`], passphrase);
  await paste(machine, [`aris user passwd ${OWNER.email}`], passphrase);
  const foreign = await paste(machine, ['find /var/lib/aris ! -user aris -o ! -group aris']);
  assert.equal(foreign, '', 'everything there is the service’s own');
  await paste(machine, ['systemctl stop aris.socket aris.service', 'aris token create offline']);
  await paste(machine, ['systemctl start aris.socket aris.service', 'aris house reload']);
  assert.equal(await paste(machine, ['find /var/lib/aris ! -user aris']), '');
  assert.equal(
    await paste(machine, [
      'systemd-analyze verify aris.service aris.socket 2>&1 | grep -i aris || true',
    ]),
    '',
  );
}

/** Whether what one publishes arrives at the hub's own account. */
async function passes(machine: Container, user: string, topic: string): Promise<boolean> {
  const login = (name: string) => `-u '${name}' -P '${PASSWORD}'`;
  const { stdout } = await machine.shell(`
mosquitto_sub ${login('hub')} -R -t '${topic}' -W 1 -C 1 & sleep 0.3
mosquitto_pub ${login(user)} -q 1 -t '${topic}' -m through || true
wait || true`);
  return stdout.includes('through');
}

/** Each account may what it may, and no more. */
export async function checkBroker(machine: Container, broker: BrokerBefore): Promise<void> {
  // One of the few topics that it both reads and writes.
  assert.equal(await passes(machine, 'hub', 'homeassistant/device/kitchen/config'), true);
  if (broker.setUp === '') {
    assert.equal(await passes(machine, 'fcu/fcu_01a9', 'aris/fcu/fcu_01a9/telemetry'), true);
    assert.equal(await passes(machine, 'fcu/fcu_01a9', 'aris/fcu/fcu_02/telemetry'), false);
    return;
  }
  const { code } = await machine.shell(`mosquitto_pub -u old -P '${PASSWORD}' -t old/x -m y`);
  assert.equal(code, 0, 'who had an account has it still');
  if (broker.setUp.includes('acl_file')) {
    assert.equal(await passes(machine, 'old', 'aris/zone/kitchen/mode/set'), false);
    assert.equal(await passes(machine, 'hub', 'old/x'), false);
    assert.equal(await passes(machine, 'hub', 'aris/zone/kitchen/state'), false);
    assert.equal(await paste(machine, ['grep -c ^pattern /etc/mosquitto/acl']), '3\n');
  }
}
