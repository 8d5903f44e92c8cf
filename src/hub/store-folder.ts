import { join } from 'node:path';

/** Virtual data lives apart, but under the same lock and socket. */
export function storeFolder(dataFolder: string, isVirtual: boolean): string {
  return isVirtual ? join(dataFolder, 'virtual') : dataFolder;
}
