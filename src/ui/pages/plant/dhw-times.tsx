/** When hot water is kept hot: looked at, worked on, and saved as a whole. */
import { useEffect, useState } from 'preact/hooks';
import type { DhwScheduleView } from '../../../app/house/dhw-schedule.ts';
import { ApiError, api } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { Checkbox, Field } from '../../components/field.tsx';
import { Wrong } from '../../components/form.tsx';
import { useGuard } from '../../leaving.tsx';
import { newestEvent } from '../../live.ts';
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
  const read = async () => {
    setView(await api<DhwScheduleView>('GET', PATH));
  };
  useEffect(() => {
    if (isLive) read().catch(() => undefined);
  }, [changeId, isLive]);
  return { view, setView, read };
}

function Editor(props: { view: DhwScheduleView } & Omit<ReturnType<typeof useTimes>, 'view'>) {
  const { view, setView, read } = props;
  const saved = timesOf(view.entries) ?? [];
  const [draft, setDraft] = useState<readonly HotTime[]>();
  const times = draft ?? saved;
  useGuard(draft !== undefined);
  const submission = useSubmission(async () => {
    try {
      setView(await api<DhwScheduleView>('PUT', PATH, { entries: entriesOf(times) }, view));
    } catch (error) {
      // Who is told that somebody was faster may put their own over it.
      if (error instanceof ApiError && error.status === 412) await read();
      throw error;
    }
    setDraft(undefined);
    tell(words.saved);
  });
  return (
    <>
      {times.map((time, index) => (
        <TimeRow
          key={index}
          time={time}
          number={index + 1}
          onChange={(change) => setDraft(withTime(times, index, change))}
          onRemove={() => setDraft(times.filter((_, at) => at !== index))}
        />
      ))}
      <div class="actions">
        <Button icon="plus" onClick={() => setDraft(withAdded(times))}>
          {words.add}
        </Button>
        {draft !== undefined && (
          <>
            <Button onClick={() => setDraft(undefined)}>{zone.schedule.revert}</Button>
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
      <Wrong text={submission.wrong()} />
    </>
  );
}

export function DhwTimes() {
  const { view, ...rest } = useTimes();
  if (view === undefined) return null;
  const times = timesOf(view.entries);
  return (
    <section class="part" aria-labelledby="dhw-times">
      <h3 id="dhw-times">{words.title}</h3>
      <p class="muted small">
        {times === undefined ? words.others : times.length === 0 ? words.always : words.reduced}
      </p>
      {may('equipment:full') ? (
        <Editor view={view} {...rest} />
      ) : (
        <ul>
          {times?.map(({ days, from, until }) => (
            <li key={`${days.join()} ${from}`}>
              {words.line(days.map((day) => short[day]).join(', '), from, until)}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
