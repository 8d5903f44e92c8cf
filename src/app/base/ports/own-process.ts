/** This very program once more, in a process of its own: for what may end the process that does it. */

export interface ProcessEnd {
  /** Undefined where a signal ended it. */
  readonly code: number | undefined;
  readonly signal: string | undefined;
  /** Whether it was ended for having said nothing for too long. */
  readonly isHung: boolean;
  /** What it said on standard error, such as a native library's last words: the beginning. */
  readonly stderr: string;
}

export interface OwnProcess {
  /** What it says, line by line, read no faster than it is taken. Ends when the process has. */
  readonly lines: AsyncIterable<string>;
  /** After the last line. */
  readonly end: Promise<ProcessEnd>;
}

/**
 * @param args of the command line
 * @param silentMs it is ended once it has said nothing for so much of the processor's time: on a busy machine it is no fault of
 * its own that it has none. Without a word it is ended after ten times as long by the clock in any case
 */
export type RunOwnProcess = (args: readonly string[], silentMs: number) => OwnProcess;
