/** A map of a bounded number of keys. */
export interface Lru<Value> {
  /** The value, which counts as used now. */
  get(key: string): Value | undefined;
  /** The value, without counting as a use: for what is asked at each request. */
  peek(key: string): Value | undefined;
  /** Counts as a use, too. Where there are too many then, the one that was used longest ago is forgotten. */
  set(key: string, value: Value): void;
  /** @returns whether there was such a key */
  delete(key: string): boolean;
  /** Used longest ago first. */
  keys(): IterableIterator<string>;
  readonly size: number;
}

/** @param limit of keys, at least 1 */
export function createLru<Value>(limit: number): Lru<Value> {
  const values = new Map<string, Value>();

  function set(key: string, value: Value): void {
    values.delete(key);
    values.set(key, value);
    if (values.size <= limit) return;
    const [oldest] = values.keys();
    if (oldest !== undefined) values.delete(oldest);
  }

  return {
    get(key) {
      const value = values.get(key);
      if (value !== undefined) set(key, value);
      return value;
    },
    peek: (key) => values.get(key),
    set,
    delete: (key) => values.delete(key),
    keys: () => values.keys(),
    get size() {
      return values.size;
    },
  };
}
