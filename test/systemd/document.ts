/** What systemd/README.md leads to, step by step, on whatever Debian it is followed on. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import type { Container } from '../support/container.ts';
import { ENV_FILE_CASES } from '../support/env-file-cases.ts';
import {
  BROKERS,
  checkBroker,
  checkCommandLine,
  install,
  openInstallDocument,
  OWNER,
  paste,
  ROOT,
} from './installing.ts';

/** The whole document, where the broker is as Debian ships it; then what else may be there. */
export function describeInstalling(on: string, boot: () => Promise<Container>): void {
  const document = openInstallDocument();
  const [fresh, ...others] = BROKERS;

  for (const broker of others) {
    describe(`a broker ${broker.name}, ${on}`, () => {
      let machine: Container | undefined;
      after(async () => machine?.stop());

      it('takes the hub in, and nobody else loses anything', async () => {
        machine = await boot();
        await install(machine, document, broker);
        await checkBroker(machine, broker);
      });
    });
  }

  if (fresh !== undefined)
    describe(`the document on installing, ${on}`, () => {
      let machine: Container;
      after(async () => machine.stop());

      it('leads to a hub that runs', async () => {
        machine = await boot();
        await install(machine, document, fresh);
        await checkBroker(machine, fresh);
      });

      it('leads to a command line that finds it', async () => checkCommandLine(machine, document));

      it('leads to a hub that systemd starts anew into a backup, by itself', async () => {
        const quick = '/run/systemd/system/aris.service.d/quick.conf';
        const file = '/var/lib/aris/of-the-page.backup';
        const said = await paste(machine, [
          // For who waits; nothing asks the socket meanwhile.
          `install -D /dev/stdin ${quick} <<'END'\n[Service]\nRestartSec=100ms\nEND`,
          `systemctl daemon-reload && aris backup ${file}`,
          `token=$(curl -sSf -H 'Content-Type: application/json' -d '${JSON.stringify(OWNER)}' http://localhost/api/auth/login | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')`,
          `curl -sSf -o /dev/null -H "Authorization: Bearer $token" -H 'Content-Type: application/octet-stream' --data-binary @${file} http://localhost/api/restore`,
          `curl -sSf -H "Authorization: Bearer $token" -H 'Content-Type: application/json' -d '{}' http://localhost/api/restore/start`,
          `timeout 60 sh -c 'until [ "$(systemctl show -P NRestarts aris)" = 1 ] && systemctl is-active -q aris; do sleep 0.1; done'`,
          'curl -sSf -o /dev/null http://localhost/ready && ls /var/lib/aris/replaced',
          `rm ${quick} ${file} && systemctl daemon-reload`,
        ]);
        assert.match(said, /"state":"restarting"/);
        assert.match(said, /^store\.mdb$/m);
        const journal = await paste(machine, ['journalctl -u aris --no-pager']);
        assert.match(
          journal,
          /the hub starts anew, into a backup.*Deactivated successfully.*hub ready/s,
        );
        assert.doesNotMatch(journal, /Failed with result/);
      });

      it('leads to a hub that is found', async () => {
        await paste(machine, ['install -d /etc/avahi/services']);
        await paste(machine, document.take('To be found by itself'));
        assert.match(
          await paste(machine, ['cat /etc/avahi/services/aris.service']),
          /<txt-record>id=\w{6,}<\/txt-record>/,
        );
      });

      it('leads to a Prometheus that reads it', async () => {
        const said = await paste(machine, document.take('Prometheus'));
        assert.match(said, /SUCCESS: \/etc\/prometheus\/prometheus\.yml is valid/);
        await paste(machine, [
          `runuser -u prometheus -- curl -sf -o /dev/null http://localhost/prometheus/metrics -H "Authorization: Bearer $(cat /etc/prometheus/aris.token)"`,
        ]);
      });

      it('leads to a Grafana that is provisioned', async () => {
        await paste(machine, [
          'install -d /etc/grafana/provisioning/datasources /etc/grafana/provisioning/dashboards',
          `printf '[Service]\\nExecStart=/bin/sleep infinity\\n' > /etc/systemd/system/grafana-server.service`,
          'systemctl daemon-reload',
        ]);
        await paste(machine, document.take('Grafana'));
        const files = await paste(machine, [
          'cat /etc/grafana/provisioning/*/aris.yml',
          'stat -c %a /etc/default/grafana-server',
          'cat /var/lib/grafana/dashboards/aris-dashboard.json',
        ]);
        assert.match(files, /http:\/\/aris\.local\/prometheus/);
        assert.match(files, /^600$/m);
        assert.match(files, /"uid": ?"aris-hub"/);
      });

      it('says what to do after a wrong setting, which is not tried again', async () => {
        await paste(machine, [
          'sed -i s/^ARIS_MQTT_URL=.*/ARIS_MQTT_URL=nonsense/ /etc/aris/aris.env',
          'systemctl restart aris || true',
          // Each request to the socket starts it anew, until systemd has had enough.
          'for n in $(seq 20); do curl -s -m 2 http://localhost/ || true; done',
        ]);
        const state =
          'systemctl show -P ExecMainStatus aris; systemctl is-failed aris aris.socket || true';
        assert.equal(await paste(machine, [state]), '2\nfailed\nfailed\n');
        await paste(machine, [
          'sed -i s/^ARIS_MQTT_URL=.*/ARIS_MQTT_URL=mqtt:..localhost:1883/ /etc/aris/aris.env',
          'sed -i s/mqtt:\\.\\./mqtt:\\\\/\\\\// /etc/aris/aris.env',
          ...document.take('When it does not start'),
        ]);
        assert.equal(
          await paste(machine, ['systemctl is-active aris aris.socket']),
          'active\nactive\n',
        );
      });

      it('says how the unit is changed, and what its sandbox is worth', async () => {
        const text = readFileSync(join(ROOT, 'systemd', 'README.md'), 'utf8');
        const [, dropIn = ''] = /```ini\n(.*?)```/s.exec(text) ?? [];
        await paste(machine, [
          'install -d /opt/node/bin && cp -L /usr/bin/node /opt/node/bin/node',
          // What `systemctl edit aris` writes once its editor is closed.
          `install -D /dev/stdin /etc/systemd/system/aris.service.d/override.conf <<'END'\n${dropIn}END`,
          'systemctl daemon-reload && systemctl restart aris',
        ]);
        const { stdout } = await machine.shell(
          'readlink /proc/$(systemctl show -P MainPID aris)/exe',
        );
        assert.equal(stdout, '/opt/node/bin/node\n');
        const [security = ''] = document.take('Changing the unit');
        const [, level = '', worth] =
          /overall exposure level.*?: ([\d.]+) (\w+)/i.exec(await paste(machine, [security])) ?? [];
        assert.deepEqual([level, worth], ['1.3', 'OK']);
        assert.ok(text.includes(`as shipped it is ${level} of 10`));
      });

      it('has no command that none of these tests runs', () =>
        assert.deepEqual(document.left(), []));

      it('has its settings file read as the command line reads it', async () => {
        for (const [what, content, expected] of ENV_FILE_CASES) {
          const { code, stdout } = await machine.shell(
            `cat > /run/case.env && exec systemd-run --quiet --wait --pipe -p EnvironmentFile=/run/case.env env -0`,
            { input: content },
          );
          assert.equal(code, 0, what);
          const pairs = stdout
            .split('\0')
            .map((pair): [string, string] => [
              pair.split('=')[0] ?? '',
              pair.slice(pair.indexOf('=') + 1),
            ]);
          const seen = Object.fromEntries(pairs.filter(([name]) => /^[A-Z]$/.test(name)));
          assert.deepEqual(seen, expected, what);
        }
      });
    });
}
