/** Two weeks of a room beside each other, as far as they differ. */
import type { ZoneView } from '../../../domain/zone-view.ts';
import { shownClock } from '../../house-time.ts';
import { zone as words } from '../../strings/zone.ts';
import { units } from '../../units.ts';
import { settingsText } from '../../zone-look.ts';
import { DAYS, daysThatDiffer, segmentsOf, type Draft } from './draft.ts';
import { Bar } from './week.tsx';

const text = words.schedule;

interface OfZone {
  readonly zone: ZoneView;
}

function DayOf(props: OfZone & { name: string; draft: Draft; day: keyof Draft }) {
  const { zone, name, draft, day } = props;
  const times = draft[day].map(
    (entry) => `${shownClock(entry.at)} ${settingsText(entry, units.value, zone.mode)}`,
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

export function ComparedWeeks({ zone, theirs, mine }: OfZone & { theirs: Draft; mine: Draft }) {
  const days = daysThatDiffer(theirs, mine);
  return (
    <div class="compared">
      {days.map((day) => (
        <section key={day} aria-label={text.days[day]}>
          <h3>{text.days[day]}</h3>
          <dl>
            <DayOf zone={zone} name={text.overtaken.theirs} draft={theirs} day={day} />
            <DayOf zone={zone} name={text.overtaken.mine} draft={mine} day={day} />
          </dl>
        </section>
      ))}
      {days.length < DAYS.length && <p class="muted small">{text.overtaken.alike}</p>}
    </div>
  );
}
