/** The hot water, as one more room. */
import type { EquipmentView } from '../../../domain/equipment/view.ts';
import { temperature } from '../../format.ts';
import { dhw } from '../../live.ts';
import { nowMs } from '../../now.ts';
import { home } from '../../strings/home.ts';
import { readTank } from '../../tank.ts';
import { Boost, isHeated, TankChip } from '../../tank-parts.tsx';
import { units } from '../../units.ts';
import { whyText } from '../../zone-look.ts';

const words = home.hotWater;

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
        {!isSilent && <TankChip state={state} />}
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
