/** A wall clock that a test moves, under real programs: libfaketime, with the offset in a file. */
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { lastingFolder } from './child.ts';

function libraryPath(): string {
  for (const triplet of readdirSync('/usr/lib')) {
    const folder = join('/usr/lib', triplet, 'faketime');
    try {
      if (readdirSync(folder).includes('libfaketime.so.1')) return join(folder, 'libfaketime.so.1');
    } catch {
      // Not of this machine's kind.
    }
  }
  throw new Error('libfaketime is not installed');
}

export interface FakeTime {
  /** For each program that is to live in this time. Their monotonic clock stays true. */
  readonly env: Readonly<Record<string, string>>;
  /** Seconds from the real time; programs that run see it at once. */
  shift(seconds: number): void;
}

export function createFakeTime(): FakeTime {
  const file = join(lastingFolder(), 'offset');
  const shift = (seconds: number) => writeFileSync(file, `${seconds < 0 ? '' : '+'}${seconds}\n`);
  shift(0);
  return {
    shift,
    env: {
      LD_PRELOAD: libraryPath(),
      FAKETIME_TIMESTAMP_FILE: file,
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
      FAKETIME_NO_CACHE: '1',
    },
  };
}

/** For a program that is to live so many times as fast, by all its clocks, from so far ahead of the real time. */
export const fasterTime = (times: number, aheadMs = 0): Readonly<Record<string, string>> => ({
  LD_PRELOAD: libraryPath(),
  FAKETIME: `+${aheadMs / 1_000} x${times}`,
});
