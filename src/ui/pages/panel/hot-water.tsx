/** The hot water, in a line. */
import type { EquipmentView } from '../../../domain/equipment/view.ts';
import { Icon } from '../../components/icon.tsx';
import { temperature } from '../../format.ts';
import { dhw } from '../../live.ts';
import { home } from '../../strings/home.ts';
import { readTank } from '../../tank.ts';
import { Boost, isHeated, TankChip } from '../../tank-parts.tsx';
import { units } from '../../units.ts';
import { minuteMs } from './minute.ts';

const words = home.hotWater;

function Tank({ tank }: { tank: EquipmentView }) {
  const { state, tempC, boostUntil, isSilent } = readTank(tank, isHeated.value, minuteMs());
  return (
    <section class="card hot-water" aria-label={words.title}>
      <h2>
        <Icon name="drop" size={24} />
        {words.title}
      </h2>
      <p class="temp">{temperature(tempC, units.value)}</p>
      {isSilent ? <p>{words.silent}</p> : <TankChip state={state} />}
      <Boost until={boostUntil} />
    </section>
  );
}

export function HotWater() {
  return dhw.value === undefined ? null : <Tank tank={dhw.value} />;
}
