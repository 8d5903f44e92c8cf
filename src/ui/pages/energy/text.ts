/** Stretches of time, money and changes, as people read them. */
import { locale } from '../../language.ts';
import { energy as words } from '../../strings/energy.ts';
import type { Stretch } from './spans.ts';
import type { EnergyChange } from './sums.ts';

const noonOf = (day: string) => Date.parse(`${day}T12:00:00Z`);
const dated = (day: string, options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...options }).format(noonOf(day));

/** `January 2026`, `2026` */
export const stretchName = ({ span, name }: Stretch): string =>
  span === 'year' ? name : dated(`${name}-01`, { month: 'long', year: 'numeric' });

/** `Thu, 15 January`, `January 2026`: of a day, or a month. */
export const slotName = (slot: string): string =>
  slot.length === 7
    ? dated(`${slot}-01`, { month: 'long', year: 'numeric' })
    : dated(slot, { weekday: 'short', day: 'numeric', month: 'long' });

/** `15`, `Jan`: where there is little room. */
export const slotMark = (slot: string): string =>
  slot.length === 7 ? dated(`${slot}-01`, { month: 'short' }) : String(Number(slot.slice(8)));

export function money(amount: number, currency: string, decimals?: number): string {
  const digits = decimals === undefined ? {} : { maximumFractionDigits: decimals };
  return new Intl.NumberFormat(locale, { style: 'currency', currency, ...digits }).format(amount);
}

/** So many decimals may a price of one kilowatt-hour have. */
export const PRICE_DECIMALS = 4;

/** `12 % less than the same days of October 2025` */
export function changeText({ share, isPartly }: EnergyChange, than: Stretch): string {
  const name = stretchName(than);
  const partly = than.span === 'year' ? words.sameMonths : words.sameDays;
  const what = isPartly ? partly(name) : name;
  const percent = Math.round(Math.abs(share) * 100);
  if (percent === 0) return words.same(what);
  const shown = new Intl.NumberFormat(locale, { style: 'percent' }).format(percent / 100);
  return share > 0 ? words.more(shown, what) : words.less(shown, what);
}
