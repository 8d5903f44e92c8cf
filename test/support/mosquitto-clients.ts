/** Real mosquitto_pub and mosquitto_sub processes. */
import { end, run, start } from './child.ts';
import { until } from './until.ts';

export interface Heard {
  readonly topic: string;
  readonly payload: string;
  readonly qos: number;
  /** As it was published, or as the broker kept it. */
  readonly retained: boolean;
}

export interface Login {
  readonly user: string;
  readonly password: string;
}

export interface Ear {
  readonly heard: readonly Heard[];
  /** Waits for a message, the last that fits. */
  next(fits: (message: Heard) => boolean, what: string, timeoutMs?: number): Promise<Heard>;
  /** Forgets what it has heard. */
  clear(): void;
  stop(): Promise<void>;
}

const at = (port: number, login?: Login) => [
  '-h',
  '127.0.0.1',
  '-p',
  String(port),
  ...(login === undefined ? [] : ['-u', login.user, '-P', login.password]),
];

/** Publishes with QoS 1: the broker has it when this resolves. */
export async function publish(
  port: number,
  topic: string,
  payload: string | object,
  options: { retain?: boolean; login?: Login } = {},
): Promise<void> {
  const input = typeof payload === 'string' ? payload : JSON.stringify(payload);
  const args = [...at(port, options.login), '-q', '1', '-t', topic];
  if (options.retain === true) args.push('-r');
  const { code, stderr } = await run('mosquitto_pub', [...args, input === '' ? '-n' : '-s'], {
    input,
  });
  if (code !== 0) throw new Error(`mosquitto_pub: ${stderr}`);
}

/** Takes back what the broker keeps under a topic. */
export const forget = async (port: number, topic: string) =>
  publish(port, topic, '', { retain: true });

/** Listens, from when this resolves. */
export async function listen(
  port: number,
  filters: readonly string[],
  login?: Login,
): Promise<Ear> {
  const heard: Heard[] = [];
  // Into a pipe it would write by blocks, and its word that it is subscribed would wait there.
  const child = start('stdbuf', [
    '-oL',
    'mosquitto_sub',
    '-d',
    '-V',
    'mqttv5',
    '--retain-as-published',
    '-q',
    '1',
    '-F',
    '%j',
    ...at(port, login),
    ...filters.flatMap((filter) => ['-t', filter]),
  ]);
  let rest = '';
  let isSubscribed = false;
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      isSubscribed ||= line.includes('SUBACK');
      if (!line.startsWith('{')) continue;
      const { topic, payload, qos, retain } = JSON.parse(line) as {
        topic: string;
        payload: string | null;
        qos: number;
        retain: number;
      };
      heard.push({ topic, payload: payload ?? '', qos, retained: retain === 1 });
    }
  });
  await until(() => isSubscribed, 'mosquitto_sub to be subscribed');
  return {
    heard,
    next: async (fits, what, timeoutMs) => until(() => heard.findLast(fits), what, timeoutMs),
    clear: () => void heard.splice(0),
    // Asked to end while it reads, mosquitto_sub may wait for itself for good: its own handler takes a lock that it holds.
    stop: async () => end(child, 'SIGKILL'),
  };
}
