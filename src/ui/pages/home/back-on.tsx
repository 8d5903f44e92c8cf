/** Who is away says with one more tap on which day somebody is back. */
import type { SystemView } from '../../../app/views/system-view.ts';
import { Button } from '../../components/button.tsx';
import { attempt } from '../../failure.ts';
import { instantAt, shownClock } from '../../house-time.ts';
import { locale } from '../../language.ts';
import { hubNowMs } from '../../now.ts';
import { home } from '../../strings/home.ts';
import { daysUntil, evenings } from '../house-mode/away-days.ts';
import { commandSystem } from '../house-mode/command-system.ts';

const words = home.mode.backOn;

const weekday = (wall: string) =>
  new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' }).format(
    Date.parse(`${wall}Z`),
  );

const NEAR = [words.today, words.tomorrow] as const;

export function BackOn({ view, onOther }: { view: SystemView; onOther: () => void }) {
  const { timeZone } = view;
  const now = hubNowMs();
  const pick = (wall: string) => {
    const until = new Date(instantAt(wall, timeZone)).toISOString();
    void attempt(async () => commandSystem({ mode: 'away', until }));
  };
  return (
    <div class="row" role="group" aria-label={words.label}>
      <span class="small muted">{words.label}</span>
      {evenings(now, timeZone).map((wall) => {
        const day = NEAR[daysUntil(wall, now, timeZone)] ?? weekday(wall);
        return (
          <Button
            key={wall}
            label={words.until(day, shownClock(wall.slice(11)))}
            onClick={() => pick(wall)}
          >
            {day}
          </Button>
        );
      })}
      <Button look="quiet" onClick={onOther}>
        {words.other}
      </Button>
    </div>
  );
}
