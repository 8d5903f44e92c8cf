/** A real Prometheus of one's own on a loopback port. */
import type { ChildProcess } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { end, hasEnded, lastingFolder, start } from './child.ts';
import { freePort } from './mosquitto.ts';
import { until } from './until.ts';

const START_DEADLINE_MS = 30_000;

export interface Prometheus {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  /** The data of a question below /api/v1; undefined where it is refused. */
  get<Data>(path: string): Promise<Data | undefined>;
  stop(): Promise<void>;
}

export interface PrometheusOptions {
  /** What prometheus.yml says; JSON is YAML. */
  readonly config?: object;
  /** With blocks in it already. */
  readonly dataFolder?: string;
  /** Where it was told to somebody before it was there. */
  readonly port?: number;
  readonly args?: readonly string[];
}

async function ready(child: ChildProcess, url: string, said: () => string): Promise<void> {
  await until(
    async () => {
      if (hasEnded(child)) throw new Error(`prometheus ended: ${said()}`);
      return (await fetch(`${url}/-/ready`).catch(() => undefined))?.ok;
    },
    'prometheus to be ready',
    START_DEADLINE_MS,
  );
}

/** @throws Error with its own words where it ends, or is not ready in time */
export async function startPrometheus(options: PrometheusOptions = {}): Promise<Prometheus> {
  const { config = {}, dataFolder = join(lastingFolder(), 'data'), args = [] } = options;
  const file = join(lastingFolder(), 'prometheus.yml');
  writeFileSync(file, JSON.stringify(config));
  const address = `127.0.0.1:${options.port ?? (await freePort())}`;
  const url = `http://${address}`;
  const child = start('prometheus', [
    `--config.file=${file}`,
    `--storage.tsdb.path=${dataFolder}`,
    `--web.listen-address=${address}`,
    ...args,
  ]);
  let said = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (said += text));
  await ready(child, url, () => said);
  return {
    url,
    async get<Data>(path: string) {
      const reply = await fetch(`${url}/api/v1${path}`);
      return reply.ok ? ((await reply.json()) as { data: Data }).data : undefined;
    },
    stop: async () => end(child),
  };
}
