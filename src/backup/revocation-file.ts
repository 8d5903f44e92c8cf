/** Who was thrown out, beside the store: lines that are appended, each on the disk before the act is acknowledged. */
import { existsSync } from 'node:fs';
import { open, readFile, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { RevocationFile } from '../app/backup/ports.ts';
import { syncFolder, writeWhole } from './folder.ts';

export const REVOCATION_FILE_NAME = 'revocations.jsonl';
const PRIVATE = 0o600;

export function createRevocationFile(folder: string): RevocationFile {
  const path = join(folder, REVOCATION_FILE_NAME);
  return {
    async read() {
      return readFile(path, 'utf8').catch((error: unknown) => {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
        throw error;
      });
    },
    async append(text) {
      const isNew = !existsSync(path);
      const file = await open(path, 'a', PRIVATE);
      try {
        // A line that a power cut has cut off must not swallow this one.
        await file.writeFile(`\n${text}`);
        await file.sync();
      } finally {
        await file.close();
      }
      if (isNew) await syncFolder(dirname(path));
    },
    async replace(text) {
      const draft = `${path}.new`;
      async function* bytes() {
        yield Promise.resolve(Buffer.from(text));
      }
      await writeWhole(draft, bytes());
      await rename(draft, path);
      await syncFolder(dirname(path));
    },
  };
}
