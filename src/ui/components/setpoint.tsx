/** A setpoint with a button to either side; keys set it, too. */
import { announce } from '../announce.tsx';
import { setpoint, shownTemp, stepped, toCelsius, type Units } from '../format.ts';
import { SETPOINT_MAX_C, SETPOINT_MIN_C, type Side } from '../setpoints.ts';
import { home as words } from '../strings/home.ts';
import { Button } from './button.tsx';
import { Icon } from './icon.tsx';
import { SpinValue } from './spin-value.tsx';

interface Props {
  side: Side;
  /** What it is a setpoint of, in the names of its controls. */
  of: string;
  tempC: number;
  units: Units;
  /** Whether it can only be looked at. */
  isFixed?: boolean;
  onChange: (tempC: number) => void;
}

const clamped = (tempC: number) => Math.min(Math.max(tempC, SETPOINT_MIN_C), SETPOINT_MAX_C);

export const SIDE_ICONS = { heat: 'flame', cool: 'snow' } as const;

/** The number alone, with its buttons. */
export function SetpointStepper({ side, of, tempC, units, isFixed = false, onChange }: Props) {
  const text = setpoint(tempC, units);
  const set = (askedC: number) => {
    const next = clamped(askedC);
    if (next === tempC) return;
    announce(words.zone.told[side](setpoint(next, units)));
    onChange(next);
  };
  const move = (steps: number) => set(stepped(tempC, steps, units));
  if (isFixed) return <strong class="value">{text}</strong>;
  return (
    <span class="stepper">
      <Button icon="minus" label={words.zone.lower[side](of)} onClick={() => move(-1)} />
      <SpinValue
        label={words.zone.setpointName[side](of)}
        value={Number(shownTemp(tempC, units))}
        min={Number(shownTemp(SETPOINT_MIN_C, units))}
        max={Number(shownTemp(SETPOINT_MAX_C, units))}
        text={text}
        onStep={move}
        onValue={(value) => set(toCelsius(value, units))}
      />
      <Button icon="plus" label={words.zone.raise[side](of)} onClick={() => move(1)} />
    </span>
  );
}

export function Setpoint(props: Props) {
  const { side } = props;
  return (
    <div class={`setpoint ${side}`}>
      <span class="what">
        <Icon name={SIDE_ICONS[side]} size={18} />
        {{ heat: words.zone.heatTo, cool: words.zone.coolTo }[side]}
      </span>
      <SetpointStepper {...props} />
    </div>
  );
}
