import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Puts a file there whole, past a power cut, or not at all. Its owner alone may read it. */
export function writeFileDurably(path: string, text: string): void {
  const newPath = `${path}.new`;
  // What a try that was cut short has left would keep the rights it was made with.
  rmSync(newPath, { force: true });
  writeFileSync(newPath, text, { flag: 'wx', mode: 0o600, flush: true });
  renameSync(newPath, path);
  const folder = openSync(dirname(path), 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}
