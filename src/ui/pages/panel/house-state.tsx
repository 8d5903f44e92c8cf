/** Whether somebody is home: told, and set with a tap by who may. */
import type { SystemView } from '../../../app/views/system-view.ts';
import { Icon } from '../../components/icon.tsx';
import { attempt } from '../../failure.ts';
import { clockTime } from '../../format.ts';
import { system } from '../../live.ts';
import { home } from '../../strings/home.ts';
import { commandSystem } from '../house-mode/command-system.ts';
import { modeText } from '../house-mode/mode-text.ts';
import { panelControls } from './controls.ts';
import { minuteMs } from './minute.ts';

const words = home.mode;
const ICONS = { home: 'home', away: 'away', vacation: 'calendar', off: 'power' } as const;

function ModeButtons({ mode }: Pick<SystemView, 'mode'>) {
  return (
    <div class="segments" role="group" aria-label={words.label}>
      {(['home', 'away'] as const).map((one) => (
        <button
          key={one}
          type="button"
          aria-pressed={mode === one}
          onClick={() => {
            if (mode !== one) void attempt(async () => commandSystem({ mode: one }));
          }}
        >
          <Icon name={ICONS[one]} size={24} />
          {words[one]}
        </button>
      ))}
    </div>
  );
}

export function HouseState() {
  const view = system.value;
  if (view === undefined) return null;
  const { mode } = view;
  const text = modeText(view, (at) => clockTime(at, minuteMs()));
  return (
    <div class="house-state">
      {panelControls().setsHouse ? (
        <ModeButtons mode={mode} />
      ) : (
        <p class="mode">
          <Icon name={ICONS[mode]} size={24} />
          <span class="hidden">{words.label} </span>
          {words[mode]}
        </p>
      )}
      {text !== undefined && <p class="mode-text">{text}</p>}
    </div>
  );
}
