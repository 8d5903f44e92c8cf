/** Files that come in pieces. */
import { closeSync, fsyncSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Writes a file below a folder, piece by piece, each file in one go. */
export class Pieces {
  readonly #folder: string;
  #path: string | undefined;
  #file: number | undefined;

  constructor(folder: string) {
    this.#folder = folder;
  }

  add(path: string, bytes: Uint8Array): void {
    if (path !== this.#path) {
      this.close();
      const at = join(this.#folder, path);
      mkdirSync(dirname(at), { recursive: true, mode: 0o700 });
      this.#file = openSync(at, 'wx', 0o600);
      this.#path = path;
    }
    for (let done = 0; done < bytes.length;)
      done += writeSync(this.#file ?? 0, bytes, done, bytes.length - done);
  }

  close(): void {
    if (this.#file === undefined) return;
    fsyncSync(this.#file);
    closeSync(this.#file);
    this.#file = undefined;
    this.#path = undefined;
  }
}
