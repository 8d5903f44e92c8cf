/** Which version of the house takes the last change back. */
import type { HouseVersionView } from '../../../../../app/house/house-version-view.ts';

/**
 * As in an editor: after a change was taken back, the one before it is next. Undefined where none is kept that far back.
 * @param versions newest first
 */
export function undoTarget(versions: readonly HouseVersionView[]): HouseVersionView | undefined {
  let index = 0;
  for (;;) {
    const restored = versions[index]?.restored;
    if (restored === undefined) return versions[index + 1];
    const found = versions.findIndex(({ version }) => version === restored);
    // What it was taken back to is not kept any more.
    if (found === -1) return undefined;
    index = found;
  }
}
