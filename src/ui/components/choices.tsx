/** One of a few, or yes and no. */
import type { TargetedKeyboardEvent } from 'preact';
import { useId } from 'preact/hooks';

/** One of a few, in a list that opens. */
export function Select<Value extends string>(props: {
  label: string;
  hint?: string;
  value: Value;
  options: readonly { readonly value: Value; readonly text: string }[];
  onValue: (value: Value) => void;
}) {
  const { label, hint, value, options, onValue } = props;
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select
        id={id}
        class="input"
        value={value}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        onChange={({ currentTarget }) => onValue(currentTarget.value as Value)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.text}
          </option>
        ))}
      </select>
      {hint !== undefined && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}

const STEPS: Readonly<Record<string, number>> = {
  ArrowRight: 1,
  ArrowDown: 1,
  ArrowLeft: -1,
  ArrowUp: -1,
};

/** One of a few, all of them seen; arrow keys move between them. */
export function Segments<Value extends string>(props: {
  label: string;
  value: Value | undefined;
  options: readonly { readonly value: Value; readonly text: string }[];
  onValue: (value: Value) => void;
  isDisabled?: boolean;
}) {
  const { label, value, options, onValue, isDisabled = false } = props;
  const chosen = options.findIndex((option) => option.value === value);
  const move = (event: TargetedKeyboardEvent<HTMLDivElement>) => {
    const by = STEPS[event.key];
    const next = by && options.at((Math.max(chosen, 0) + by) % options.length);
    if (!next || isDisabled) return;
    event.preventDefault();
    onValue(next.value);
    const buttons = event.currentTarget.querySelectorAll('button');
    buttons[options.indexOf(next)]?.focus();
  };
  return (
    <div class="segments" role="radiogroup" aria-label={label} onKeyDown={move}>
      {options.map((option, index) => (
        <button
          key={option.value}
          type="button"
          role="radio"
          aria-checked={option.value === value}
          tabIndex={index === Math.max(chosen, 0) ? 0 : -1}
          disabled={isDisabled}
          onClick={() => onValue(option.value)}
        >
          {option.text}
        </button>
      ))}
    </div>
  );
}

export function Checkbox(props: {
  label: string;
  hint?: string;
  isChecked: boolean;
  onChecked: (isChecked: boolean) => void;
  isDisabled?: boolean;
}) {
  const { label, hint, isChecked, onChecked, isDisabled = false } = props;
  return (
    <label class="choice">
      <input
        type="checkbox"
        checked={isChecked}
        disabled={isDisabled}
        onChange={({ currentTarget }) => onChecked(currentTarget.checked)}
      />
      <span>
        {label}
        {hint !== undefined && <span class="muted small"> {hint}</span>}
      </span>
    </label>
  );
}
