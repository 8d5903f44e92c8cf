/**
 * Readiness and watchdog for systemd, through its own `systemd-notify`: Node has no datagram sockets of the Unix
 * family, and a native module for this would be one more thing to break (sd_notify(3) has the words). The unit therefore needs
 * NotifyAccess=all, since the one who speaks is a child.
 */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { messageOf } from '../domain/errors.ts';

const PROGRAM = 'systemd-notify';
/** It takes some 10 ms; one that hangs must not hold up the stop. */
const RUN_TIMEOUT_MS = 5_000;
const US_PER_MS = 1_000;

type Environment = Readonly<Record<string, string | undefined>>;

export interface NotifierOptions {
  readonly env: Environment;
  /** This process, to tell whether the watchdog is meant for it. */
  readonly pid: number;
  /** Passes assignments such as `READY=1` on; rejects where it cannot. `systemd-notify` where absent. */
  readonly run?: (assignments: readonly string[]) => Promise<void>;
  /** Called once, for the first message that could not be passed on. */
  readonly onFailure?: (message: string) => void;
}

/** Each resolves when systemd has the message, and never rejects. Outside systemd they do nothing. */
export interface Notifier {
  /** @param status one line for `systemctl status` */
  ready(status: string): Promise<void>;
  reloading(): Promise<void>;
  stopping(): Promise<void>;
  /** Says that the hub is alive; to be called every `watchdogPeriodMs`. */
  watchdog(): Promise<void>;
  /** Half of the time after which systemd would restart the hub; undefined where it does not watch. */
  readonly watchdogPeriodMs: number | undefined;
}

function watchdogPeriodMs(env: Environment, pid: number): number | undefined {
  const { NOTIFY_SOCKET, WATCHDOG_USEC, WATCHDOG_PID } = env;
  if (!NOTIFY_SOCKET || !/^[1-9]\d*$/.test(WATCHDOG_USEC ?? '')) return undefined;
  if (WATCHDOG_PID !== undefined && WATCHDOG_PID !== String(pid)) return undefined;
  return Math.max(1, Math.floor(Number(WATCHDOG_USEC) / US_PER_MS / 2));
}

function systemdNotify({ NOTIFY_SOCKET, PATH }: Environment) {
  const execute = promisify(execFile);
  return async (assignments: readonly string[]): Promise<void> => {
    // Nothing else of the environment: settings may be secret, and LISTEN_FDS is not meant for it.
    const env = { NOTIFY_SOCKET, PATH };
    await execute(PROGRAM, [...assignments], { env, timeout: RUN_TIMEOUT_MS });
  };
}

export function createNotifier(options: NotifierOptions): Notifier {
  const { env, pid, run = systemdNotify(env), onFailure } = options;
  const enabled = Boolean(env['NOTIFY_SOCKET']);
  const periodMs = watchdogPeriodMs(env, pid);
  let hasFailed = false;
  let isFeeding = false;

  async function send(...assignments: string[]): Promise<void> {
    if (!enabled) return;
    try {
      await run(assignments);
    } catch (error) {
      if (!hasFailed) onFailure?.(`systemd cannot be notified: ${messageOf(error)}`);
      hasFailed = true;
    }
  }

  return {
    // A line break would start a further assignment.
    ready: async (status) => send('READY=1', `STATUS=${status.replace(/\s+/g, ' ')}`),
    reloading: async () => send('RELOADING=1'),
    stopping: async () => send('STOPPING=1'),
    watchdog: async () => {
      // On a machine so slow that one is still under way, a second child would only make it slower.
      if (periodMs === undefined || isFeeding) return;
      isFeeding = true;
      await send('WATCHDOG=1');
      isFeeding = false;
    },
    watchdogPeriodMs: periodMs,
  };
}
