/** Two have worked on one schedule: what the other one saved and what was about to be, to choose from. */
import type { ZoneView } from '../../../domain/zone-view.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Wrong } from '../../components/form.tsx';
import { clockTime } from '../../format.ts';
import { nowMs } from '../../now.ts';
import { zone as words } from '../../strings/zone.ts';
import { useSubmission } from '../../submission.ts';
import { units } from '../../units.ts';
import { settingsText } from '../../zone-look.ts';
import { daysThatDiffer, draftOf, type Draft, segmentsOf } from './draft.ts';
import type { Overtaken } from './use-schedule-draft.ts';
import { Bar } from './week.tsx';

const text = words.schedule;
type Day = keyof Draft;

function DayOf(props: { zone: ZoneView; name: string; draft: Draft; day: Day }) {
  const { zone, name, draft, day } = props;
  const times = draft[day].map(
    (entry) => `${entry.at} ${settingsText(entry, units.value, zone.mode)}`,
  );
  return (
    <div class="one-of-two">
      <dt>{name}</dt>
      <dd>
        <Bar segments={segmentsOf(draft, day)} />
        <span class="small">{times.length === 0 ? text.noChanges : times.join(' · ')}</span>
      </dd>
    </div>
  );
}

export function OvertakenDialog(props: {
  zone: ZoneView;
  overtaken: Overtaken;
  draft: Draft;
  onTakeTheirs: () => void;
  /** @throws ApiError */
  onKeepMine: () => Promise<void>;
  onClose: () => void;
}) {
  const { zone, overtaken, draft, onTakeTheirs, onKeepMine, onClose } = props;
  const { theirs, who, at } = overtaken;
  const submission = useSubmission(onKeepMine);
  const other = draftOf(theirs.entries);
  const days = daysThatDiffer(other, draft);
  const when = at === undefined ? undefined : clockTime(at, nowMs.value);
  return (
    <Dialog title={text.overtaken.title} onClose={onClose}>
      <p>{text.overtaken.text(who, when)}</p>
      <div class="compared">
        {days.map((day) => (
          <section key={day} aria-label={text.days[day]}>
            <h3>{text.days[day]}</h3>
            <dl>
              <DayOf zone={zone} name={text.overtaken.theirs} draft={other} day={day} />
              <DayOf zone={zone} name={text.overtaken.mine} draft={draft} day={day} />
            </dl>
          </section>
        ))}
      </div>
      {days.length < 7 && <p class="muted small">{text.overtaken.alike}</p>}
      <Wrong text={submission.wrong()} />
      <div class="actions">
        <Button onClick={onTakeTheirs}>{text.overtaken.takeTheirs}</Button>
        <Button look="primary" isBusy={submission.isBusy} onClick={submission.submit}>
          {text.overtaken.keepMine}
        </Button>
      </div>
    </Dialog>
  );
}
