/** The clocks of the house, and how cold it is around it. */
import { shownClock, wallTime } from '../../house-time.ts';
import { locale } from '../../language.ts';
import { houseZone } from '../../now.ts';
import { minuteMs } from './minute.ts';

/** As `21:30`, whatever the reader's place makes of it. */
export const wallClock = () => wallTime(minuteMs(), houseZone.value).slice(11);

export function Clock() {
  return <time class="clock">{shownClock(wallClock())}</time>;
}

const SHAPE = { weekday: 'long', day: 'numeric', month: 'long' } as const;

/** `Monday 30 November` */
export function Today() {
  const format = new Intl.DateTimeFormat(locale, { timeZone: houseZone.value, ...SHAPE });
  return <p class="today">{format.format(minuteMs())}</p>;
}
