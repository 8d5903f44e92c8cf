/**
 * The built page on the disk: a flat folder of files and their compressed forms (ui/build.mjs). What the folder lists is
 * all there is, so no name leads out of it; files are read when asked for, since the system keeps them in memory already.
 */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import type { PageFolder } from '../app/served/page.ts';
import { messageOf } from '../domain/errors.ts';
import type { Log } from '../app/base/ports/log.ts';

/** Beside the program's own chunks, or where the build puts it. */
const FOLDER = new URL(
  typeof ARIS_PAGE_FOLDER === 'string' ? ARIS_PAGE_FOLDER : '../../dist/ui/',
  import.meta.url,
);

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webmanifest': 'application/manifest+json',
};

const DOCUMENT = /^index\.([a-z]{2,3})\.html$/;

/** The better one first. Browsers ask for Brotli behind TLS only. */
const ENCODINGS = [
  { encoding: 'br', suffix: '.br' },
  { encoding: 'gzip', suffix: '.gz' },
] as const;

/** @param folder ends with a slash */
export function createPageFolder(log: Log, folder = FOLDER): PageFolder {
  let names: Promise<ReadonlySet<string>> | undefined;

  async function list(): Promise<ReadonlySet<string>> {
    try {
      return new Set(await readdir(folder));
    } catch (error) {
      log.error('the page is missing', { folder: folder.pathname, reason: messageOf(error) });
      return new Set();
    }
  }

  return {
    async languages() {
      const known = await (names ??= list());
      return [...known].flatMap((name) => DOCUMENT.exec(name)?.[1] ?? []);
    },
    async read(name, encodings) {
      const known = await (names ??= list());
      const contentType = CONTENT_TYPES[extname(name)];
      if (contentType === undefined || !known.has(name)) return undefined;
      const best = ENCODINGS.find(
        ({ encoding, suffix }) => encodings.includes(encoding) && known.has(name + suffix),
      );
      const bytes = await readFile(new URL(name + (best?.suffix ?? ''), folder));
      const etag = `"${createHash('sha256').update(bytes).digest('hex').slice(0, 32)}"`;
      return { contentType, bytes, etag, ...(best && { encoding: best.encoding }) };
    },
  };
}
