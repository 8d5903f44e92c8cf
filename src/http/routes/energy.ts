import * as v from 'valibot';
import type { EnergyMeter } from '../../app/energy/energy.ts';
import type {
  EnergyPrice,
  EnergyRange,
  EnergyReport,
  EnergyView,
} from '../../app/energy/energy-view.ts';
import { USES } from '../../domain/energy.ts';
import { isPeriodName, PERIODS, type EnergyPeriod } from '../../domain/energy-periods.ts';
import { COMPRESSOR_COUNTS } from '../../domain/equipment/compressor.ts';
import { invalid } from '../../domain/errors.ts';
import type { HouseSettings } from '../../domain/settings.ts';
import type { Request } from '../exchange.ts';
import { readQuery } from '../query.ts';
import type { Route } from '../router.ts';
import { tableOr, type CsvTable } from '../table.ts';

const ENERGIES = ['electricalKwh', 'thermalKwh', 'cop'] as const;
/** `hotWaterThermalKwh`: of a use. */
const columnOf = (use: string, name: string) =>
  `${use}${name.charAt(0).toUpperCase()}${name.slice(1)}`;
const COLUMNS = [
  ...['span', 'period', ...ENERGIES, 'gapSeconds', ...Object.keys(COMPRESSOR_COUNTS)],
  ...USES.flatMap((use) => ENERGIES.map((name) => columnOf(use, name))),
];

function rowOf(span: string, { uses, ...view }: EnergyView): CsvTable['rows'][number] {
  const ofUses = USES.flatMap((use) =>
    ENERGIES.map((name) => [columnOf(use, name), uses[use]?.[name]] as const),
  );
  return { span, ...view, ...Object.fromEntries(ofUses) };
}

const tableOf = ({ days, months, seasons, total }: EnergyReport): CsvTable => ({
  columns: COLUMNS,
  rows: [
    rowOf('total', total),
    ...seasons.map((view) => rowOf('season', view)),
    ...months.map((view) => rowOf('month', view)),
    ...days.map((view) => rowOf('day', view)),
  ],
});

const NAME = (which: string) =>
  v.optional(
    v.pipe(
      v.string(),
      v.maxLength(10),
      v.description(`The ${which} of them, as 2026-01-15, 2026-01 or 2025-2026; needs \`by\``),
    ),
  );
const QUERY = v.strictObject({
  by: v.optional(
    v.pipe(
      v.picklist(PERIODS),
      v.description('Only periods of that length; without it the newest of each'),
    ),
  ),
  from: NAME('first'),
  to: NAME('last'),
});

const SHAPES: Readonly<Record<EnergyPeriod, string>> = {
  day: 'a day such as 2026-01-15',
  month: 'a month such as 2026-01',
  season: 'a season such as 2025-2026',
};

/** @throws HubError `invalid`, naming the parameter */
function rangeOf(request: Request): EnergyRange | undefined {
  const { by, from, to } = readQuery(request.query, QUERY);
  const named = Object.entries({ from, to }).filter(([, name]) => name !== undefined);
  for (const [param, name = ''] of named) {
    if (by === undefined) throw invalid(param, `${param} needs by`);
    if (!isPeriodName(by, name)) throw invalid(param, `${param} must be ${SHAPES[by]}`);
  }
  if (from !== undefined && to !== undefined && from > to)
    throw invalid('from', 'from must not be after to');
  return by && { by, from, to };
}

function priceOf({ pricePerKwh, currency }: HouseSettings): EnergyPrice {
  return pricePerKwh === 0 ? {} : { pricePerKwh, currency };
}

export function energyRoutes(
  energy: Pick<EnergyMeter, 'report'>,
  settings: { get: () => HouseSettings },
): Route[] {
  return [
    {
      method: 'GET',
      path: '/api/energy',
      access: 'equipment:read',
      query: QUERY,
      summary: 'Electricity and heat by use, with COP, in all and by day, month and season',
      handle(request) {
        const report = { ...energy.report(rangeOf(request)), ...priceOf(settings.get()) };
        return tableOr(request, report, () => tableOf(report));
      },
    },
  ];
}
