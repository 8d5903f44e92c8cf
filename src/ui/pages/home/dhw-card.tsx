/** The hot water, as one more room. */
import { computed } from '@preact/signals';
import type { EquipmentView } from '../../../domain/equipment/view.ts';
import { api } from '../../api.ts';
import { showing } from '../../commands.ts';
import { Button } from '../../components/button.tsx';
import type { IconName } from '../../components/icon.tsx';
import { Chip, type Tone } from '../../components/notice.tsx';
import { attempt } from '../../failure.ts';
import { clockTime, temperature } from '../../format.ts';
import { dhw, house } from '../../live.ts';
import { hubNowMs, nowMs } from '../../now.ts';
import { mayCommand } from '../../session.ts';
import { home } from '../../strings/home.ts';
import { tell } from '../../toasts.ts';
import { units } from '../../units.ts';
import { isTankHeated } from '../../water.ts';
import { whyText } from '../../zone-look.ts';
import { readTank, type ShownTankState } from './tank.ts';

const words = home.hotWater;
const BOOST_MINUTES = 60;

const LOOKS: Readonly<Record<ShownTankState, { readonly tone?: Tone; readonly icon: IconName }>> = {
  heating: { tone: 'heat', icon: 'flame' },
  boosting: { tone: 'heat', icon: 'bolt' },
  disinfecting: { tone: 'heat', icon: 'shield' },
  ready: { tone: 'good', icon: 'check' },
  off: { icon: 'power' },
};

/** What can be taken back is that of the tank. */
const TANK = 'dhw';

/** @param minutes 0 ends it */
async function boost(minutes: number): Promise<void> {
  const { boostUntil } = dhw.peek() ?? {};
  const leftMs = typeof boostUntil === 'string' ? Date.parse(boostUntil) - hubNowMs() : 0;
  const leftMinutes = Math.max(0, Math.ceil(leftMs / 60_000));
  const until = new Date(hubNowMs() + minutes * 60_000).toISOString();
  await showing('dhw', { boostUntil: minutes === 0 ? undefined : until }, async () => {
    const { command } = await api<{ command: { boost_until?: string } }>(
      'POST',
      '/api/dhw/command',
      { boostMinutes: minutes },
    );
    return { boostUntil: command.boost_until };
  });
  tell(minutes === 0 ? words.boostStopped : words.boostStarted, {
    of: TANK,
    undo: () => void attempt(async () => boost(leftMinutes)),
  });
}

function Boost({ until }: { until: string | undefined }) {
  const ask = (minutes: number) => void attempt(async () => boost(minutes));
  return (
    <div class="held">
      {until !== undefined && (
        <p class="small">{words.boostUntil(clockTime(until, nowMs.value))}</p>
      )}
      {mayCommand() &&
        (until === undefined ? (
          <Button icon="bolt" onClick={() => ask(BOOST_MINUTES)}>
            {words.boost}
          </Button>
        ) : (
          <Button onClick={() => ask(0)}>{words.stopBoost}</Button>
        ))}
    </div>
  );
}

function Charge({ percent, litres }: { percent: number; litres: number | undefined }) {
  return (
    <div class="charge">
      <div class="bar" aria-hidden="true">
        <div style={{ width: `${percent}%` }} />
      </div>
      <p class="muted small">
        {words.charge(percent)}
        {litres !== undefined && ` · ${words.litres(litres)}`}
      </p>
    </div>
  );
}

const isHeated = computed(() => house.value !== undefined && isTankHeated(house.value));

export function DhwCard() {
  return dhw.value === undefined ? null : <Tank tank={dhw.value} />;
}

function Tank({ tank }: { tank: EquipmentView }) {
  const { state, tempC, targetTempC, chargePercent, litres, boostUntil, reason, isSilent } =
    readTank(tank, isHeated.value, nowMs.value);
  const why = isSilent ? words.silent : whyText(reason, nowMs.value);
  const isHot = state !== 'ready' && state !== 'off';
  return (
    <article class={`card zone-card ${isHot ? 'heating' : ''}`} aria-label={words.title}>
      <header>
        <h2>{words.title}</h2>
      </header>
      <div class="now">
        <p class="temp">{temperature(tempC, units.value)}</p>
        {!isSilent && (
          <Chip tone={LOOKS[state].tone} icon={LOOKS[state].icon}>
            {words[state]}
          </Chip>
        )}
      </div>
      {why !== undefined && <p class="why">{why}</p>}
      {targetTempC !== undefined && (
        <p class="muted small">{words.keptAt(temperature(targetTempC, units.value))}</p>
      )}
      {chargePercent !== undefined && <Charge percent={chargePercent} litres={litres} />}
      <div class="until">
        <Boost until={boostUntil} />
      </div>
    </article>
  );
}
