/** All rooms warmer or cooler for a while: what holds now, and the way back. */
import type { SystemView } from '../../../app/views/system-view.ts';
import { Button } from '../../components/button.tsx';
import { attempt } from '../../failure.ts';
import { clockTime } from '../../format.ts';
import { nowMs } from '../../now.ts';
import { common } from '../../strings/common.ts';
import { home } from '../../strings/home.ts';
import { units } from '../../units.ts';
import { commandShift } from '../house-mode/command-system.ts';
import { shiftDegrees } from '../house-mode/shift-degrees.ts';

const words = home.mode.shift;

export function ShiftSentence({ view, isFixed }: { view: SystemView; isFixed: boolean }) {
  const { shift } = view;
  if (shift === undefined) return null;
  const { shiftK, until, endsWithSchedule } = shift;
  const what = words[shiftK > 0 ? 'isWarmer' : 'isCooler'](shiftDegrees(shiftK, units.value));
  const when = endsWithSchedule === true ? words.nextChange : clockTime(until, nowMs.value);
  return (
    <div class="row">
      <p>{words.until(what, when)}</p>
      {!isFixed && (
        <Button onClick={() => void attempt(async () => commandShift({ cancelShift: true }))}>
          {common.undo}
        </Button>
      )}
    </div>
  );
}
