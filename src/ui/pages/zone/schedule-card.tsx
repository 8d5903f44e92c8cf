/** The zone's week: looked at, worked on, and saved as a whole. */
import { useEffect, useState } from 'preact/hooks';
import type { ScheduleView } from '../../../app/zones/schedules.ts';
import type { Weekday } from '../../../domain/local-time.ts';
import type { ZoneView } from '../../../domain/zone-view.ts';
import { ApiError, api } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { Wrong } from '../../components/form.tsx';
import { Spinner } from '../../components/notice.tsx';
import { Card } from '../../components/page.tsx';
import { clockTime } from '../../format.ts';
import { wallTime } from '../../house-time.ts';
import { useGuard } from '../../leaving.tsx';
import { system } from '../../live.ts';
import { hubNowMs, nowMs } from '../../now.ts';
import { schedulePath, takeSchedule, useSchedule } from '../../schedules.ts';
import { may } from '../../session.ts';
import { common } from '../../strings/common.ts';
import { zone as words } from '../../strings/zone.ts';
import { useSubmission } from '../../submission.ts';
import { tell } from '../../toasts.ts';
import { units } from '../../units.ts';
import { settingsText } from '../../zone-look.ts';
import { DayEditor } from './day-editor.tsx';
import { DAYS, draftOf, entriesOf, faultsOf, isSame, usualWeek, type Draft } from './draft.ts';
import { Week } from './week.tsx';

const text = words.schedule;

/** The day of the house's week. */
function todayOf(timeZone: string): Weekday {
  const wall = wallTime(hubNowMs(), timeZone);
  return DAYS[(new Date(`${wall}Z`).getUTCDay() + 6) % 7] ?? 'mon';
}

function Next({ zone, schedule }: { zone: ZoneView; schedule: ScheduleView }) {
  const { next, entries } = schedule;
  if (entries.length === 0) return <p class="muted">{text.none}</p>;
  if (next === undefined) return null;
  const what = settingsText(next, units.value, zone.mode);
  return <p>{text.next(clockTime(next.at, nowMs.value), what)}</p>;
}

/** The bar that is there while something is not saved. */
function Unsaved(props: { isBusy: boolean; onSave: (event: Event) => void; onRevert: () => void }) {
  return (
    <div class="unsaved">
      <strong role="status">{text.unsaved}</strong>
      <div class="actions">
        <Button onClick={props.onRevert}>{text.revert}</Button>
        <Button look="primary" isBusy={props.isBusy} onClick={props.onSave}>
          {common.save}
        </Button>
      </div>
    </div>
  );
}

function Editor({ zone, schedule }: { zone: ZoneView; schedule: ScheduleView }) {
  const { timeZone = 'UTC' } = system.value ?? {};
  const [saved, setSaved] = useState<Draft>(() => draftOf(schedule.entries));
  const [draft, setDraft] = useState(saved);
  /** What the draft was begun with, or what its maker was told of since. */
  const [seen, setSeen] = useState(schedule);
  const [day, setDay] = useState(() => todayOf(timeZone));
  const [areFaultsShown, setAreFaultsShown] = useState(false);
  const isDirty = !isSame(draft, saved);
  useGuard(isDirty);
  // Somebody else may have saved another meanwhile; what is being worked on here stays.
  useEffect(() => {
    const told = draftOf(schedule.entries);
    if (!isDirty) setSeen(schedule);
    if (isSame(told, saved)) return;
    setSaved(told);
    if (!isDirty) setDraft(told);
  }, [schedule]);
  const faults = faultsOf(draft);
  const put = async (body: object) => {
    const path = schedulePath(zone.zoneId);
    try {
      return await api<ScheduleView>('PUT', path, body, seen);
    } catch (error) {
      // Who is told that somebody was faster may put their own over it.
      if (error instanceof ApiError && error.status === 412) {
        const now = await api<ScheduleView>('GET', path);
        takeSchedule(now);
        setSeen(now);
      }
      throw error;
    }
  };
  const submission = useSubmission(async () => {
    setAreFaultsShown(true);
    const faulty = faults[0];
    if (faulty !== undefined) {
      if (faulty.day !== undefined) setDay(faulty.day);
      return;
    }
    const body = { entries: entriesOf(draft) };
    const view = await put(body);
    const told = draftOf(view.entries);
    setSaved(told);
    setSeen(view);
    setDraft(told);
    setAreFaultsShown(false);
    takeSchedule(view);
    tell(text.saved);
  });
  const shownFaults = areFaultsShown ? faults : [];
  const general = submission.wrong() ?? shownFaults.find((one) => one.day === undefined)?.text;
  const isFixed = !may('zones:full');
  return (
    <div class="stack">
      {!isFixed && entriesOf(draft).length === 0 && (
        <div>
          <Button icon="calendar" onClick={() => setDraft(usualWeek(zone))}>
            {text.usual}
          </Button>
        </div>
      )}
      <Week draft={draft} day={day} faults={shownFaults} onDay={setDay} />
      <DayEditor
        zone={zone}
        draft={draft}
        day={day}
        isFixed={isFixed}
        faults={shownFaults}
        onDraft={setDraft}
      />
      <Wrong text={general} />
      {isDirty && (
        <Unsaved
          isBusy={submission.isBusy}
          onSave={submission.submit}
          onRevert={() => {
            setDraft(saved);
            setSeen(schedule);
            setAreFaultsShown(false);
          }}
        />
      )}
      <p class="muted small">{text.timeZone(timeZone)}</p>
    </div>
  );
}

export function ScheduleCard({ zone }: { zone: ZoneView }) {
  const schedule = useSchedule(zone.zoneId);
  return (
    <Card title={text.title} class="schedule">
      {schedule === undefined ? (
        <Spinner label={common.loading} />
      ) : (
        <div class="stack">
          <Next zone={zone} schedule={schedule} />
          <Editor zone={zone} schedule={schedule} />
        </div>
      )}
    </Card>
  );
}
