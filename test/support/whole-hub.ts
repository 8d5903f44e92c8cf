/** A whole hub in this very process: with its store on the disk, its port and its control socket, and a house made up. */
import { join } from 'node:path';
import { createSteadyClock, type SteadyClock } from '../../src/app/records/steady-clock.ts';
import type { HubConfig } from '../../src/hub/types.ts';
import { systemClock } from '../../src/system/clock.ts';
import { createOwnProcess } from '../../src/system/own-process.ts';
import { systemRandom } from '../../src/system/random.ts';
import { configOf } from './app.ts';
import { SMALL_HOUSE } from './house.ts';
import { PROGRAM } from './hub.ts';
import { createMemoryLog } from './log.ts';

export function virtualConfig(dataFolder: string): HubConfig {
  const config = configOf(dataFolder, {});
  return {
    ...config,
    backupFolder: join(dataFolder, 'backups'),
    isVirtual: true,
    house: { ...config.house, read: () => JSON.stringify(SMALL_HOUSE) },
  };
}

/** What a hub is made with, and how much of what waits and repeats is not cancelled yet. */
export function countedParts() {
  const repeating = new Set<object>();
  const waiting = new Set<object>();
  let failingMs: readonly number[] = [];
  const steady = createSteadyClock({ clock: systemClock, isSynchronised: () => true });
  const clock: SteadyClock = {
    ...steady,
    after(delayMs, callback) {
      const timer = {};
      waiting.add(timer);
      const cancel = steady.after(delayMs, () => {
        waiting.delete(timer);
        callback();
      });
      return () => {
        waiting.delete(timer);
        cancel();
      };
    },
    every(periodMs, callback) {
      const timer = {};
      repeating.add(timer);
      const cancel = steady.every(periodMs, callback);
      return () => {
        repeating.delete(timer);
        cancel();
        if (failingMs.includes(periodMs)) throw new Error(`${periodMs} ms cannot be cancelled`);
      };
    },
  };
  const log = createMemoryLog();
  const rescue = { ownProcess: createOwnProcess([PROGRAM]) };
  return {
    parts: { clock, random: systemRandom, log, rescue },
    log,
    repeating: () => repeating.size,
    waiting: () => waiting.size,
    /** From now on what repeats after such a time is cancelled with a fault. */
    failAt: (...periodsMs: readonly number[]) => {
      failingMs = periodsMs;
    },
  };
}
