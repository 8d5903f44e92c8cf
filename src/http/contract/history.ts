/** What was: points of zones and equipment, and energies. */
import * as v from 'valibot';
import type { EnergyReport, EnergyView, PlantPowers } from '../../app/energy/energy-view.ts';
import type { ZoneTrendList } from '../../app/history/zone-trends.ts';
import { USES, type EnergyUse } from '../../domain/energy.ts';
import { COMPRESSOR_COUNTS } from '../../domain/equipment/compressor.ts';
import { EQUIPMENT, EQUIPMENT_KINDS, READINGS } from '../../domain/equipment/catalogue.ts';
import { HCU_READINGS } from '../../domain/equipment/hcu.ts';
import {
  isMeasure,
  type NumberReading,
  type ReadingTable,
} from '../../domain/equipment/reading.ts';
import { COLUMNS, type SeriesKind } from '../../domain/history/columns.ts';
import { ZONE_READINGS } from '../../domain/zone-readings.ts';
import { COUNT, describes, maybe, said, TIME } from './describe.ts';
import { readingSchema } from './readings.ts';

const TABLES: Readonly<Record<SeriesKind, ReadingTable>> = { zone: ZONE_READINGS, ...READINGS };
const idNameOf = (kind: SeriesKind) => (kind === 'zone' ? 'zoneId' : EQUIPMENT[kind].id);

/** Of a column the value, and of what is measured its extremes. */
function columnEntries(kind: SeriesKind): v.ObjectEntries {
  const table = TABLES[kind];
  const entries = COLUMNS[kind].flatMap(({ field }) => {
    const reading = table[field];
    if (reading === undefined) return [];
    const value = maybe(readingSchema(reading));
    return (isMeasure(reading) ? ['', 'Min', 'Max'] : ['']).map(
      (aspect) => [`${field}${aspect}`, value] as const,
    );
  });
  return Object.fromEntries(entries);
}

const historyOf = (kind: SeriesKind) =>
  v.object({
    [idNameOf(kind)]: v.string(),
    start: TIME,
    end: TIME,
    points: said(
      v.array(v.object({ timestamp: TIME, ...columnEntries(kind) })),
      'In the order of time; a field without a sample in the time of a point is not there',
    ),
    count: COUNT,
    warning: maybe(said(v.string(), 'In what way the points are less than was asked for')),
  });

const ENERGY = {
  electricalKwh: maybe(said(v.number(), 'Taken; absent where nobody measures it')),
  thermalKwh: maybe(
    said(
      v.number(),
      'Heat or cold moved, less what defrosting took back; absent where nobody measures it',
    ),
  ),
  cop: maybe(
    said(v.number(), 'Thermal over electrical while both were known, where it means something'),
  ),
};
const USE = v.object(ENERGY);
const USE_ENTRIES = Object.fromEntries(USES.map((use) => [use, maybe(USE)])) as Readonly<
  Record<EnergyUse, v.ExactOptionalSchema<typeof USE, undefined>>
>;
const { compressorStarts, compressorRunHours } = COMPRESSOR_COUNTS;
export const ENERGY_VIEW = describes<EnergyView>()(
  v.object({
    ...ENERGY,
    gapSeconds: maybe(said(COUNT, 'Time whose energy is missing')),
    compressorStarts: maybe(readingSchema(compressorStarts)),
    compressorRunHours: maybe(readingSchema(compressorRunHours)),
    uses: said(v.object(USE_ENTRIES), 'Uses that had none are left out'),
  }),
);
const PERIOD_VIEW = v.object({ period: v.string(), ...ENERGY_VIEW.entries });

const { electricalPowerKw, thermalPowerKw, copInstant } = HCU_READINGS;
/** Of all machines together: no bounds of one hold. */
const powerOf = ({ help, unit }: NumberReading) => said(v.number(), `${help}, ${unit}`);
const POWERS = describes<PlantPowers>()(
  v.object({
    use: maybe(said(v.picklist(USES), 'What the plant does now')),
    electricalPowerKw: maybe(powerOf(electricalPowerKw)),
    thermalPowerKw: maybe(powerOf(thermalPowerKw)),
    copInstant: maybe(readingSchema(copInstant)),
  }),
);
export const ENERGY_REPORT = describes<EnergyReport>()(
  v.object({
    ...POWERS.entries,
    pricePerKwh: maybe(said(v.number(), 'What a kilowatt-hour costs, where somebody has set it')),
    currency: maybe(said(v.string(), 'Of the price, by its ISO 4217 code')),
    asOfTs: maybe(said(TIME, 'Up to when the energies are counted')),
    total: ENERGY_VIEW,
    days: said(v.array(PERIOD_VIEW), 'Newest first, as 2026-01-15 in the time of the house'),
    months: said(v.array(PERIOD_VIEW), 'Newest first, as 2026-01'),
    seasons: said(v.array(PERIOD_VIEW), 'Newest first, from July to June, as 2025-2026'),
  }),
);

export const ZONE_TRENDS = describes<ZoneTrendList>()(
  v.object({
    start: said(TIME, 'Of the first value'),
    stepSeconds: said(COUNT, 'What each value is the mean of'),
    zones: v.array(
      v.object({
        zoneId: v.string(),
        tempC: said(
          v.array(v.nullable(readingSchema(ZONE_READINGS.tempC))),
          'The oldest first; null where nothing is known',
        ),
      }),
    ),
  }),
);

const kinds: readonly SeriesKind[] = ['zone', ...EQUIPMENT_KINDS];
export const HISTORIES = Object.fromEntries(
  kinds.map((kind) => [kind, historyOf(kind)]),
) as Readonly<Record<SeriesKind, ReturnType<typeof historyOf>>>;
