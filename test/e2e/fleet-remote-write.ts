/** Houses whose own Prometheus writes to the fleet's, as FLEET.md has it. */
import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { parse } from 'yaml';
import { end, lastingFolder, start } from '../support/child.ts';
import { freePort } from '../support/mosquitto.ts';
import { until } from '../support/until.ts';

interface House {
  readonly name: string;
  readonly token: string;
  readonly tempC: number;
  readonly hub: { readonly port: number };
}

interface Scrape {
  readonly scrape_configs: readonly object[];
}
interface Writing {
  readonly global: { readonly external_labels: object };
  readonly remote_write: readonly object[];
}

const DEADLINE_MS = 60_000;
/** Of `pw`, by bcrypt: the fleet's Prometheus lets in who knows it. */
const PASSWORD_HASH = '$2b$04$6Iq1Pjy7kzurympjkvTPBeyAsQls/5UJQfIAu1eNAeD7zb0Hl0uj6';
const PASSWORD = 'pw';

/** A Prometheus of one's own. */
async function startPrometheus(folder: string, config: object, more: readonly string[] = []) {
  const port = await freePort();
  writeFileSync(join(folder, 'prometheus.yml'), JSON.stringify(config));
  const child = start('prometheus', [
    `--config.file=${join(folder, 'prometheus.yml')}`,
    `--storage.tsdb.path=${join(folder, 'data')}`,
    `--web.listen-address=127.0.0.1:${port}`,
    ...more,
  ]);
  let said = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (said += text));
  return { child, port, said: () => said };
}

/** @param snippets the YAML of FLEET.md: the job of a house, and what its Prometheus writes */
export function describeRemoteWrite(
  housesOf: () => readonly House[],
  [job = '', writing = '']: readonly string[],
): void {
  describe('whose own Prometheus write to the fleet’s', () => {
    const running: ChildProcess[] = [];
    let api = '';
    let said: () => string = () => '';
    after(async () => Promise.all(running.map(async (child) => end(child))));

    before(async () => {
      const folder = lastingFolder();
      const web = join(folder, 'web.yml');
      const users = Object.fromEntries(housesOf().map(({ name }) => [name, PASSWORD_HASH]));
      writeFileSync(web, JSON.stringify({ basic_auth_users: users }));
      const receives = ['--web.enable-remote-write-receiver', `--web.config.file=${web}`];
      const fleet = await startPrometheus(folder, {}, receives);
      running.push(fleet.child);
      api = `http://127.0.0.1:${fleet.port}/api/v1`;
      said = fleet.said;
      for (const house of housesOf()) running.push((await startPrometheus(...homeOf(house))).child);
    });

    function homeOf({ name, token, hub }: House): [string, object] {
      const folder = lastingFolder();
      writeFileSync(join(folder, 'token'), token);
      writeFileSync(join(folder, 'password'), PASSWORD);
      const [scrape] = (parse(job) as Scrape).scrape_configs;
      const { global, remote_write: writes } = parse(writing.replaceAll('site42', name)) as Writing;
      const [write] = writes;
      return [
        folder,
        {
          global: { ...global, scrape_interval: '1s', scrape_timeout: '1s' },
          scrape_configs: [
            {
              ...scrape,
              scrape_interval: '1s',
              scrape_timeout: '1s',
              authorization: { type: 'Bearer', credentials_file: join(folder, 'token') },
              static_configs: [{ targets: [`127.0.0.1:${hub.port}`] }],
            },
          ],
          remote_write: [
            {
              ...write,
              url: `${api}/write`,
              basic_auth: { username: name, password_file: join(folder, 'password') },
            },
          ],
        },
      ];
    }

    async function valuesOf(query: string): Promise<Record<string, number>> {
      const name = housesOf()[0]?.name ?? '';
      const credentials = Buffer.from(`${name}:${PASSWORD}`).toString('base64');
      const reply = await fetch(`${api}/query?query=${encodeURIComponent(query)}`, {
        headers: { authorization: `Basic ${credentials}` },
      }).catch(() => undefined);
      // It is not there yet.
      if (reply === undefined || reply.status === 503) return {};
      assert.equal(reply.status, 200, query);
      const { data } = (await reply.json()) as {
        data: { result: { metric: { site: string }; value: [number, string] }[] };
      };
      return Object.fromEntries(
        data.result.map(({ metric, value }) => [metric.site, Number(value[1])]),
      );
    }

    it('are told apart by site there', async () => {
      const query = 'aris_zone_temperature_celsius';
      const values = await until(
        async () => {
          if (running[0]?.exitCode !== null) throw new Error(`prometheus ended: ${said()}`);
          const found = await valuesOf(query);
          return Object.keys(found).length >= housesOf().length && found;
        },
        'a series of each house',
        DEADLINE_MS,
      );
      assert.deepEqual(
        values,
        Object.fromEntries(housesOf().map(({ name, tempC }) => [name, tempC])),
      );
    });

    it('write of themselves what the document keeps, and no more', async () => {
      assert.deepEqual(
        await valuesOf('count by (site) ({__name__=~".+",__name__!~"aris_.*|up"})'),
        {},
      );
      const up = await valuesOf('up');
      assert.deepEqual(
        Object.keys(up).sort(),
        housesOf()
          .map(({ name }) => name)
          .sort(),
      );
    });
  });
}
