/** Two have worked on the same thing, and the other one was faster: nothing was saved, and both are there to choose from. */
import { ApiError, api } from './api.ts';
import { doerNameOf } from './failure.ts';

export interface Overtaken<View> {
  /** As it stands now. */
  readonly theirs: View;
  /** Who changed it and when, where the hub knows. */
  readonly who: string | undefined;
  readonly at: string | undefined;
}

/**
 * @param save puts something at the path, on condition that it is as it was seen
 * @returns undefined where it was saved
 * @throws ApiError for all else that went wrong
 */
export async function overtakenBy<View>(
  path: string,
  save: () => Promise<void>,
): Promise<Overtaken<View> | undefined> {
  try {
    await save();
    return undefined;
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 412) throw error;
    const { by, at } = error.body;
    const theirs = await api<View>('GET', path);
    return { theirs, who: doerNameOf(by), at: typeof at === 'string' ? at : undefined };
  }
}
