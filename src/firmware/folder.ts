/**
 * The folder of firmware images, served read-only. Images are hashed when first asked for: a
 * strong entity tag is what keeps a device from joining the parts of two images (RFC 9110, section 8.8.1).
 */
import type { BigIntStats } from 'node:fs';
import { readdir, realpath, stat, type FileHandle } from 'node:fs/promises';
import type { FirmwareEntry, FirmwareFile, FirmwareFolder } from '../app/served/firmware.ts';
import { createLru } from '../app/base/lru.ts';
import type { Clock } from '../app/base/ports/clock.ts';
import { LIMITS } from '../domain/limits.ts';
import { hashContent, openRegular, readUnchanged, versionOf } from './file.ts';
import { isServedName, isServedPath, resolveInside, unlessAbsent } from './resolve.ts';

/**
 * A file system's clock may tick this slowly: of a file written within the last tick, a further write could leave
 * the times as they are, so its tag is not remembered.
 */
const SLOWEST_TICK_MS = 2_000;
const NS_PER_MS = 1_000_000n;

/** Tags by version of a file. Devices that ask together share one hashing. */
function createTagCache() {
  const tags = createLru<Promise<string>>(LIMITS.firmwareEtags);

  return async function tagOf(
    version: string,
    settled: boolean,
    compute: () => Promise<string>,
  ): Promise<string> {
    const known = tags.peek(version);
    const tag = known ?? compute();
    tags.set(version, tag);
    const forget = () => {
      if (tags.peek(version) === tag) tags.delete(version);
    };
    if (known === undefined) tag.then(() => settled || forget(), forget);
    return tag;
  };
}

async function listBelow(realRoot: string): Promise<FirmwareEntry[]> {
  const entries: FirmwareEntry[] = [];
  // Counts names looked at, not only files: links between folders can make far more paths than there are files.
  let budget: number = LIMITS.firmwareIndexEntries;

  async function visit(path: string, ancestors: readonly string[]): Promise<void> {
    const real = await resolveInside(realRoot, path);
    const stats = real === undefined ? undefined : await unlessAbsent(stat(real));
    if (real === undefined || stats === undefined) return;
    if (stats.isFile()) {
      entries.push({ path, sizeBytes: stats.size, modifiedMs: Math.floor(stats.mtimeMs) });
    } else if (stats.isDirectory() && !ancestors.includes(real)) {
      const names = (await unlessAbsent(readdir(real))) ?? [];
      for (const name of names.filter(isServedName).sort()) {
        if (budget <= 0) return;
        budget -= 1;
        await visit(path === '' ? name : `${path}/${name}`, [...ancestors, real]);
      }
    }
  }

  await visit('', []);
  return entries.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/**
 * @param root the served folder. It may come and go: while it is missing it is empty. Images are best put in by
 * renaming: one that is changed in place while a device loads it breaks that load off.
 */
export function createFirmwareFolder(root: string, clock: Pick<Clock, 'nowMs'>): FirmwareFolder {
  const tagOf = createTagCache();

  async function describe(handle: FileHandle, stats: BigIntStats): Promise<FirmwareFile> {
    const settled = Number(stats.ctimeNs / NS_PER_MS) < clock.nowMs() - SLOWEST_TICK_MS;
    return {
      sizeBytes: Number(stats.size),
      etag: await tagOf(versionOf(stats), settled, async () => hashContent(handle, stats)),
      modifiedMs: Number(stats.mtimeNs / NS_PER_MS),
      read: (start, end) => readUnchanged(handle, stats, start, end),
      close: async () => handle.close(),
    };
  }

  return {
    async open(path) {
      if (!isServedPath(path)) return undefined;
      const realRoot = await unlessAbsent(realpath(root));
      const real = realRoot === undefined ? undefined : await resolveInside(realRoot, path);
      const opened = real === undefined ? undefined : await openRegular(real);
      if (opened === undefined) return undefined;
      const { handle, stats } = opened;
      try {
        return await describe(handle, stats);
      } catch (error) {
        await handle.close();
        throw error;
      }
    },

    async list() {
      const realRoot = await unlessAbsent(realpath(root));
      return realRoot === undefined ? [] : listBelow(realRoot);
    },
  };
}
