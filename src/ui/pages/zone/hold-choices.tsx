/** Keeps what is asked of a room now for a while: for hours, until tonight, until its schedule has its say, or for good. */
import type { ZoneView } from '../../../domain/zone-view.ts';
import { Button } from '../../components/button.tsx';
import { clockTime } from '../../format.ts';
import { system } from '../../live.ts';
import { houseZone, hubNowMs, nowMs } from '../../now.ts';
import { useSchedule } from '../../schedules.ts';
import { zone as words } from '../../strings/zone.ts';
import { commandZone } from '../../zone-commands.ts';
import { askedOf } from '../../zone-undo.ts';
import { nextRest } from './rest.ts';

const HOURS = [1, 2] as const;

type End = { readonly until?: string } | { readonly durationMinutes: number };

/** As it is shown until the hub has told. */
function shownUntil(end: End): string | undefined {
  if ('durationMinutes' in end)
    return new Date(hubNowMs() + end.durationMinutes * 60_000).toISOString();
  return end.until === 'next_schedule' ? undefined : end.until;
}

function keep(zone: ZoneView, end: End): void {
  const until = shownUntil(end);
  const hold = { source: zone.hold?.source ?? '', ...(until !== undefined && { until }) };
  commandZone(zone, { ...askedOf(zone), ...end }, { hold });
}

export function HoldChoices({ zone, onDone }: { zone: ZoneView; onDone?: () => void }) {
  const next = useSchedule(zone.zoneId)?.next;
  const isPlanned = next !== undefined || system.value?.mode !== 'home' || zone.hold !== undefined;
  const label =
    next !== undefined || zone.hold !== undefined ? words.hold.keep : words.hold.onlyFor;
  const rest = nextRest(nowMs.value, houseZone.value);
  const restTs = new Date(rest.atMs).toISOString();
  const pick = (end: End) => () => {
    keep(zone, end);
    onDone?.();
  };
  return (
    <div class="keep" role="group" aria-label={label}>
      <p class="legend-line">{label}</p>
      {HOURS.map((hours) => (
        <Button key={hours} onClick={pick({ durationMinutes: hours * 60 })}>
          {words.hold.hours(hours)}
        </Button>
      ))}
      <Button onClick={pick({ until: restTs })}>
        {words.hold[rest.is](clockTime(restTs, nowMs.value))}
      </Button>
      {next !== undefined && (
        <Button onClick={pick({ until: 'next_schedule' })}>
          {words.hold.untilNext(clockTime(next.at, nowMs.value))}
        </Button>
      )}
      {(isPlanned || onDone !== undefined) && <Button onClick={pick({})}>{words.hold.open}</Button>}
    </div>
  );
}
