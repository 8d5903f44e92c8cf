import { Spinner } from '../../components/notice.tsx';
import { Card, PageHead } from '../../components/page.tsx';
import { house, zones, type ShownHouse } from '../../live.ts';
import { common } from '../../strings/common.ts';
import { units } from '../../units.ts';
import { Energy } from './energy.tsx';
import { DhwPanel } from './dhw.tsx';
import { dhwTank } from './dhw-commands.ts';
import { headline, powers } from './headline.ts';
import { picture } from './picture.ts';
import { Readings } from './readings.tsx';
import { Schematic } from './schematic/schematic.tsx';
import { Reasons } from './why.tsx';

function Plant({ now }: { now: ShownHouse }) {
  return (
    <div class="plant stack">
      <Card class="drawing">
        <div class="now">
          <p role="status">{headline(now)}</p>
          <p class="muted">{powers(now)}</p>
        </div>
        <Schematic picture={picture(now, units.value)} />
      </Card>
      <div class="cards">
        <div class="stack">
          <DhwPanel />
          <Reasons house={now} />
        </div>
        {now.hcu !== undefined && <Energy />}
      </div>
      <Readings house={now} />
    </div>
  );
}

export function PlantPage() {
  const told = house.value;
  const dhw = dhwTank.value;
  // What was just asked is shown here as on Home.
  const now = told && { ...told, zones: zones.value, ...(dhw && { dhw }) };
  return (
    <>
      <PageHead title={common.nav.plant} />
      {now === undefined ? <Spinner label={common.loading} /> : <Plant now={now} />}
    </>
  );
}
