/** The zone's week: looked at, worked on, and saved as a whole. */
import { useState } from 'preact/hooks';
import type { ScheduleView } from '../../../app/zones/schedules.ts';
import type { Weekday } from '../../../domain/local-time.ts';
import type { ZoneView } from '../../../domain/zone-view.ts';
import { Button } from '../../components/button.tsx';
import { Wrong } from '../../components/form.tsx';
import { Spinner } from '../../components/notice.tsx';
import { OvertakenDialog } from '../../components/overtaken-dialog.tsx';
import { Card } from '../../components/page.tsx';
import { clockTime } from '../../format.ts';
import { wallTime } from '../../house-time.ts';
import { useGuard } from '../../leaving.tsx';
import { system } from '../../live.ts';
import { hubNowMs, nowMs } from '../../now.ts';
import { useSchedule } from '../../schedules.ts';
import { may } from '../../session.ts';
import { common } from '../../strings/common.ts';
import { zone as words } from '../../strings/zone.ts';
import { useSubmission } from '../../submission.ts';
import { tell } from '../../toasts.ts';
import { units } from '../../units.ts';
import { settingsText } from '../../zone-look.ts';
import { ComparedWeeks } from './compared-weeks.tsx';
import { DayEditor } from './day-editor.tsx';
import { DAYS, draftOf, entriesOf, faultsOf, usualWeek } from './draft.ts';
import { Sharing } from './sharing.tsx';
import { useScheduleDraft } from './use-schedule-draft.ts';
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
  const work = useScheduleDraft(zone.zoneId, schedule);
  const { draft, setDraft, isDirty, overtaken } = work;
  const [day, setDay] = useState(() => todayOf(timeZone));
  const [areFaultsShown, setAreFaultsShown] = useState(false);
  useGuard(isDirty);
  const faults = faultsOf(draft);
  const save = async (over?: ScheduleView) => {
    if (!(await work.save(over))) return;
    setAreFaultsShown(false);
    tell(text.saved);
  };
  const submission = useSubmission(async () => {
    setAreFaultsShown(true);
    const faulty = faults[0];
    if (faulty === undefined) await save();
    else if (faulty.day !== undefined) setDay(faulty.day);
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
            work.revert();
            setAreFaultsShown(false);
          }}
        />
      )}
      {!isFixed && faults.length === 0 && (
        <Sharing
          zone={zone}
          entries={entriesOf(draft)}
          onUse={(entries) => setDraft(draftOf(entries))}
        />
      )}
      {overtaken !== undefined && (
        <OvertakenDialog
          overtaken={overtaken}
          onTakeTheirs={() => work.takeTheirs()}
          onKeepMine={async () => save(overtaken.theirs)}
          onClose={work.goOn}
        >
          <ComparedWeeks zone={zone} theirs={draftOf(overtaken.theirs.entries)} mine={draft} />
        </OvertakenDialog>
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
