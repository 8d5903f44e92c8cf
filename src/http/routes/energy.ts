import type { EnergyMeter } from '../../app/energy/energy.ts';
import type { EnergyReport, EnergyView } from '../../app/energy/energy-view.ts';
import { USES } from '../../domain/energy.ts';
import { COMPRESSOR_COUNTS } from '../../domain/equipment/compressor.ts';
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

export function energyRoutes(energy: Pick<EnergyMeter, 'report'>): Route[] {
  return [
    {
      method: 'GET',
      path: '/api/energy',
      access: 'equipment:read',
      summary: 'Electricity and heat by use, with COP, in all and by day, month and season',
      handle(request) {
        const report = energy.report();
        return tableOr(request, report, () => tableOf(report));
      },
    },
  ];
}
