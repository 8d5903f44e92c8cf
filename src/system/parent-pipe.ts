/** The other end of `system/own-process.ts`: a file of its own, since no command but one says anything there. */
import { writeSync } from 'node:fs';

/** Standard input, output and error come before it. */
const PIPE = 3;

/** Says a line to who started this process. Returns when the pipe has it. */
export function sayToParent(line: string): void {
  writeSync(PIPE, `${line}\n`);
}
