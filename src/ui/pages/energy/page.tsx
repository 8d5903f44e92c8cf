/** Energy over time: by day and month, held against what was before, by use, with what it costs. */
import { useState } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { Segments } from '../../components/choices.tsx';
import { Spinner } from '../../components/notice.tsx';
import { Card, PageHead } from '../../components/page.tsx';
import { wallDay } from '../../house-time.ts';
import { house } from '../../live.ts';
import { houseZone, nowMs } from '../../now.ts';
import { may } from '../../session.ts';
import { common } from '../../strings/common.ts';
import { energy as words } from '../../strings/energy.ts';
import { Bars } from './bars.tsx';
import { downloadCsv } from './csv.ts';
import { moved, SPANS, stretchOf, type Stretch } from './spans.ts';
import { barsOf, MEASURES, sumsOf, type Measure } from './sums.ts';
import { Figures, Table, Uses } from './figures.tsx';
import { money, PRICE_DECIMALS, stretchName } from './text.ts';
import { useEnergies, type Told } from './use-energies.ts';

/** The day or month of the house that is under way. */
const currentSlot = ({ span }: Stretch) => {
  const today = wallDay(nowMs.value, houseZone.value);
  return span === 'year' ? today.slice(0, 7) : today;
};

function Steps({ stretch, onStretch }: { stretch: Stretch; onStretch: (to: Stretch) => void }) {
  const isLast = currentSlot(stretch).startsWith(stretch.name);
  return (
    <div class="stretch">
      <Button icon="back" label={words.earlier} onClick={() => onStretch(moved(stretch, -1))} />
      <h2 aria-live="polite">{stretchName(stretch)}</h2>
      <Button
        icon="next"
        label={words.later}
        disabled={isLast}
        onClick={() => onStretch(moved(stretch, 1))}
      />
    </div>
  );
}

function Legend({ told, measure }: { told: Told; measure: Measure }) {
  const { uses } = sumsOf(told.now.energies);
  const field = measure === 'electrical' ? 'electricalKwh' : 'thermalKwh';
  const before = told.now.stretch.span === 'year' ? told.yearBefore : told.before;
  return (
    <ul class="legend" aria-hidden="true">
      {uses
        .filter((one) => one[field] > 0)
        .map(({ use }) => (
          <li key={use}>
            <span class={`swatch ${use}`} />
            {words.uses[use]}
          </li>
        ))}
      {before.energies.size > 0 && (
        <li>
          <span class="swatch was" />
          {words.before(stretchName(before.stretch))}
        </li>
      )}
    </ul>
  );
}

function Price({ price }: { price: Told['price'] }) {
  if (price !== undefined)
    return (
      <p class="muted small">{words.price(money(price.perKwh, price.currency, PRICE_DECIMALS))}</p>
    );
  return may('settings:full') ? (
    <p class="small">
      <a href="/settings/house">{words.setPrice}</a>
    </p>
  ) : null;
}

function Drawn({ told, measure }: { told: Told; measure: Measure }) {
  const { slots, energies, stretch } = told.now;
  const current = currentSlot(stretch);
  if (energies.size === 0) return <p class="empty">{words.none}</p>;
  return (
    <div class="stack">
      <Figures told={told} measure={measure} current={current} />
      <Bars bars={barsOf(slots, energies, told.before, measure)} current={current} />
      <Legend told={told} measure={measure} />
      <Uses told={told} />
      <Price price={told.price} />
      <Table told={told} />
      <div class="row">
        <Button icon="download" onClick={() => void downloadCsv(stretch)}>
          {words.csv}
        </Button>
      </div>
    </div>
  );
}

function Energies() {
  const [stretch, setStretch] = useState(() =>
    stretchOf('month', wallDay(nowMs.peek(), houseZone.peek())),
  );
  const [measure, setMeasure] = useState<Measure>('electrical');
  const loaded = useEnergies(stretch);
  /** From a month to its year, and from a year to its newest month. */
  const look = (span: Stretch['span']) => {
    const day = wallDay(nowMs.value, houseZone.value);
    const own = stretch.span === 'month' ? `${stretch.name}-01` : `${stretch.name}-12-31`;
    setStretch(stretchOf(span, own < day ? own : day));
  };
  return (
    <Card class="energies history" title={words.title}>
      <div class="stack">
        <div class="row">
          <Segments
            label={words.span}
            value={stretch.span}
            options={SPANS.map((value) => ({ value, text: words.spans[value] }))}
            onValue={look}
          />
          <Segments
            label={words.measure}
            value={measure}
            options={MEASURES.map((value) => ({ value, text: words.measures[value] }))}
            onValue={setMeasure}
          />
        </div>
        <Steps stretch={stretch} onStretch={setStretch} />
        {loaded === undefined ? (
          <Spinner label={common.loading} />
        ) : 'failure' in loaded ? (
          <p class="empty">{loaded.failure}</p>
        ) : (
          <Drawn told={loaded.told} measure={measure} />
        )}
      </div>
    </Card>
  );
}

export function EnergyPage() {
  return (
    <>
      <PageHead title={words.title} />
      {house.value === undefined ? (
        <Spinner label={common.loading} />
      ) : house.value.hcu === undefined ? (
        <p class="empty">{words.noPlant}</p>
      ) : (
        <Energies />
      )}
    </>
  );
}
