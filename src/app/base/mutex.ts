/** Runs one task after the other, so that each sees what the one before has left. */
export type Mutex = <T>(task: () => Promise<T>) => Promise<T>;

export function createMutex(): Mutex {
  let last: Promise<unknown> = Promise.resolve();
  return async (task) => {
    const result = last.then(task);
    // The next task runs whether or not this one failed; the failure is the caller's.
    last = result.catch(() => undefined);
    return result;
  };
}
