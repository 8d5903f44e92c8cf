/** What the zone was: a chart, a sentence that says the same, and a table. */
import { useState } from 'preact/hooks';
import { Segments } from '../../components/choices.tsx';
import { Spinner } from '../../components/notice.tsx';
import { Card } from '../../components/page.tsx';
import { duration, setpoint, temperature } from '../../format.ts';
import { later } from '../../later.tsx';
import { system } from '../../live.ts';
import { common } from '../../strings/common.ts';
import { zone as words } from '../../strings/zone.ts';
import { units } from '../../units.ts';
import { RANGES, rowsOf, summaryOf, type Range, type Series } from './history.ts';
import { useHistory } from './use-history.ts';

const Chart = later(async () => (await import('./chart.tsx')).Chart);

const OPTIONS = RANGES.map((value) => ({ value, text: words.chart.ranges[value] }));
function Legend({ series }: { series: Series }) {
  const { legend } = words.chart;
  const has = (values: readonly (number | null)[]) => values.some((value) => value !== null);
  const items = [
    ['temp', legend.temp, true],
    ['heat', legend.heat, has(series.heat)],
    ['cool', legend.cool, has(series.cool)],
    ['heating', legend.heating, series.calls.some(({ side }) => side === 'heat')],
    ['cooling', legend.cooling, series.calls.some(({ side }) => side === 'cool')],
    ['gap', legend.gap, series.gaps.length > 0],
  ] as const;
  return (
    <ul class="legend" aria-hidden="true">
      {items.map(
        ([key, text, isThere]) =>
          isThere && (
            <li key={key}>
              <span class={`mark ${key}`} />
              {text}
            </li>
          ),
      )}
    </ul>
  );
}

function Table({ series, range, timeZone }: { series: Series; range: Range; timeZone: string }) {
  const { columns } = words.chart;
  const [isOpen, setIsOpen] = useState(false);
  const shown = (tempC: number | undefined) => temperature(tempC, units.value);
  const lasted = (ms: number) => (ms === 0 ? '–' : duration(ms));
  return (
    <details onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}>
      <summary>{words.chart.asTable}</summary>
      {isOpen && (
        <div class="scroll" tabIndex={0} role="region" aria-label={words.chart.asTable}>
          <table>
            <thead>
              <tr>
                {Object.entries(columns).map(([key, text]) => (
                  <th key={key} scope="col">
                    {text}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rowsOf(series, range, timeZone).map((row) => (
                <tr key={row.when}>
                  <th scope="row">{row.when}</th>
                  <td>{shown(row.lowC)}</td>
                  <td>{shown(row.highC)}</td>
                  <td>{setpoint(row.heatC, units.value)}</td>
                  <td>{setpoint(row.coolC, units.value)}</td>
                  <td>{lasted(row.heatedMs)}</td>
                  <td>{lasted(row.cooledMs)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </details>
  );
}

function Drawn({ series, range }: { series: Series; range: Range }) {
  const { timeZone = 'UTC' } = system.value ?? {};
  const summary = summaryOf(series, range, units.value);
  if (summary === undefined) return <p class="empty">{words.chart.none}</p>;
  return (
    <div class="stack">
      <p>{summary}</p>
      <div class="chart-place">
        <Chart series={series} units={units.value} timeZone={timeZone} />
      </div>
      <Legend series={series} />
      <Table series={series} range={range} timeZone={timeZone} />
    </div>
  );
}

export function HistoryCard({ zoneId }: { zoneId: string }) {
  const [range, setRange] = useState<Range>('day');
  const read = useHistory(zoneId, range);
  const aside = (
    <Segments label={words.chart.range} value={range} options={OPTIONS} onValue={setRange} />
  );
  return (
    <Card title={words.chart.title} aside={aside} class="history">
      <div class="history-body">
        {read === undefined ? (
          <Spinner label={common.loading} />
        ) : 'failure' in read ? (
          <p class="empty">{read.failure}</p>
        ) : (
          <Drawn series={read.series} range={range} />
        )}
      </div>
    </Card>
  );
}
