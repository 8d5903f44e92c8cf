import type { InputHTMLAttributes } from 'preact';
import { useId } from 'preact/hooks';

interface FieldProps {
  label: string;
  hint?: string | undefined;
  /** What is wrong with it. */
  wrong?: string | undefined;
}

interface InputProps extends FieldProps {
  value: string;
  onValue: (value: string) => void;
  type?: 'text' | 'password' | 'email' | 'number' | 'search' | 'time' | 'date' | 'datetime-local';
  autocomplete?: string;
  autocapitalize?: 'none' | 'characters';
  inputMode?: 'text' | 'numeric' | 'decimal';
  autoFocus?: boolean;
  spellcheck?: boolean;
  required?: boolean;
  disabled?: boolean;
  maxLength?: number;
  min?: string;
  max?: string;
  step?: string;
  placeholder?: string;
  /** Id of a datalist with what is often entered. */
  list?: string;
}

/** A line of text with its label, its hint, and what is wrong with it. */
export function Field({ label, hint, wrong, value, onValue, ...rest }: InputProps) {
  const id = useId();
  const told = [hint !== undefined && `${id}-hint`, wrong !== undefined && `${id}-wrong`];
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        {...(rest as InputHTMLAttributes)}
        id={id}
        class="input"
        value={value}
        aria-invalid={wrong !== undefined}
        aria-describedby={told.filter(Boolean).join(' ') || undefined}
        onInput={({ currentTarget }) => onValue(currentTarget.value)}
      />
      {hint !== undefined && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {wrong !== undefined && (
        <p class="wrong" id={`${id}-wrong`}>
          {wrong}
        </p>
      )}
    </div>
  );
}
