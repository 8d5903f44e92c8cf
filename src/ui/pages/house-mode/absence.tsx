/** Saying when an absence begins and ends, on the house's own clocks. */
import { useState } from 'preact/hooks';
import type { SystemView } from '../../../app/views/system-view.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Field } from '../../components/field.tsx';
import { Form, Wrong } from '../../components/form.tsx';
import { instantAt, wallTime } from '../../house-time.ts';
import { hubNowMs } from '../../now.ts';
import { common } from '../../strings/common.ts';
import { home } from '../../strings/home.ts';
import { useSubmission } from '../../submission.ts';
import { evenings } from './away-days.ts';
import { commandSystem } from './command-system.ts';
import { vacationOrder } from './vacation.ts';

const words = home.mode;
const DAY_MS = 24 * 60 * 60_000;

interface Props {
  view: SystemView;
  onClose: () => void;
}

export function AwayDialog({ view, onClose }: Props) {
  const { timeZone, until } = view;
  const [at, setAt] = useState(
    until === undefined
      ? (evenings(hubNowMs(), timeZone)[0] ?? '')
      : wallTime(Date.parse(until), timeZone),
  );
  const tell = async (end: object) => {
    await commandSystem({ mode: 'away', ...end });
    onClose();
  };
  const submission = useSubmission(async () => {
    const instantMs = instantAt(at, timeZone);
    await tell(Number.isNaN(instantMs) ? {} : { until: new Date(instantMs).toISOString() });
  }, ['until']);
  const open = useSubmission(async () => tell({}));
  return (
    <Dialog title={words.away_.title} onClose={onClose}>
      <Form
        class="stack"
        submission={submission}
        action={common.save}
        others={
          <Button onClick={open.submit} isBusy={open.isBusy}>
            {words.away_.open}
          </Button>
        }
      >
        <p>{words.away_.text}</p>
        <Field
          label={words.away_.until}
          type="datetime-local"
          value={at}
          min={wallTime(hubNowMs(), timeZone)}
          wrong={submission.wrong('until')}
          onValue={setAt}
        />
        <Wrong text={submission.wrong()} />
        <Wrong text={open.wrong()} />
      </Form>
    </Dialog>
  );
}

/** What the planner begins with: the vacation that there is, else one from tomorrow morning. */
function firstPlan({ mode, until, vacation, timeZone }: SystemView): [from: string, until: string] {
  const wall = (at: string | undefined) =>
    at === undefined ? '' : wallTime(Date.parse(at), timeZone);
  if (vacation !== undefined) return [wall(vacation.from), wall(vacation.until)];
  const day = (days: number) => wallTime(hubNowMs() + days * DAY_MS, timeZone).slice(0, 10);
  if (mode === 'vacation') return ['', until === undefined ? `${day(7)}T18:00` : wall(until)];
  return [`${day(1)}T08:00`, `${day(8)}T18:00`];
}

export function VacationDialog({ view, onClose }: Props) {
  const { mode, timeZone } = view;
  const isOn = mode === 'vacation';
  const [[from, until], setPlan] = useState(firstPlan(view));
  const [fault, setFault] = useState<ReturnType<typeof vacationOrder>['fault']>();
  const submission = useSubmission(async () => {
    const { order, fault: found } = vacationOrder({ from, until, isOn }, timeZone, hubNowMs());
    setFault(found);
    if (order === undefined) return;
    await commandSystem(order);
    onClose();
  }, ['from', 'until']);
  const wrong = (field: 'from' | 'until') =>
    fault?.field === field ? fault.text : submission.wrong(field);
  return (
    <Dialog title={words.vacation_.title} onClose={onClose}>
      <Form
        class="stack"
        submission={submission}
        action={words.vacation_.save}
        others={<Button onClick={onClose}>{common.cancel}</Button>}
      >
        <p>{words.vacation_.text}</p>
        {!isOn && (
          <Field
            label={words.vacation_.from}
            type="datetime-local"
            value={from}
            wrong={wrong('from')}
            onValue={(next) => setPlan([next, until])}
          />
        )}
        <Field
          label={words.vacation_.until}
          hint={words.vacation_.untilHint}
          type="datetime-local"
          value={until}
          wrong={wrong('until')}
          onValue={(next) => setPlan([from, next])}
        />
        <Wrong text={submission.wrong()} />
      </Form>
    </Dialog>
  );
}
