// lmdb, whose environment gives up when a test says so: as where a card fails while LMDB writes its last page.
import { open as openLmdb } from 'lmdb';

export { ABORT } from 'lmdb';

export const panic = {
  error: new Error('MDB_PANIC: Update of meta page failed or environment had fatal error'),
  /** The member that meets it; undefined while all is well. */
  in: undefined,
  /** How often that member still goes well before. */
  passes: 0,
};

const giveUp = () => {
  throw panic.error;
};

export function open(options) {
  return new Proxy(openLmdb(options), {
    get(target, name) {
      if (name === panic.in && panic.passes-- <= 0) return giveUp;
      const value = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
