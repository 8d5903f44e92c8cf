/** A setpoint with a button to either side; arrow keys move it, too. */
import type { TargetedKeyboardEvent } from 'preact';
import { announce } from '../announce.tsx';
import { setpoint, shownTemp, stepped, type Units } from '../format.ts';
import { SETPOINT_MAX_C, SETPOINT_MIN_C, type Side } from '../setpoints.ts';
import { home as words } from '../strings/home.ts';
import { Button } from './button.tsx';
import { Icon } from './icon.tsx';

const STEPS: Readonly<Record<string, number>> = {
  ArrowUp: 1,
  ArrowRight: 1,
  PageUp: 4,
  ArrowDown: -1,
  ArrowLeft: -1,
  PageDown: -4,
};

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

export function Setpoint({ side, of, tempC, units, isFixed = false, onChange }: Props) {
  const label = { heat: words.zone.heatTo, cool: words.zone.coolTo }[side];
  const text = setpoint(tempC, units);
  const move = (steps: number) => {
    const next = clamped(stepped(tempC, steps, units));
    if (next === tempC) return;
    announce(words.zone.told[side](setpoint(next, units)));
    onChange(next);
  };
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLElement>) => {
    const steps = STEPS[event.key];
    if (steps === undefined) return;
    event.preventDefault();
    move(steps);
  };
  return (
    <div class={`setpoint ${side}`}>
      <span class="what">
        <Icon name={side === 'heat' ? 'flame' : 'snow'} size={18} />
        {label}
      </span>
      {isFixed ? (
        <strong class="value">{text}</strong>
      ) : (
        <span class="stepper">
          <Button icon="minus" label={words.zone.lower[side](of)} onClick={() => move(-1)} />
          <span
            class="value"
            role="spinbutton"
            tabIndex={0}
            aria-label={words.zone.setpointName[side](of)}
            aria-valuenow={Number(shownTemp(tempC, units))}
            aria-valuemin={Number(shownTemp(SETPOINT_MIN_C, units))}
            aria-valuemax={Number(shownTemp(SETPOINT_MAX_C, units))}
            aria-valuetext={text}
            onKeyDown={onKeyDown}
          >
            {text}
          </span>
          <Button icon="plus" label={words.zone.raise[side](of)} onClick={() => move(1)} />
        </span>
      )}
    </div>
  );
}
