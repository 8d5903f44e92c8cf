/** The energies of a stretch of time, and of those that it is held against. */
import { useEffect, useState } from 'preact/hooks';
import type { EnergyReport } from '../../../app/energy/energy-view.ts';
import { call } from '../../api.ts';
import { unreadText } from '../../failure.ts';
import { readAgain } from '../../reading.ts';
import { connection } from '../../stream.ts';
import { common } from '../../strings/common.ts';
import { moved, queryOf, slotsOf, yearBefore, type Stretch } from './spans.ts';
import type { Energies } from './sums.ts';

/** The hub counts on as often as it writes: every few minutes. */
const AGAIN_MS = 5 * 60_000;

export interface Counted {
  readonly stretch: Stretch;
  readonly slots: readonly string[];
  readonly energies: Energies;
}

export interface Told {
  readonly now: Counted;
  readonly before: Counted;
  readonly yearBefore: Counted;
  /** All months from the one before `yearBefore` on: the hub keeps them longer than their days. None of a year. */
  readonly months: Energies;
  /** Of a kilowatt-hour, where somebody has set it. */
  readonly price: { readonly perKwh: number; readonly currency: string } | undefined;
}

export type LoadedEnergies = { readonly told: Told } | { readonly failure: string } | undefined;

const ask = async (query: string) => call<EnergyReport>('GET', `/api/energy?${query}`);

const byPeriod = (list: EnergyReport['days']): Energies =>
  new Map(list.map((one) => [one.period, one]));

async function counted(stretch: Stretch): Promise<Counted & { report: EnergyReport }> {
  const report = await ask(queryOf(stretch));
  const energies = byPeriod(stretch.span === 'year' ? report.months : report.days);
  return { stretch, slots: slotsOf(stretch), energies, report };
}

async function monthsTo({ span, name }: Stretch, first: Stretch): Promise<Energies> {
  if (span === 'year') return new Map();
  const { months } = await ask(`by=month&from=${moved(first, -1).name}&to=${name}`);
  return byPeriod(months);
}

async function read(stretch: Stretch): Promise<Told> {
  const [last, lastYear] = [moved(stretch, -1), yearBefore(stretch)];
  const isSame = last.name === lastYear.name;
  const [now, before, other, months] = await Promise.all([
    counted(stretch),
    counted(last),
    isSame ? undefined : counted(lastYear),
    monthsTo(stretch, lastYear),
  ]);
  const { pricePerKwh: perKwh, currency } = now.report;
  const price = perKwh === undefined || currency === undefined ? undefined : { perKwh, currency };
  return { now, before, yearBefore: other ?? before, months, price };
}

/** Read anew as time goes on, and when the hub is back. What was read of it before stays until then. */
export function useEnergies(stretch: Stretch): LoadedEnergies {
  const [loaded, setLoaded] = useState<{ readonly of: string; readonly is: LoadedEnergies }>();
  const isLive = connection.value === 'live';
  useEffect(
    () =>
      readAgain({
        read: async () => read(stretch),
        onRead: (told) => setLoaded({ of: stretch.name, is: { told } }),
        onFailure: (error) =>
          setLoaded((old) =>
            old?.of === stretch.name && old.is !== undefined && 'told' in old.is
              ? old
              : { of: stretch.name, is: { failure: unreadText(common.nav.energy, error) } },
          ),
        againMs: AGAIN_MS,
      }),
    [stretch.name, isLive],
  );
  return loaded?.of === stretch.name ? loaded.is : undefined;
}
