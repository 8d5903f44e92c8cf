/** Whether somebody is home: told, and changed with a tap. */
import { useState } from 'preact/hooks';
import type { SystemView } from '../../../app/views/system-view.ts';
import { Button } from '../../components/button.tsx';
import { Icon, type IconName } from '../../components/icon.tsx';
import { attempt } from '../../failure.ts';
import { clockTime } from '../../format.ts';
import { others } from '../load-others.ts';
import { laterDialog } from '../../later.tsx';
import { system } from '../../live.ts';
import { nowMs } from '../../now.ts';
import { may } from '../../session.ts';
import { home } from '../../strings/home.ts';
import { commandSystem } from '../house-mode/command-system.ts';
import { modeText } from '../house-mode/mode-text.ts';
import { BackOn } from './back-on.tsx';
import { ShiftSentence } from './shift.tsx';

const AwayDialog = laterDialog(async () => (await others()).AwayDialog);
const VacationDialog = laterDialog(async () => (await others()).VacationDialog);
const ShiftDialog = laterDialog(async () => (await others()).ShiftDialog);
const Confirm = laterDialog(async () => (await others()).Confirm);

const words = home.mode;
type Mode = SystemView['mode'];
const MODES: readonly { readonly mode: Mode; readonly icon: IconName }[] = [
  { mode: 'home', icon: 'home' },
  { mode: 'away', icon: 'away' },
  { mode: 'vacation', icon: 'calendar' },
  { mode: 'off', icon: 'power' },
];

/** Away, and nobody has said until when. */
const isAwayOpen = ({ mode, until }: SystemView) => mode === 'away' && until === undefined;

type Open = 'away' | 'vacation' | 'off' | 'shift' | undefined;

function Sentences(props: { view: SystemView; isFixed: boolean; onOpen: (open: Open) => void }) {
  const { view, isFixed, onOpen } = props;
  const { mode, until, vacation } = view;
  const clock = (at: string) => clockTime(at, nowMs.value);
  const sentence = modeText(view, clock);
  return (
    <div class="mode-words" role="status">
      {sentence !== undefined && (
        <div class="row">
          <p>{sentence}</p>
          {!isFixed && mode !== 'off' && !isAwayOpen(view) && (
            <Button onClick={() => onOpen(mode === 'away' ? 'away' : 'vacation')}>
              {until === undefined ? words.setEnd : words.changeEnd}
            </Button>
          )}
        </div>
      )}
      <ShiftSentence view={view} isFixed={isFixed} />
      {vacation !== undefined && (
        <div class="row">
          <p>{words.planned(clock(vacation.from), vacation.until && clock(vacation.until))}</p>
          {!isFixed && (
            <>
              <Button onClick={() => onOpen('vacation')}>{words.changeEnd}</Button>
              <Button
                look="quiet"
                onClick={() => void attempt(async () => commandSystem({ cancelVacation: true }))}
              >
                {words.cancelVacation}
              </Button>
            </>
          )}
        </div>
      )}
    </div>
  );
}

function ModeButtons({ mode, onPick }: { mode: Mode; onPick: (mode: Mode) => void }) {
  return (
    <div class="segments modes" role="group" aria-label={words.label}>
      {MODES.map((one) => (
        <button
          key={one.mode}
          type="button"
          aria-pressed={mode === one.mode}
          onClick={() => onPick(one.mode)}
        >
          <Icon name={one.icon} size={18} />
          {words[one.mode]}
        </button>
      ))}
    </div>
  );
}

export function HouseMode() {
  const [open, setOpen] = useState<Open>();
  const view = system.value;
  if (view === undefined) return null;
  const isFixed = !may('system:full');
  const close = () => setOpen(undefined);
  const pick = (mode: Mode) => {
    if (mode === view.mode) return;
    if (mode === 'vacation' || mode === 'off') setOpen(mode);
    else void attempt(async () => commandSystem({ mode }));
  };
  return (
    <div class="house-mode">
      {isFixed ? (
        <p class="muted">
          {words.label} <strong>{words[view.mode]}</strong>
        </p>
      ) : (
        <ModeButtons mode={view.mode} onPick={pick} />
      )}
      <Sentences view={view} isFixed={isFixed} onOpen={setOpen} />
      {!isFixed && isAwayOpen(view) && <BackOn view={view} onOther={() => setOpen('away')} />}
      {!isFixed && view.mode !== 'off' && view.shift === undefined && (
        <div>
          <Button look="quiet" icon="thermometer" onClick={() => setOpen('shift')}>
            {words.shift.open}
          </Button>
        </div>
      )}
      {open === 'away' && <AwayDialog view={view} onClose={close} />}
      {open === 'shift' && <ShiftDialog onClose={close} />}
      {open === 'vacation' && <VacationDialog view={view} onClose={close} />}
      {open === 'off' && (
        <Confirm
          {...words.confirmOff}
          onClose={close}
          onConfirm={async () => {
            await attempt(async () => commandSystem({ mode: 'off' }));
          }}
        />
      )}
    </div>
  );
}
