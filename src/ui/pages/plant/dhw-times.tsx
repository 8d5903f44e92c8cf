/** When hot water is kept hot: looked at, worked on, and saved as a whole. */
import { useEffect, useState } from 'preact/hooks';
import type { DhwScheduleView } from '../../../app/house/dhw-schedule.ts';
import { api } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { Checkbox } from '../../components/choices.tsx';
import { Field } from '../../components/field.tsx';
import { Wrong } from '../../components/form.tsx';
import { OvertakenDialog } from '../../components/overtaken-dialog.tsx';
import { useGuard } from '../../leaving.tsx';
import { newestEvent } from '../../live.ts';
import { overtakenBy, type Overtaken } from '../../overtaken.ts';
import { may } from '../../session.ts';
import { connection } from '../../stream.ts';
import { common } from '../../strings/common.ts';
import { plant } from '../../strings/plant.ts';
import { zone } from '../../strings/zone.ts';
import { useSubmission } from '../../submission.ts';
import { tell } from '../../toasts.ts';
import {
  DAYS,
  entriesOf,
  isWhole,
  timesOf,
  withAdded,
  withTime,
  type HotTime,
} from './dhw-times.ts';

const words = plant.hotWater.times;
const { short } = zone.schedule;
const PATH = '/api/dhw/schedule';

function TimeRow(props: {
  time: HotTime;
  number: number;
  onChange: (change: Partial<HotTime>) => void;
  onRemove: () => void;
}) {
  const { time, number, onChange, onRemove } = props;
  const toggle = (day: (typeof DAYS)[number], isOn: boolean) =>
    onChange({ days: DAYS.filter((one) => (one === day ? isOn : time.days.includes(one))) });
  return (
    <fieldset class="stack">
      <legend>{words.time(number)}</legend>
      <div class="row">
        {DAYS.map((day) => (
          <Checkbox
            key={day}
            label={short[day]}
            isChecked={time.days.includes(day)}
            onChecked={(isOn) => toggle(day, isOn)}
          />
        ))}
      </div>
      <div class="row">
        <Field
          label={words.from}
          type="time"
          value={time.from}
          onValue={(from) => onChange({ from })}
        />
        <Field
          label={words.until}
          type="time"
          value={time.until}
          onValue={(until) => onChange({ until })}
        />
        <Button icon="trash" onClick={onRemove}>
          {words.remove(number)}
        </Button>
      </div>
    </fieldset>
  );
}

/** Kept read while it is shown. */
function useTimes() {
  const [view, setView] = useState<DhwScheduleView>();
  const event = newestEvent.value;
  const changeId = event?.type === 'schedule_changed' ? event.id : undefined;
  const isLive = connection.value === 'live';
  useEffect(() => {
    if (isLive) api<DhwScheduleView>('GET', PATH).then(setView, () => undefined);
  }, [changeId, isLive]);
  return [view, setView] as const;
}

/** @param times undefined where a program has set what is no list of them */
function Times({ times }: { times: readonly HotTime[] | undefined }) {
  if (times === undefined) return <p>{words.others}</p>;
  if (times.length === 0) return <p>{words.always}</p>;
  return (
    <ul>
      {times.map(({ days, from, until }) => (
        <li key={`${days.join()} ${from}`}>
          {words.line(days.map((day) => short[day]).join(', '), from, until)}
        </li>
      ))}
    </ul>
  );
}

interface Work {
  readonly times: readonly HotTime[];
  /** What it was begun with. */
  readonly seen: DhwScheduleView;
}

function Editor(props: { view: DhwScheduleView; onView: (view: DhwScheduleView) => void }) {
  const { view, onView } = props;
  const [work, setWork] = useState<Work>();
  const [overtaken, setOvertaken] = useState<Overtaken<DhwScheduleView>>();
  const times = work?.times ?? timesOf(view.entries) ?? [];
  const change = (next: readonly HotTime[]) =>
    setWork((now) => ({ times: next, seen: now?.seen ?? view }));
  useGuard(work !== undefined);
  const save = async (over: DhwScheduleView | undefined) => {
    const faster = await overtakenBy<DhwScheduleView>(PATH, async () => {
      onView(await api<DhwScheduleView>('PUT', PATH, { entries: entriesOf(times) }, over));
      setWork(undefined);
      tell(words.saved);
    });
    setOvertaken(faster);
    if (faster !== undefined) onView(faster.theirs);
  };
  const submission = useSubmission(async () => save(work?.seen));
  return (
    <>
      {times.map((time, index) => (
        <TimeRow
          key={index}
          time={time}
          number={index + 1}
          onChange={(part) => change(withTime(times, index, part))}
          onRemove={() => change(times.filter((_, at) => at !== index))}
        />
      ))}
      <div class="actions">
        <Button icon="plus" onClick={() => change(withAdded(times))}>
          {words.add}
        </Button>
        {work !== undefined && (
          <>
            <Button onClick={() => setWork(undefined)}>{zone.schedule.revert}</Button>
            <Button
              look="primary"
              isBusy={submission.isBusy}
              disabled={!times.every(isWhole)}
              onClick={submission.submit}
            >
              {common.save}
            </Button>
          </>
        )}
      </div>
      {overtaken !== undefined && (
        <OvertakenDialog
          overtaken={overtaken}
          onTakeTheirs={() => {
            setWork(undefined);
            setOvertaken(undefined);
          }}
          onKeepMine={async () => save(overtaken.theirs)}
          onClose={() => setOvertaken(undefined)}
        >
          <h3>{zone.schedule.overtaken.theirs}</h3>
          <Times times={timesOf(overtaken.theirs.entries)} />
          <h3>{zone.schedule.overtaken.mine}</h3>
          <Times times={times} />
        </OvertakenDialog>
      )}
      <Wrong text={submission.wrong()} />
    </>
  );
}

export function DhwTimes() {
  const [view, setView] = useTimes();
  if (view === undefined) return null;
  const times = timesOf(view.entries);
  return (
    <section class="part" aria-labelledby="dhw-times">
      <h3 id="dhw-times">{words.title}</h3>
      <p class="muted small">
        {times === undefined ? words.others : times.length === 0 ? words.always : words.reduced}
      </p>
      {may('equipment:full') ? (
        <Editor view={view} onView={setView} />
      ) : (
        times !== undefined && times.length > 0 && <Times times={times} />
      )}
    </section>
  );
}
