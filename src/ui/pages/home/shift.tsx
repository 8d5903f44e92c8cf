/** All rooms warmer or cooler for a while: told, ended, and asked for. */
import { useState } from 'preact/hooks';
import type { SystemView } from '../../../app/views/system-view.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Segments } from '../../components/field.tsx';
import { Form, Wrong } from '../../components/form.tsx';
import { attempt } from '../../failure.ts';
import { clockTime, type Units } from '../../format.ts';
import { nowMs } from '../../now.ts';
import { schedules } from '../../schedules.ts';
import { common } from '../../strings/common.ts';
import { home } from '../../strings/home.ts';
import { useSubmission } from '../../submission.ts';
import { units } from '../../units.ts';
import { commandShift } from '../../command-system.ts';

const words = home.mode.shift;

/** K in a degree of the house's unit. */
const DEGREE_K = { C: 1, F: 5 / 9 } as const;
/** In degrees of the house's unit. */
const STEPS = { C: ['1', '2', '3'], F: ['2', '4', '6'] } as const;
const NEXT = 'next';
const HOURS = ['1', '2', '4'] as const;

/** `2°`, in the house's unit. */
function degrees(shiftK: number, unit: Units): string {
  const tenths = Math.round((Math.abs(shiftK) / DEGREE_K[unit]) * 10) / 10;
  return `${unit === 'F' ? Math.round(tenths) : tenths}°`;
}

/** What holds now, and the way back. */
export function ShiftSentence({ view, isFixed }: { view: SystemView; isFixed: boolean }) {
  const { shift } = view;
  if (shift === undefined) return null;
  const { shiftK, until, endsWithSchedule } = shift;
  const what = words[shiftK > 0 ? 'isWarmer' : 'isCooler'](degrees(shiftK, units.value));
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

export function ShiftDialog({ onClose }: { onClose: () => void }) {
  const unit = units.value;
  const [side, setSide] = useState<'warmer' | 'cooler'>('warmer');
  const [step, setStep] = useState<string>(STEPS[unit][1]);
  const [length, setLength] = useState<string>(HOURS[1]);
  const hasNext = [...schedules.value.values()].some(({ next }) => next !== undefined);
  const submission = useSubmission(async () => {
    const degreesK = Number(step) * DEGREE_K[unit] * (side === 'warmer' ? 1 : -1);
    const end =
      length === NEXT ? { until: 'next_schedule' } : { durationMinutes: Number(length) * 60 };
    await commandShift({ shiftK: Math.round(degreesK * 10) / 10, ...end });
    onClose();
  });
  const lengths = [
    ...HOURS.map((value) => ({ value, text: words.hours(Number(value)) })),
    ...(hasNext ? [{ value: NEXT, text: words.untilNext }] : []),
  ];
  return (
    <Dialog title={words.title} onClose={onClose}>
      <Form
        class="stack"
        submission={submission}
        action={words.set}
        others={<Button onClick={onClose}>{common.cancel}</Button>}
      >
        <p class="muted">{words.text}</p>
        <Segments
          label={words.side}
          value={side}
          options={(['warmer', 'cooler'] as const).map((value) => ({ value, text: words[value] }))}
          onValue={setSide}
        />
        <Segments
          label={words.by}
          value={step}
          options={STEPS[unit].map((value) => ({ value, text: words.degrees(value) }))}
          onValue={setStep}
        />
        <Segments label={words.length} value={length} options={lengths} onValue={setLength} />
        <Wrong text={submission.wrong()} />
      </Form>
    </Dialog>
  );
}
