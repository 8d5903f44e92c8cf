/** The figures of a stretch of time: in all, by use, and as a table. */
import { useState } from 'preact/hooks';
import { amount, decimal } from '../../format.ts';
import { energy as words } from '../../strings/energy.ts';
import { moved } from './spans.ts';
import { changeOf, sumsOf, wholeChangeOf, type Measure } from './sums.ts';
import { changeText, money, slotName } from './text.ts';
import type { Told } from './use-energies.ts';

/** Less and more than before, of each stretch that it can be held against. */
function changesOf(told: Told, measure: Measure, current: string): readonly string[] {
  const { now, before, yearBefore, months } = told;
  const others = before.stretch.name === yearBefore.stretch.name ? [before] : [before, yearBefore];
  return others.flatMap((other) => {
    const names = {
      now: now.stretch.name,
      other: other.stretch.name,
      beforeOther: moved(other.stretch, -1).name,
    };
    const change =
      changeOf(now.slots, now.energies, other, measure, current) ??
      (current.startsWith(names.now) ? undefined : wholeChangeOf(names, months, measure));
    return change === undefined ? [] : [changeText(change, other.stretch)];
  });
}

function Figure({ label, value, hint }: { label: string; value: string; hint?: string }) {
  return (
    <div class="figure">
      <dt>{label}</dt>
      <dd title={hint}>{value}</dd>
    </div>
  );
}

export function Figures(props: { told: Told; measure: Measure; current: string }) {
  const { told, measure, current } = props;
  const { electricalKwh, thermalKwh, cop } = sumsOf(told.now.energies);
  const { price } = told;
  return (
    <div class="figures">
      <dl>
        {electricalKwh !== undefined && (
          <Figure label={words.used} value={amount(electricalKwh, 'kWh')} />
        )}
        {electricalKwh !== undefined && price !== undefined && (
          <Figure label={words.cost} value={money(electricalKwh * price.perKwh, price.currency)} />
        )}
        {thermalKwh !== undefined && (
          <Figure label={words.delivered} value={amount(thermalKwh, 'kWh')} />
        )}
        {cop !== undefined && (
          <Figure label={words.cop} value={decimal(cop, 1)} hint={words.copWhat} />
        )}
      </dl>
      {changesOf(told, measure, current).map((text) => (
        <p key={text}>{text}</p>
      ))}
    </div>
  );
}

export function Uses({ told }: { told: Told }) {
  const { uses, electricalKwh = 0 } = sumsOf(told.now.energies);
  const { price } = told;
  if (uses.length === 0) return null;
  return (
    <section aria-label={words.byUse}>
      <h3>{words.byUse}</h3>
      <ul class="by-use">
        {uses.map((one) => (
          <li key={one.use}>
            <span class={`swatch ${one.use}`} />
            <span class="name">{words.uses[one.use]}</span>
            <span class="share" aria-hidden="true">
              <span
                class={one.use}
                style={{
                  width: `${electricalKwh === 0 ? 0 : (one.electricalKwh / electricalKwh) * 100}%`,
                }}
              />
            </span>
            <span class="kwh">{amount(one.electricalKwh, 'kWh')}</span>
            <span class="more muted">
              {[
                ...(price === undefined
                  ? []
                  : [money(one.electricalKwh * price.perKwh, price.currency)]),
                ...(one.cop === undefined ? [] : [words.copAt(decimal(one.cop, 1))]),
              ].join(' · ')}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

export function Table({ told }: { told: Told }) {
  const [isOpen, setIsOpen] = useState(false);
  const { now, price } = told;
  const shown = (kwh: number | undefined) => (kwh === undefined ? '–' : amount(kwh, 'kWh'));
  const rows = now.slots.flatMap((slot) => {
    const view = now.energies.get(slot);
    return view === undefined ? [] : [{ slot, ...view }];
  });
  return (
    <details onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}>
      <summary>{words.asTable}</summary>
      {isOpen && (
        <div class="scroll" tabIndex={0} role="region" aria-label={words.table}>
          <table>
            <thead>
              <tr>
                <th scope="col">{words.columns.when}</th>
                <th scope="col">{words.columns.used}</th>
                <th scope="col">{words.columns.delivered}</th>
                <th scope="col">{words.cop}</th>
                {price !== undefined && <th scope="col">{words.columns.cost}</th>}
              </tr>
            </thead>
            <tbody>
              {rows.map(({ slot, electricalKwh, thermalKwh, cop }) => (
                <tr key={slot}>
                  <th scope="row">{slotName(slot)}</th>
                  <td>{shown(electricalKwh)}</td>
                  <td>{shown(thermalKwh)}</td>
                  <td>{cop === undefined ? '–' : decimal(cop, 1)}</td>
                  {price !== undefined && (
                    <td>{money((electricalKwh ?? 0) * price.perKwh, price.currency)}</td>
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </details>
  );
}
