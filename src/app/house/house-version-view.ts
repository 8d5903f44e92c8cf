/** A version of the house as it is listed. */
import type { Actor } from '../../domain/doer.ts';
import { isoTime } from '../../domain/units.ts';
import type { HouseBook } from './house-book.ts';
import { HOUSE_STEPS, type HouseStep } from './house-steps.ts';
import type { HouseVersion } from './house-versions.ts';

export interface HouseVersionView {
  readonly version: number;
  readonly at: string;
  readonly by: Actor;
  readonly bytes: number;
  /** The members that are otherwise than in the version before. */
  readonly changed: readonly string[];
  /** The version that it is as again. */
  readonly restored?: number;
  /** The file that it was read of. */
  readonly path?: string;
}

/** The versions that undo and redo would have the house be as again; absent where there is none. */
export type HouseStepsView = Readonly<Partial<Record<HouseStep, number>>>;

export const houseSteps = (book: Pick<HouseBook, 'stepTarget'>): HouseStepsView =>
  Object.fromEntries(
    HOUSE_STEPS.flatMap((step) => {
      const version = book.stepTarget(step);
      return version === undefined ? [] : [[step, version]];
    }),
  );

export const houseVersionView = (of: HouseVersion): HouseVersionView => ({
  version: of.version,
  at: isoTime(of.atMs),
  by: of.by,
  bytes: of.bytes,
  changed: of.changed,
  ...(of.restored !== undefined && { restored: of.restored }),
  ...(of.path !== undefined && { path: of.path }),
});
