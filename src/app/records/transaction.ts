/** Several parts of the program in one transaction: on the disk together or not at all, and only then in memory. */
import type { NewEvent } from '../../domain/event.ts';
import type { Journal } from '../base/ports/journal.ts';
import type { Change } from '../base/ports/store.ts';

export interface Step {
  readonly changes: readonly Change[];
  readonly events: readonly NewEvent[];
  /** Makes memory agree: called once all steps are on the disk. */
  apply(): void;
}

/** @throws HubError as Journal.commit; memory is then as before */
export async function commitSteps(journal: Journal, steps: readonly Step[]): Promise<void> {
  await journal.commit(
    steps.flatMap(({ changes }) => changes),
    steps.flatMap(({ events }) => events),
  );
  for (const step of steps) step.apply();
}
