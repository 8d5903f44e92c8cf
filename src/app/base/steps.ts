/** One step after the other: what comes up while one is under way is looked at after it. */

export type Step = () => Promise<void>;

export interface Steps {
  /** Takes the next step, if there is one. */
  readonly act: () => void;
  /** Takes this one, where none is under way. */
  readonly run: (step: Step) => void;
}

/** @param next what is to be done now */
export function createSteps(next: () => Step | undefined): Steps {
  let isUnderWay = false;
  let isAsked = false;

  function run(step: Step): void {
    if (isUnderWay) return;
    isUnderWay = true;
    void step().finally(() => {
      isUnderWay = false;
      const wasAsked = isAsked;
      isAsked = false;
      if (wasAsked) act();
    });
  }

  function act(): void {
    if (isUnderWay) {
      isAsked = true;
      return;
    }
    const step = next();
    if (step !== undefined) run(step);
  }

  return { act, run };
}
