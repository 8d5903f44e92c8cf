/**
 * One task at a time, in turns: those of who is known before those of strangers, and among either one of each lane after
 * the other. Both kinds have room of their own, so that whoever floods it stands in nobody's way but their own.
 */

/** Whose turn it is. */
export interface Lane {
  /** An address, or a device that is known. */
  readonly key: string;
  readonly isKnown: boolean;
}

interface Waiting {
  start(): void;
  refuse(): void;
}

/** Lanes of one kind, in the order of their turns. */
class Lanes {
  readonly #lanes = new Map<string, Waiting[]>();
  #count = 0;

  get count(): number {
    return this.#count;
  }

  countOf(key: string): number {
    return this.#lanes.get(key)?.length ?? 0;
  }

  add(key: string, waiting: Waiting): void {
    this.#lanes.set(key, [...(this.#lanes.get(key) ?? []), waiting]);
    this.#count++;
  }

  /** The next one, whose lane then comes after all others. */
  next(): Waiting | undefined {
    const [first] = this.#lanes;
    if (first === undefined) return undefined;
    const [key, [waiting, ...others]] = first;
    this.#lanes.delete(key);
    if (others.length > 0) this.#lanes.set(key, others);
    this.#count--;
    return waiting;
  }

  /** Takes the last one out of the longest lane, where that is longer than `length`. */
  dropOver(length: number): Waiting | undefined {
    const [longest] = [...this.#lanes].sort(([, a], [, b]) => b.length - a.length);
    if (longest === undefined || longest[1].length <= length) return undefined;
    this.#count--;
    return longest[1].pop();
  }
}

/**
 * @param deps `limit` tasks of each kind wait at most, `perLane` of one lane; `refusal` is what is thrown for one too many,
 *   be it the newest or, where that is of a shorter lane, the last of the longest
 * @returns runs a task; one without a lane is of who was let in already
 */
export function createFairQueue(deps: { limit: number; perLane: number; refusal: () => Error }) {
  const { limit, perLane, refusal } = deps;
  const known = new Lanes();
  const strangers = new Lanes();
  let isBusy = false;

  function refuseTooMany(lanes: Lanes, lane: Lane | undefined): void {
    const count = lanes.countOf(lane?.key ?? '');
    if (lane !== undefined && count >= perLane) throw refusal();
    if (lanes.count < limit) return;
    const dropped = lanes.dropOver(count + 1);
    if (dropped === undefined) throw refusal();
    dropped.refuse();
  }

  async function turn(lane: Lane | undefined): Promise<void> {
    const lanes = lane?.isKnown === false ? strangers : known;
    refuseTooMany(lanes, lane);
    return new Promise((resolve, reject) =>
      lanes.add(lane?.key ?? '', { start: resolve, refuse: () => reject(refusal()) }),
    );
  }

  function goOn(): void {
    const next = known.next() ?? strangers.next();
    isBusy = next !== undefined;
    next?.start();
  }

  return async <T>(task: () => Promise<T>, lane?: Lane): Promise<T> => {
    if (isBusy) await turn(lane);
    isBusy = true;
    try {
      return await task();
    } finally {
      goOn();
    }
  };
}
