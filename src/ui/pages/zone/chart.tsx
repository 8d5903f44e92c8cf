/** The chart itself: drawn by uPlot, which is loaded with it. */
import type { TargetedKeyboardEvent } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import UPlot from 'uplot';
import { setpoint, shownTemp, temperature, type Units } from '../../format.ts';
import { clockShape, shownClock, wallTime } from '../../house-time.ts';
import { locale } from '../../language.ts';
import { home } from '../../strings/home.ts';
import { zone } from '../../strings/zone.ts';
import type { Series } from './history.ts';

const words = zone.chart;
const HEIGHT_PX = 260;
const DAY_S = 24 * 60 * 60;
/** Arrow keys go through a chart in so many steps. */
const KEY_STEPS = 60;

/** A colour of the page, as it is now. */
const colour = (name: string) => getComputedStyle(document.documentElement).getPropertyValue(name);

interface Props {
  series: Series;
  units: Units;
  timeZone: string;
}

type Columns = [number[], ...(number | null)[][]];

function columnsOf({ times, temp, heat, cool }: Series, units: Units): Columns {
  const shown = (values: readonly (number | null)[]) =>
    values.map((value) => (value === null ? null : Number(shownTemp(value, units))));
  return [times.map((ms) => ms / 1_000), shown(heat), shown(cool), shown(temp)];
}

/** Behind the lines: when it was heated and cooled, and when nothing is known. */
function shade(plot: UPlot, series: Series): void {
  const { ctx, bbox } = plot;
  const fill = (fromMs: number, toMs: number, name: string) => {
    const left = Math.max(plot.valToPos(fromMs / 1_000, 'x', true), bbox.left);
    const right = Math.min(plot.valToPos(toMs / 1_000, 'x', true), bbox.left + bbox.width);
    if (right <= left) return;
    ctx.fillStyle = colour(name);
    ctx.fillRect(left, bbox.top, Math.max(right - left, 1), bbox.height);
  };
  ctx.save();
  series.gaps.forEach(({ fromMs, toMs }) => fill(fromMs, toMs, '--sunken'));
  for (const { fromMs, toMs, side } of series.calls) fill(fromMs, toMs, `--${side}-soft`);
  ctx.restore();
}

function xLabels(timeZone: string): UPlot.Axis.DynamicValues {
  return (_plot, splits, _axis, _space, increment) =>
    splits.map((seconds) => {
      const wall = wallTime(seconds * 1_000, timeZone);
      const isDay = increment >= DAY_S || wall.endsWith('T00:00');
      if (!isDay) return shownClock(wall.slice(11));
      return new Intl.DateTimeFormat(locale, {
        timeZone: 'UTC',
        weekday: 'short',
        day: 'numeric',
      }).format(Date.parse(`${wall}Z`));
    });
}

/** At least two degrees high, with room above and below. */
function yRange(_plot: UPlot, low: number | null, high: number | null): [number, number] {
  if (low === null || high === null) return [15, 25];
  const room = Math.max((2 - (high - low)) / 2, 0.3);
  return [Math.floor((low - room) * 2) / 2, Math.ceil((high + room) * 2) / 2];
}

const setpointLine = (name: string): UPlot.Series => ({
  stroke: () => colour(name),
  width: 1.5,
  dash: [6, 4],
  points: { show: false },
  ...(UPlot.paths.stepped && { paths: UPlot.paths.stepped({ align: 1 }) }),
});

function optionsOf(props: {
  width: number;
  timeZone: string;
  series: () => Series;
  onIndex: (index: number | undefined) => void;
}): UPlot.Options {
  const { width, timeZone, series, onIndex } = props;
  const axis: UPlot.Axis = {
    stroke: () => colour('--muted'),
    grid: { stroke: () => colour('--line'), width: 1 },
    ticks: { show: false },
    font: '12px system-ui, sans-serif',
  };
  return {
    width,
    height: HEIGHT_PX,
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false } },
    tzDate: (seconds) => UPlot.tzDate(new Date(seconds * 1_000), timeZone),
    scales: {
      x: { range: () => [series().fromMs / 1_000, series().toMs / 1_000] },
      y: { range: yRange },
    },
    axes: [
      { ...axis, grid: { show: false }, values: xLabels(timeZone), space: 64, size: 32 },
      { ...axis, size: 44, values: (_plot, splits) => splits.map((value) => `${value}°`) },
    ],
    series: [
      {},
      setpointLine('--heat'),
      setpointLine('--cool'),
      { stroke: () => colour('--text'), width: 2, points: { show: false } },
    ],
    hooks: {
      drawClear: [(plot) => shade(plot, series())],
      setCursor: [({ cursor }) => onIndex(cursor.idx ?? undefined)],
    },
  };
}

/** The chart in its place; what comes anew is drawn into it. */
function usePlot({ series, units, timeZone }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const plot = useRef<UPlot | undefined>(undefined);
  const shown = useRef(series);
  const [index, setIndex] = useState<number | undefined>();
  shown.current = series;
  useEffect(() => {
    const element = place.current;
    if (element === null) return;
    const made = new UPlot(
      optionsOf({
        width: element.clientWidth,
        timeZone,
        series: () => shown.current,
        onIndex: setIndex,
      }),
      columnsOf(shown.current, units),
      element,
    );
    plot.current = made;
    const observer = new ResizeObserver(() =>
      made.setSize({ width: element.clientWidth, height: HEIGHT_PX }),
    );
    observer.observe(element);
    const dark = matchMedia('(prefers-color-scheme: dark)');
    const redraw = () => made.redraw();
    dark.addEventListener('change', redraw);
    return () => {
      observer.disconnect();
      dark.removeEventListener('change', redraw);
      made.destroy();
    };
  }, [timeZone, units]);
  useEffect(() => plot.current?.setData(columnsOf(series, units)), [series]);
  return { place, plot, index };
}

const KEYS: Readonly<Record<string, number>> = {
  ArrowLeft: -1,
  ArrowRight: 1,
  PageUp: -8,
  PageDown: 8,
};

export function Chart(props: Props) {
  const { series, units, timeZone } = props;
  const { place, plot, index } = usePlot(props);
  const last = series.times.length - 1;
  const at = Math.min(index ?? last, last);
  const pointTo = (next: number) => {
    const seconds = (series.times[Math.min(Math.max(next, 0), last)] ?? 0) / 1_000;
    const left = plot.current?.valToPos(seconds, 'x') ?? 0;
    plot.current?.setCursor({ left, top: 0 });
  };
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLElement>) => {
    const step = Math.max(1, Math.round(last / KEY_STEPS));
    const goal = { Home: 0, End: last }[event.key];
    const steps = KEYS[event.key];
    if (goal === undefined && steps === undefined) return;
    event.preventDefault();
    pointTo(goal ?? at + (steps ?? 0) * step);
  };
  const read = readoutOf(series, at, units, timeZone);
  return (
    <div class="chart">
      <p class="readout" aria-hidden="true">
        {read}
      </p>
      <div
        ref={place}
        class="plot"
        role="slider"
        tabIndex={0}
        aria-label={words.label}
        aria-valuemin={0}
        aria-valuemax={Math.max(last, 0)}
        aria-valuenow={at}
        aria-valuetext={read}
        onKeyDown={onKeyDown}
      />
    </div>
  );
}

/** What stood at a point: `Sun 14:05: 20.9°, heat to 21.0°`. */
function readoutOf(series: Series, index: number, units: Units, timeZone: string): string {
  const { times, temp, heat, cool } = series;
  const atMs = times[index];
  if (atMs === undefined) return '';
  const when = new Intl.DateTimeFormat(locale, {
    timeZone,
    weekday: 'short',
    day: 'numeric',
    ...clockShape(),
  });
  const shown = (values: Series['temp']) => values[index] ?? undefined;
  const [heatC, coolC] = [shown(heat), shown(cool)];
  const parts = [
    words.at(when.format(atMs), temperature(shown(temp), units)),
    ...(heatC === undefined ? [] : [home.zone.planned.heat(setpoint(heatC, units))]),
    ...(coolC === undefined ? [] : [home.zone.planned.cool(setpoint(coolC, units))]),
  ];
  return parts.join(', ');
}
