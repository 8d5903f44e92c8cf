/**
 * What is due by the wall clock: one timer for all of it. The clock may be set at any time, so it is looked at again at
 * least every LIMITS.agendaMaxMs; where it has gone back, everything is looked at anew.
 */
import { messageOf } from '../../domain/errors.ts';
import { LIMITS } from '../../domain/limits.ts';
import type { Cancel, Clock } from './ports/clock.ts';
import type { Log } from './ports/log.ts';

export interface ScheduledTask {
  /** When it is due next, ms since 1970. */
  nextMs(): number | undefined;
  /** @param wentBack whether the time is earlier than it was */
  run(wentBack: boolean): Promise<void>;
}

export interface Scheduler {
  add(task: ScheduledTask): void;
  /** To be called when a task is due at another time than it was. */
  refresh(): void;
  stop(): void;
}

export function createScheduler({ clock, log }: { clock: Clock; log: Log }): Scheduler {
  const tasks: ScheduledTask[] = [];
  let cancel: Cancel | undefined;
  let isRunning = false;
  let isStopped = false;
  let seenMs = -Infinity;

  function arm(nextMs: number): void {
    cancel?.();
    if (isStopped) return;
    const delayMs = Math.max(0, nextMs - clock.nowMs());
    cancel = clock.after(Math.min(delayMs, LIMITS.agendaMaxMs), () => void look());
  }

  const dueTimes = () => tasks.map((task) => task.nextMs() ?? Infinity);

  async function look(): Promise<void> {
    isRunning = true;
    const nowMs = clock.nowMs();
    const wentBack = nowMs < seenMs;
    seenMs = nowMs;
    for (const task of tasks) {
      if (!wentBack && (task.nextMs() ?? Infinity) > nowMs) continue;
      await task
        .run(wentBack)
        .catch((error: unknown) => log.error('not done when due', { reason: messageOf(error) }));
    }
    isRunning = false;
    // What is still due was put off by its task: it has its turn with the next look.
    arm(Math.min(...dueTimes().filter((dueMs) => dueMs > nowMs)));
  }

  return {
    add: (task) => void tasks.push(task),
    refresh() {
      if (!isRunning) arm(Math.min(...dueTimes()));
    },
    stop() {
      isStopped = true;
      cancel?.();
    },
  };
}
