/** The packages as people have them: installed, upgraded, taken away, on whatever Debian it is booted. */
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { after, describe, it } from 'node:test';
import { run } from '../support/child.ts';
import type { Container } from '../support/container.ts';
import { until } from '../support/until.ts';
import { paste } from './installing.ts';
import { pack } from './packaging.ts';

export type PackageName = 'aris' | 'aris-with-node';

/** Where the packages are seen in the container. */
export const SHELF = '/root/packages';
const START_DEADLINE_MS = 60_000;
const GET = "curl -s -m 60 -o /dev/null -w '%{http_code}'";

/** One that is as it should be, but for this: `script` is run in its unpacked tree. */
async function repacked(file: string, to: string, script: string): Promise<void> {
  const tree = `${to}.tree`;
  const { code, stderr } = await run('sh', [
    '-ec',
    `dpkg-deb --raw-extract ${file} ${tree}; cd ${tree}; ${script}; dpkg-deb -Znone --root-owner-group --build ${tree} ${to} >/dev/null`,
  ]);
  assert.equal(code, 0, stderr);
  rmSync(tree, { recursive: true });
}

const revised = (revision: number) =>
  `sed -i 's/^\\(Version: .*\\)-1$/\\1-${revision}/' DEBIAN/control; sed -i 's/-1_amd64/-${revision}_amd64/' DEBIAN/postinst`;

/**
 * The package in four states: as it is, one later, one that does not start, and one whose configuring is killed once.
 * @returns the names of the files in `folder`, in this order
 */
export async function fillShelf(folder: string, name: PackageName): Promise<readonly string[]> {
  const made = await pack({ args: ['--architecture', 'amd64', '--package', name] });
  const named = (revision: number) => basename(made).replace('-1_', `-${revision}_`);
  const changes = [
    'true',
    revised(2),
    `${revised(3)}; printf '#!/usr/bin/env node\\nprocess.stderr.write("aris: this one is broken\\\\n");process.exitCode = 4;\\n' > usr/lib/aris/dist/main.js`,
    `${revised(4)}; sed -i '2i [ ! -e /run/kill-dpkg ] || { rm /run/kill-dpkg; kill -9 $PPID; }' DEBIAN/postinst`,
  ];
  for (const [index, change] of changes.entries())
    await repacked(made, join(folder, named(index + 1)), change);
  return changes.map((_, index) => named(index + 1));
}

/** Without what it only recommends, which is not to be had there. @returns its exit code, and all that it said */
export async function tryApt(
  machine: Container,
  what: string,
): Promise<{ code?: number; said: string }> {
  const options = '-o Dpkg::Use-Pty=0 --no-install-recommends -y';
  const { code, stdout } = await machine.shell(
    `cd ${SHELF}; DEBIAN_FRONTEND=noninteractive apt-get ${options} ${what} 2>&1`,
  );
  return { ...(code !== undefined && { code }), said: stdout };
}

/** @returns all that it said @throws where it fails */
export async function apt(machine: Container, what: string): Promise<string> {
  const { code, said } = await tryApt(machine, what);
  assert.equal(code, 0, said);
  return said;
}

/** What the package itself has said. */
export const sentencesOf = (said: string) =>
  said.split('\n').filter((line) => line.startsWith('aris: '));

export async function answers(machine: Container, url = 'http://localhost/ready'): Promise<void> {
  await until(
    async () => (await machine.shell(`${GET} ${url} || true`)).stdout === '200',
    `${url} to answer`,
    START_DEADLINE_MS,
  );
}

/** Does something while eight clients ask all the time, each request a connection of its own. @returns what they were told */
async function underLoad(machine: Container, work: () => Promise<unknown>): Promise<string[]> {
  const client = `while [ ! -e /run/enough ]; do ${GET.replace("'%{http_code}'", "'%{http_code} %{errormsg}\\n'")} http://localhost/health || true; done`;
  await paste(machine, [
    'rm -f /run/enough /run/told-*',
    ...Array.from(
      { length: 8 },
      (_, n) =>
        `cat > /run/client-${n} <<'END'\n${client}\nEND\nsystemd-run --quiet --unit=client-${n} -p StandardOutput=file:/run/told-${n} sh /run/client-${n}`,
    ),
  ]);
  await until(
    async () => (await machine.shell('cat /run/told-* | wc -l')).stdout.trim() > '8',
    'the clients to ask',
    START_DEADLINE_MS,
  );
  await work();
  await answers(machine);
  const stopped = "timeout 90 sh -c 'while systemctl is-active -q client-*; do sleep 0.1; done'";
  const told = await paste(machine, ['touch /run/enough', stopped, 'cat /run/told-*']);
  return told.trim().split('\n');
}

const assertNoneRefused = (told: readonly string[]) =>
  assert.deepEqual(
    told.filter((one) => !/^(?:200|503) $/.test(`${one.trim()} `)),
    [],
    `of ${told.length}`,
  );

/** From the first installation to the purge. */
export function describePackage(
  on: string,
  name: PackageName,
  boot: () => Promise<{ machine: Container; files: readonly string[] }>,
): void {
  describe(`the package ${name}, ${on}`, () => {
    let machine: Container;
    let files: readonly string[];
    let token = '';
    after(async () => machine.stop());
    const file = (revision: number) => `./${files[revision - 1] ?? ''}`;
    const zones = async () =>
      paste(machine, [`${GET} -H 'Authorization: Bearer ${token}' http://localhost/api/zones`]);

    it('is installed by one command, and answers on port 80', async () => {
      ({ machine, files } = await boot());
      await paste(machine, ['install -d /etc/avahi/services']);
      assert.deepEqual(sentencesOf(await apt(machine, `install ${file(1)}`)), []);
      await answers(machine);
      const asked = 'systemctl is-enabled aris.socket aris.service; stat -c "%a %U" /var/lib/aris';
      assert.equal(await paste(machine, [asked]), 'enabled\nenabled\n700 aris\n');
      assert.equal(await paste(machine, ['find /var/lib/aris ! -user aris']), '');
    });

    it('has a house, a broker and a token in a few commands', async () => {
      await paste(machine, [
        'systemctl start mosquitto && aris house init',
        "sed -i 's|^#ARIS_MQTT_URL=|ARIS_MQTT_URL=|' /etc/aris/aris.env && systemctl restart aris",
      ]);
      token = (await paste(machine, ['aris token create laptop'])).trim();
      assert.equal(await zones(), '200');
      const health = await paste(machine, ['curl -s http://localhost/health']);
      assert.match(health, /"mqtt":\{"status":"ok","connected":true\}/);
    });

    it('is announced with its serial, which nobody had to type', async () => {
      const announced = await until(
        async () => (await machine.shell('cat /etc/avahi/services/aris.service')).stdout,
        'the announcement',
        START_DEADLINE_MS,
      );
      const system = await paste(machine, [
        `curl -s -H 'Authorization: Bearer ${await tokenOf('system:read')}' http://localhost/api/system`,
      ]);
      const [, serial = ''] = /"serial":"(\w+)"/.exec(system) ?? [];
      assert.match(serial, /^\w{12}$/);
      assert.ok(announced.includes(`<txt-record>id=${serial}</txt-record>`), announced);
    });
    const tokenOf = async (permission: string) =>
      (await paste(machine, [`aris token create one --permission ${permission}`])).trim();

    it('refuses no connection while it is started anew', async () => {
      const told = await underLoad(machine, async () =>
        paste(
          machine,
          Array.from({ length: 3 }, () => 'systemctl restart aris'),
        ),
      );
      assertNoneRefused(told);
    });

    it('is brought back by the watchdog where it hangs', async () => {
      const quick = '/run/systemd/system/aris.service.d/quick.conf';
      const count = async () => Number(await paste(machine, ['systemctl show -P NRestarts aris']));
      await paste(machine, [
        `install -D /dev/stdin ${quick} <<'END'\n[Service]\nWatchdogSec=4\nTimeoutAbortSec=1\nRestartSec=1\nEND`,
        'systemctl daemon-reload && systemctl restart aris',
      ]);
      const before = await count();
      await paste(machine, ['kill -STOP $(systemctl show -P MainPID aris)']);
      await until(
        async () => (await count()) > before,
        'the hub to be restarted',
        START_DEADLINE_MS,
      );
      await answers(machine);
      assert.equal(await zones(), '200');
      assert.match(await paste(machine, ['journalctl -u aris']), /Watchdog timeout/);
      await paste(machine, [`rm ${quick} && systemctl daemon-reload && systemctl restart aris`]);
    });

    it('is upgraded with a backup before, all that is kept, and no connection refused', async () => {
      const backups = async () => (await paste(machine, ['aris backup list'])).split('\n').length;
      const before = await backups();
      let said = '';
      const told = await underLoad(machine, async () => {
        said = await apt(machine, `install ${file(2)}`);
      });
      assert.deepEqual(sentencesOf(said), []);
      assertNoneRefused(told);
      assert.equal(await zones(), '200');
      assert.ok((await backups()) > before, 'a backup was made');
      assert.match(await paste(machine, ['cat /etc/aris/aris.env']), /^ARIS_MQTT_URL=/m);
    });

    it('says how to go back from an upgrade that does not start, and that works', async () => {
      const sentences = sentencesOf(await apt(machine, `install ${file(3)}`));
      assert.match(sentences[0] ?? '', /did not start: aris: this one is broken$/);
      const back = sentences.find((line) => line.startsWith('aris: to go back: sudo ')) ?? '';
      assert.ok(back.endsWith(`./${files[1] ?? ''}`), back);
      // The person says yes to it.
      await apt(machine, back.replace('aris: to go back: sudo apt ', ''));
      await answers(machine);
      assert.equal(await zones(), '200');
    });

    it('is whole again after apt was killed in the middle', async () => {
      await paste(machine, ['touch /run/kill-dpkg']);
      const { code } = await tryApt(machine, `install ${file(4)}`);
      assert.notEqual(code, 0);
      await answers(machine);
      await paste(machine, ['dpkg --configure -a']);
      const state = await paste(machine, [`dpkg-query -W -f='\${db:Status-Abbrev}' ${name}`]);
      assert.equal(state, 'ii ');
      assert.equal(await zones(), '200');
    });

    it('is upgraded where its settings are wrong, and says which', async () => {
      await paste(machine, [
        'sed -i s/^ARIS_MQTT_URL=.*/ARIS_MQTT_URL=nonsense/ /etc/aris/aris.env',
      ]);
      const said = await apt(machine, `install --reinstall ${file(4)}`);
      assert.match(said, /^aris: no backup was made .*: aris: ARIS_MQTT_URL/m);
      assert.match(said, /^aris: .*did not start: aris: ARIS_MQTT_URL/m);
      const mended = /^aris: once that is mended: sudo (.*) && sudo (.*)$/m.exec(said) ?? [];
      await paste(machine, [
        "sed -i 's|^ARIS_MQTT_URL=.*|ARIS_MQTT_URL=mqtt://localhost:1883|' /etc/aris/aris.env",
        ...mended.slice(1),
      ]);
      await answers(machine);
    });

    it('leaves what is kept when it is removed, and has it when it is installed again', async () => {
      await apt(machine, `remove ${name}`);
      assert.equal(await paste(machine, [`${GET} http://localhost/ || true`]), '000');
      assert.equal(
        await paste(machine, ['ls /etc/avahi/services; ls /var/lib/aris/store.mdb']),
        '/var/lib/aris/store.mdb\n',
      );
      await apt(machine, `install ${file(4)}`);
      await answers(machine);
      assert.equal(await zones(), '200');
    });

    it('leaves nothing after a purge', async () => {
      await paste(machine, [
        'install -d /etc/credstore && touch /etc/credstore/aris.mqtt-password',
      ]);
      await apt(machine, `purge ${name}`);
      const left = await paste(machine, [
        "find / -xdev \\( -path /root -o -path /proc -o -path /run -o -path /var/log -o -path /var/lib/apt -o -path /var/cache \\) -prune -o -iname '*aris*' -print | grep -v -i paris || true",
        'getent passwd aris || true',
        'systemctl list-units --all --no-legend "aris*"',
      ]);
      assert.equal(left, '');
    });
  });
}

/** What may be in the way of an installation: each is said in a sentence, or got over, and nothing is lost. */
export function describeTrouble(
  on: string,
  name: PackageName,
  boot: () => Promise<{ machine: Container; files: readonly string[] }>,
): void {
  describe(`the package ${name} where something is in its way, ${on}`, () => {
    let machine: Container;
    let file = '';
    after(async () => machine.stop());

    it('says on a full disk that there is no space, and is installed once there is', async () => {
      const { machine: booted, files } = await boot();
      machine = booted;
      file = `./${files[0] ?? ''}`;
      await paste(machine, [
        'install -d /usr/lib/aris && mount -t tmpfs -o size=1M tmpfs /usr/lib/aris',
      ]);
      const { code, said } = await tryApt(machine, `install ${file}`);
      assert.notEqual(code, 0);
      assert.match(said, /No space left on device/);
      await paste(machine, ['umount /usr/lib/aris']);
      await apt(machine, `install ${file}`);
      await answers(machine);
      await apt(machine, `purge ${name}`);
    });

    it('says that its port is taken, and how it is given another, which works', async () => {
      const other = `require('http').createServer((q, r) => r.end('other')).listen(80)`;
      await paste(machine, [
        `systemd-run --quiet --unit=other node -e "${other}"`,
        "timeout 30 sh -c 'until curl -s http://localhost/; do sleep 0.1; done'",
      ]);
      const [sentence = '', ...more] = sentencesOf(await apt(machine, `install ${file}`));
      assert.deepEqual(more, []);
      assert.match(sentence, /^aris: its port, 80 as shipped, is taken/);
      const command = /then sudo (systemctl restart .*)$/.exec(sentence)?.[1] ?? '';
      // What its `systemctl edit` asks for.
      await paste(machine, [
        "install -D /dev/stdin /etc/systemd/system/aris.socket.d/override.conf <<'END'\n[Socket]\nListenStream=\nListenStream=8080\nEND",
        'systemctl daemon-reload',
        command,
      ]);
      await answers(machine, 'http://localhost:8080/ready');
      assert.equal(await paste(machine, ['curl -s http://localhost/']), 'other');
      await paste(machine, ['systemctl stop other']);
      await apt(machine, `purge ${name}`);
    });

    it('runs as a person of its name, whom a purge leaves', async () => {
      await paste(machine, ['useradd --create-home aris && touch /home/aris/letter']);
      await apt(machine, `install ${file}`);
      await answers(machine);
      await apt(machine, `purge ${name}`);
      await paste(machine, ['getent passwd aris && ls /home/aris/letter', 'userdel --remove aris']);
    });

    it('says which units of an installation by hand are in the way of its own', async () => {
      await paste(machine, ['cp systemd/aris.service systemd/aris.socket /etc/systemd/system/']);
      const sentences = sentencesOf(await apt(machine, `install ${file}`));
      assert.equal(sentences.length, 2);
      for (const line of sentences) {
        const [, commands = ''] =
          /goes before the unit of this package: sudo (.*)$/.exec(line) ?? [];
        await paste(machine, [commands.replaceAll('sudo ', '')]);
      }
      const fragment = await paste(machine, ['systemctl show -P FragmentPath aris.service']);
      assert.equal(fragment, '/usr/lib/systemd/system/aris.service\n');
      await answers(machine);
    });

    it('is not wiped out by the purge of the package that it has taken the place of', async () => {
      const token = (await paste(machine, ['aris token create laptop'])).trim();
      // As dpkg calls the other one's, which is the same, once this one is there.
      await paste(machine, [
        `dpkg-deb --ctrl-tarfile ${SHELF}/${file} | tar -xO ./postrm > /run/postrm`,
      ]);
      await paste(machine, ['sh /run/postrm purge']);
      const asked = `${GET} -H 'Authorization: Bearer ${token}' http://localhost/api/zones`;
      assert.equal(await paste(machine, [asked, 'systemctl restart aris', asked]), '200200');
    });
  });
}
