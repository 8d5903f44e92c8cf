/** A version of the house as it is listed. */
import type { Actor } from '../../domain/doer.ts';
import { isoTime } from '../../domain/units.ts';
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

export const houseVersionView = (of: HouseVersion): HouseVersionView => ({
  version: of.version,
  at: isoTime(of.atMs),
  by: of.by,
  bytes: of.bytes,
  changed: of.changed,
  ...(of.restored !== undefined && { restored: of.restored }),
  ...(of.path !== undefined && { path: of.path }),
});
