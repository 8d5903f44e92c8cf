/** What a page reads of the hub again and again, as long as it is shown. */

/** Somebody may sit before a page that has nothing to show. */
const SOON_MS = 10_000;

interface Reading<Answer> {
  readonly read: () => Promise<Answer>;
  readonly onRead: (answer: Answer) => void;
  readonly onFailure: (error: unknown) => void;
  readonly againMs: number;
}

/** Reads at once, and again as time goes on: soon, where nothing came. @returns ends it */
export function readAgain<Answer>(reading: Reading<Answer>): () => void {
  const { read, onRead, onFailure, againMs } = reading;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isOver = false;
  const run = async (): Promise<void> => {
    const outcome = await read().then(
      (answer) => ({ take: () => onRead(answer), afterMs: againMs }),
      (error: unknown) => ({ take: () => onFailure(error), afterMs: Math.min(SOON_MS, againMs) }),
    );
    if (isOver) return;
    timer = setTimeout(() => void run(), outcome.afterMs);
    outcome.take();
  };
  void run();
  return () => {
    isOver = true;
    clearTimeout(timer);
  };
}
