/** What the plant took and gave: how well it did, and what for. */
import { useEffect, useState } from 'preact/hooks';
import type { EnergyReport } from '../../../app/energy/energy-view.ts';
import { call } from '../../api.ts';
import { Segments } from '../../components/choices.tsx';
import { Spinner } from '../../components/notice.tsx';
import { Card } from '../../components/page.tsx';
import { unreadText } from '../../failure.ts';
import { amount, clockTime, decimal, duration } from '../../format.ts';
import { house } from '../../live.ts';
import { hubNowMs } from '../../now.ts';
import { readAgain } from '../../reading.ts';
import { connection } from '../../stream.ts';
import { common } from '../../strings/common.ts';
import { plant } from '../../strings/plant.ts';
import { barsOf, energyOf, PERIODS, type ShownPeriod, type UseBars } from './energy-series.ts';

const words = plant.energy;
/** The hub counts on as often as it writes: every few minutes. */
const AGAIN_MS = 60_000;

type Loaded = { readonly report: EnergyReport } | { readonly failure: string } | undefined;

function useEnergy(): Loaded {
  const [loaded, setLoaded] = useState<Loaded>();
  const isLive = connection.value === 'live';
  useEffect(
    () =>
      readAgain({
        read: async () => call<EnergyReport>('GET', '/api/energy'),
        onRead: (report) => setLoaded({ report }),
        onFailure: (error) =>
          setLoaded((old) =>
            old && 'report' in old ? old : { failure: unreadText(words.title, error) },
          ),
        againMs: AGAIN_MS,
      }),
    [isLive],
  );
  return loaded;
}

function Cop({ label, cop }: { label: string; cop: number | undefined }) {
  return (
    <div class="cop">
      <dt>{label}</dt>
      <dd>
        {cop === undefined ? (
          <span class="muted small">{words.copNone}</span>
        ) : (
          <strong class="big">{decimal(cop, 1)}</strong>
        )}
      </dd>
    </div>
  );
}

function Bar({
  label,
  kwh,
  share,
  tone,
}: {
  label: string;
  kwh: number;
  share: number;
  tone: string;
}) {
  return (
    <div class={`bar ${tone}`}>
      <dt>{label}</dt>
      <dd>
        <div class="track">
          {/* What is little is still seen; what is nothing is not. */}
          <div style={{ width: `${share * 100}%`, minWidth: share > 0 ? '2px' : '0' }} />
        </div>
        <span>{amount(kwh, 'kWh')}</span>
      </dd>
    </div>
  );
}

function UseRow({ bars }: { bars: UseBars }) {
  const { use, electricalKwh, thermalKwh, cop, electricalShare, thermalShare } = bars;
  const tone = use === 'cooling' ? 'cold' : 'warm';
  return (
    <div class={`use ${use}`} role="group" aria-label={use === 'sum' ? words.sum : words.uses[use]}>
      <h3>
        {use === 'sum' ? words.sum : words.uses[use]}
        {cop !== undefined && <span class="muted">{words.times(decimal(cop, 1))}</span>}
      </h3>
      <dl>
        {electricalKwh !== undefined && (
          <Bar label={words.electricity} kwh={electricalKwh} share={electricalShare} tone="power" />
        )}
        {thermalKwh !== undefined && thermalKwh !== 0 && (
          <Bar
            label={use === 'defrost' ? words.takenBack : words.delivered}
            kwh={thermalKwh}
            share={thermalShare}
            tone={use === 'defrost' ? 'taken' : tone}
          />
        )}
      </dl>
    </div>
  );
}

function Bars({ report, period }: { report: EnergyReport; period: ShownPeriod }) {
  const energy = energyOf(report, period, house.value?.system?.timeZone ?? 'UTC', hubNowMs());
  const { compressorStarts: starts, compressorRunHours: runHours } = energy ?? {};
  const bars = energy === undefined ? [] : barsOf(energy);
  return (
    <>
      {bars.length === 0 ? (
        <p class="empty">{report.asOfTs === undefined ? words.none : words.nonePeriod}</p>
      ) : (
        <div class="energy-uses">
          {bars.map((one) => (
            <UseRow key={one.use} bars={one} />
          ))}
        </div>
      )}
      {starts !== undefined && runHours !== undefined && (
        <p>{words.compressor(starts, amount(runHours, 'h'))}</p>
      )}
      <p class="muted small">
        {energy?.gapSeconds !== undefined && `${words.gap(duration(energy.gapSeconds * 1000))} `}
        {report.asOfTs !== undefined && words.asOf(clockTime(report.asOfTs))}
      </p>
    </>
  );
}

export function Energy() {
  const loaded = useEnergy();
  const [period, setPeriod] = useState<ShownPeriod>('day');
  const options = PERIODS.map((value) => ({ value, text: words.periods[value] }));
  const timeZone = house.value?.system?.timeZone ?? 'UTC';
  return (
    <Card
      title={words.title}
      aside={
        <a class="button quiet" href="/energy">
          {words.over}
        </a>
      }
      class="energy"
    >
      {loaded === undefined ? (
        <Spinner label={common.loading} />
      ) : 'failure' in loaded ? (
        <p class="empty">{loaded.failure}</p>
      ) : (
        <div class="stack">
          <div>
            <dl class="cops">
              {(['day', 'month'] as const).map((one) => (
                <Cop
                  key={one}
                  label={words.cop[one]}
                  cop={energyOf(loaded.report, one, timeZone, hubNowMs())?.cop}
                />
              ))}
            </dl>
            <p class="muted small">{words.copWhat}</p>
          </div>
          <Segments label={words.period} value={period} options={options} onValue={setPeriod} />
          <Bars report={loaded.report} period={period} />
        </div>
      )}
    </Card>
  );
}
