/** The week at a glance: a bar for each day, and the day that is looked at. */
import type { Weekday } from '../../../domain/local-time.ts';
import { Icon } from '../../components/icon.tsx';
import { shortSetpoint } from '../../format.ts';
import { home } from '../../strings/home.ts';
import { zone as words } from '../../strings/zone.ts';
import { units } from '../../units.ts';
import {
  DAYS,
  segmentsOf,
  type DraftChange,
  type Draft,
  type DraftFault,
  type Segment,
} from './draft.ts';

const text = words.schedule;
const DAY_MINUTES = 24 * 60;
/** Narrower ones have no room for words. */
const WORDS_FROM_PERCENT = 13;
/** The tint of a bar goes from none to full between these. */
const COLD_C = 15;
const WARM_C = 23;
/** With more of it words could not be read on the dark page. */
const TINT_PERCENT = 44;

function labelOf({ mode, tempHeatSetC, tempCoolSetC }: DraftChange): string {
  if (mode === 'off') return home.zone.modes.off;
  const tempC = tempHeatSetC ?? tempCoolSetC;
  if (tempC !== undefined) return shortSetpoint(tempC, units.value);
  return mode === undefined ? '' : home.zone.modes[mode];
}

function tintOf({ mode, tempHeatSetC }: DraftChange): string {
  if (mode === 'off' || tempHeatSetC === undefined) return 'transparent';
  const part = Math.min(Math.max((tempHeatSetC - COLD_C) / (WARM_C - COLD_C), 0), 1);
  return `color-mix(in srgb, var(--heat) ${Math.round(part * TINT_PERCENT)}%, transparent)`;
}

export function Bar({ segments }: { segments: readonly Segment[] }) {
  return (
    <span class="week-bar" aria-hidden="true">
      {segments.map(({ fromMinute, toMinute, change }) => {
        const percent = ((toMinute - fromMinute) / DAY_MINUTES) * 100;
        return (
          <span key={fromMinute} style={{ width: `${percent}%`, background: tintOf(change) }}>
            {percent >= WORDS_FROM_PERCENT && labelOf(change)}
          </span>
        );
      })}
    </span>
  );
}

export function Week(props: {
  draft: Draft;
  day: Weekday;
  faults: readonly DraftFault[];
  onDay: (day: Weekday) => void;
}) {
  const { draft, day, faults, onDay } = props;
  return (
    <div class="week" role="group" aria-label={text.week}>
      {DAYS.map((one) => (
        <button key={one} type="button" aria-pressed={one === day} onClick={() => onDay(one)}>
          <span aria-hidden="true">{text.short[one]}</span>
          <span class="hidden">{text.changes(text.days[one], draft[one].length)}</span>
          <Bar segments={segmentsOf(draft, one)} />
          {faults.some((fault) => fault.day === one) && <Icon name="warn" size={18} />}
        </button>
      ))}
    </div>
  );
}
