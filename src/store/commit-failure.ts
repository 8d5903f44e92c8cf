/**
 * A commit that fails, as lmdb-js tells it: by the promise it returned, and by rejections of its own that no caller
 * can catch. Those must not be taken for faults of the program.
 */

/** The reason of a failed commit, where `error` tells of one: the file system's error code. */
export async function commitFailureCode(error: unknown): Promise<number | undefined> {
  const { commitError } = error as { commitError?: Promise<unknown> };
  if (!(commitError instanceof Promise)) return undefined;
  const reason: unknown = await commitError.catch((inner: unknown) => inner);
  return (reason as { code?: number }).code ?? 0;
}

/** Whether a rejection that nobody caught only repeats what the caller of a commit was told. */
export function isEchoOfCommitFailure(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return 'commitError' in error || /node_modules\/lmdb\/|lmdb\/write\.js/.test(error.stack ?? '');
}
