import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Each is a store's: one without the others is damage, or a restore cut short, and for who opens it to tell. */
const FILES = ['store.mdb', 'store.json', 'restored/store.mdb'];

/** Whether there is, or was, a store in a folder. Nothing is opened, nothing made. */
export const hasStore = (folder: string): boolean =>
  FILES.some((name) => existsSync(join(folder, name)));
