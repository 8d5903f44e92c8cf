/** All rooms warmer or cooler for a while: asked for. */
import { useState } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Segments } from '../../components/choices.tsx';
import { Form, Wrong } from '../../components/form.tsx';
import { schedules } from '../../schedules.ts';
import { common } from '../../strings/common.ts';
import { home } from '../../strings/home.ts';
import { useSubmission } from '../../submission.ts';
import { units } from '../../units.ts';
import { commandShift } from './command-system.ts';
import { DEGREE_K } from './shift-degrees.ts';

const words = home.mode.shift;

/** In degrees of the house's unit. */
const STEPS = { C: ['1', '2', '3'], F: ['2', '4', '6'] } as const;
const NEXT = 'next';
const HOURS = ['1', '2', '4'] as const;

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
