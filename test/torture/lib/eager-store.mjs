// In the place of lmdb under a hub (with-eager-store.mjs), it breaks what the hub promises: a write is acknowledged at
// once, and committed a little later.
import { open as openLmdb } from 'lmdb';

export { ABORT } from 'lmdb';

const LATE_MS = 100;

export function open(options) {
  const database = openLmdb(options);
  return new Proxy(database, {
    get(target, name) {
      if (name === 'flushed') return Promise.resolve();
      if (name === 'childTransaction')
        return async (work) => void setTimeout(() => target.childTransaction(work), LATE_MS);
      const value = target[name];
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
