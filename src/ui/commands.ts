/** Commands whose outcome is shown before it is known. */
import { expect, type ObjectKey } from './expected.ts';

/**
 * Shows the change while the hub is asked for it, and takes it back where it refuses.
 * @param work resolves with what came of it
 * @throws what `work` throws
 */
export async function showing(
  key: ObjectKey,
  change: object,
  work: () => Promise<object>,
): Promise<void> {
  const expectation = expect(key, change);
  try {
    expectation.answered(await work());
  } catch (error) {
    expectation.takeBack();
    throw error;
  }
}
