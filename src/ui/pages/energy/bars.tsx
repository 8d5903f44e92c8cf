/** A bar for each day or month, stacked by what it was for, before the mark of how much it was before. */
import type { TargetedKeyboardEvent } from 'preact';
import { useState } from 'preact/hooks';
import { amount, decimal } from '../../format.ts';
import { energy as words } from '../../strings/energy.ts';
import { scaleTop, SHOWN_USES, type Bar } from './sums.ts';
import { slotMark, slotName } from './text.ts';

const KEYS: Readonly<Record<string, number>> = {
  ArrowLeft: -1,
  ArrowRight: 1,
  PageUp: -7,
  PageDown: 7,
};
/** So many have their names below them. */
const MARKS = 8;

const kwhText = (kwh: number | undefined) =>
  kwh === undefined ? words.unknown : amount(kwh, 'kWh');

/** `Thu, 15 January: 8.1 kWh, COP 3.4, before: 9.2 kWh` */
function readoutOf({ slot, kwh, cop, beforeKwh }: Bar): string {
  const parts = [
    words.at(slotName(slot), kwhText(kwh)),
    ...(cop === undefined ? [] : [words.copAt(decimal(cop, 1))]),
    ...(beforeKwh === undefined ? [] : [words.beforeAt(kwhText(beforeKwh))]),
  ];
  return parts.join(', ');
}

function Column({ bar, top, isAt }: { bar: Bar; top: number; isAt: boolean }) {
  const height = (kwh: number) => `${(kwh / top) * 100}%`;
  return (
    <div class={`column${isAt ? ' at' : ''}`}>
      <div class="stacked">
        {SHOWN_USES.toReversed().map(
          (use) =>
            bar.parts[use] > 0 && (
              <div key={use} class={use} style={{ height: height(bar.parts[use]) }} />
            ),
        )}
      </div>
      {bar.beforeKwh !== undefined && (
        <div class="was" style={{ height: height(Math.max(0, bar.beforeKwh)) }} />
      )}
    </div>
  );
}

/** @param current the day or month that is under way: what is read out first */
export function Bars({ bars, current }: { bars: readonly Bar[]; current: string }) {
  const [chosen, setChosen] = useState<number | undefined>();
  const last = bars.length - 1;
  const newest = bars.findLastIndex(({ kwh, slot }) => kwh !== undefined && slot <= current);
  const at = Math.min(chosen ?? Math.max(newest, 0), last);
  const top = scaleTop(bars.flatMap(({ kwh = 0, beforeKwh = 0 }) => [kwh, beforeKwh]));
  const every = Math.ceil(bars.length / MARKS);
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLElement>) => {
    const goal = { Home: 0, End: last }[event.key];
    const steps = KEYS[event.key];
    if (goal === undefined && steps === undefined) return;
    event.preventDefault();
    setChosen(Math.min(Math.max(goal ?? at + (steps ?? 0), 0), last));
  };
  const bar = bars[at];
  const read = bar === undefined ? '' : readoutOf(bar);
  return (
    <div class="energy-chart">
      <p class="readout" aria-hidden="true">
        {read}
      </p>
      <div class="scale" aria-hidden="true">
        <span>{amount(top, 'kWh')}</span>
        <span>{amount(top / 2)}</span>
        <span>0</span>
      </div>
      <div
        class="columns"
        role="slider"
        tabIndex={0}
        aria-label={words.chart}
        aria-valuemin={0}
        aria-valuemax={last}
        aria-valuenow={at}
        aria-valuetext={read}
        onKeyDown={onKeyDown}
      >
        {bars.map((one, index) => (
          <div
            key={one.slot}
            class="place"
            onPointerEnter={() => setChosen(index)}
            onPointerDown={() => setChosen(index)}
          >
            <Column bar={one} top={top} isAt={index === at} />
            <span class="slot">{index % every === 0 ? slotMark(one.slot) : ''}</span>
          </div>
        ))}
      </div>
    </div>
  );
}
