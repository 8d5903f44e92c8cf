/** A schedule that is kept for any room, in one that may only heat or only cool: as the hub would give it to that room. */
import type { ScheduleEntry } from '../../../domain/schedule.ts';
import type { ZoneView } from '../../../domain/zone-view.ts';
import { modesOf } from '../../setpoints.ts';
import { changeOf } from './draft.ts';

/** The entries as far as the room can have them; what sets nothing then is left out. */
export function fitting(
  entries: readonly ScheduleEntry[],
  room: Pick<ZoneView, 'supportsHeat' | 'supportsCool'>,
): readonly ScheduleEntry[] {
  const modes = modesOf(room);
  return entries
    .map(({ days, at, mode, tempHeatSetC, tempCoolSetC }) => ({
      days,
      at,
      ...changeOf({
        mode: mode !== undefined && modes.includes(mode) ? mode : undefined,
        tempHeatSetC: room.supportsHeat ? tempHeatSetC : undefined,
        tempCoolSetC: room.supportsCool ? tempCoolSetC : undefined,
      }),
    }))
    .filter((entry) => Object.keys(changeOf(entry)).length > 0);
}
