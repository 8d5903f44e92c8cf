/** A number that keys set: in steps, to the ends of its range, or typed. What is typed counts as soon as it is in range. */
import type { TargetedKeyboardEvent } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { spinAct, typedNumber } from './spin-key.ts';

/** After so long a new number begins. */
const PAUSE_MS = 2_000;

interface Props {
  label: string;
  /** As it is shown, like its range. */
  value: number;
  min: number;
  max: number;
  /** With its unit. */
  text: string;
  onStep: (steps: number) => void;
  onValue: (value: number) => void;
}

/** What is typed at the moment, and how that ends. */
function useTyping() {
  const [typed, setTyped] = useState('');
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const finish = () => {
    clearTimeout(timer.current);
    setTyped('');
  };
  useEffect(() => () => clearTimeout(timer.current), []);
  return {
    typed,
    finish,
    type: (text: string) => {
      finish();
      setTyped(text);
      timer.current = setTimeout(finish, PAUSE_MS);
    },
  };
}

export function SpinValue({ label, value, min, max, text, onStep, onValue }: Props) {
  const { typed, type, finish } = useTyping();
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLElement>) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const act = spinAct(event.key, typed);
    if (act === undefined) return;
    event.preventDefault();
    if (act.is !== 'type') finish();
    if (act.is === 'step') onStep(act.steps);
    if (act.is === 'end') onValue(act.of === 'min' ? min : max);
    if (act.is !== 'type') return;
    type(act.text);
    const number = typedNumber(act.text);
    if (number >= min && number <= max) onValue(number);
  };
  return (
    <span
      class={`value ${typed === '' ? '' : 'typed'}`}
      role="spinbutton"
      tabIndex={0}
      aria-label={label}
      aria-valuenow={value}
      aria-valuemin={min}
      aria-valuemax={max}
      aria-valuetext={text}
      onKeyDown={onKeyDown}
      onBlur={finish}
    >
      {typed === '' ? text : typed}
    </span>
  );
}
