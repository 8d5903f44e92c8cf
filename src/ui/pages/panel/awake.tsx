/** The panel while somebody may look at it. */
import { useComputed } from '@preact/signals';
import { useState } from 'preact/hooks';
import { Announcements } from '../../announce.tsx';
import { Button } from '../../components/button.tsx';
import { Lost } from '../../components/lost.tsx';
import { Notice } from '../../components/notice.tsx';
import { temperature } from '../../format.ts';
import { house, outdoorTempC } from '../../live.ts';
import { home } from '../../strings/home.ts';
import { panel } from '../../strings/panel.ts';
import { troublesOf } from '../../troubles.ts';
import { units } from '../../units.ts';
import { ChoicesDialog } from './choices-dialog.tsx';
import { Clock, Today } from './clock.tsx';
import { panelControls } from './controls.ts';
import { HotWater } from './hot-water.tsx';
import { HouseState } from './house-state.tsx';
import { LargeRoom } from './large-room.tsx';
import { RoomTiles } from './room-tiles.tsx';

function Outdoors() {
  if (outdoorTempC.value === undefined) return null;
  return (
    <p class="outdoors">
      <strong>{temperature(outdoorTempC.value, units.value)}</strong>
      <span class="muted">{home.outdoors}</span>
    </p>
  );
}

/** The gravest of what needs somebody, and how much more there is. */
function Trouble() {
  const troubles = useComputed(() => (house.value ? troublesOf(house.value) : [])).value;
  const [first, ...others] = troubles.filter(({ severity }) => severity !== 'info');
  if (first === undefined) return null;
  const more = others.reduce((sum, { count }) => sum + count, 0);
  return (
    <Notice tone={first.severity === 'critical' ? 'bad' : 'warn'} icon="warn">
      <strong>{first.what}</strong> {first.text}
      {more > 0 && ` · ${home.faults.more(more)}`}
    </Notice>
  );
}

function Foot() {
  const [isChoosing, setIsChoosing] = useState(false);
  return (
    <footer>
      <Button look="quiet" icon="settings" onClick={() => setIsChoosing(true)}>
        {panel.choices.open}
      </Button>
      {panelControls().leaves && (
        <a class="button quiet" href="/">
          {panel.leave}
        </a>
      )}
      {isChoosing && <ChoicesDialog onClose={() => setIsChoosing(false)} />}
    </footer>
  );
}

export function Awake() {
  return (
    <div class="awake drifting">
      <Announcements />
      <Lost />
      <header class="head">
        <div>
          <Clock />
          <Today />
        </div>
        <Outdoors />
        <HouseState />
      </header>
      <Trouble />
      <div class="body">
        <div class="first">
          <LargeRoom />
          <HotWater />
        </div>
        <RoomTiles />
      </div>
      <Foot />
    </div>
  );
}
