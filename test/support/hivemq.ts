/** A real HiveMQ of one's own on a loopback port: its community edition, which Maven fetches, so it needs Java 17 too. */
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { end, lastingFolder, run, start } from './child.ts';
import { freePort } from './mosquitto.ts';
import { until } from './until.ts';

const HERE = join(import.meta.dirname, 'hivemq');
const START_DEADLINE_MS = 120_000;

const configuration = (port: number) => `<hivemq>
  <listeners>
    <tcp-listener><port>${port}</port><bind-address>127.0.0.1</bind-address></tcp-listener>
  </listeners>
  <persistence><mode>in-memory</mode></persistence>
  <anonymous-usage-statistics><enabled>false</enabled></anonymous-usage-statistics>
</hivemq>
`;

/** @returns the folder of its libraries; what was fetched once, Maven keeps */
async function fetchHiveMq(): Promise<string> {
  const folder = lastingFolder();
  const { HOME = '/root' } = process.env;
  const asked = ['dependency:copy-dependencies', `-DoutputDirectory=${folder}`];
  const { code, stdout } = await run('mvn', ['-q', '-B', '-f', join(HERE, 'pom.xml'), ...asked], {
    env: { HOME },
  });
  assert.equal(code, 0, stdout);
  return folder;
}

export interface HiveMq {
  readonly port: number;
  stop(): Promise<void>;
}

export async function startHiveMq(): Promise<HiveMq> {
  const libraries = await fetchHiveMq();
  const folder = lastingFolder();
  const port = await freePort();
  for (const name of ['conf', 'data', 'extensions']) mkdirSync(join(folder, name));
  writeFileSync(join(folder, 'conf', 'config.xml'), configuration(port));
  const child = start('java', ['-cp', join(libraries, '*'), join(HERE, 'Broker.java'), folder]);
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => (said += text));
  await until(
    () => {
      assert.equal(child.exitCode, null, said);
      return /^running$/m.test(said);
    },
    'HiveMQ to run',
    START_DEADLINE_MS,
  );
  return { port, stop: async () => end(child, 'SIGKILL') };
}
