import type { ComponentChildren } from 'preact';
import type { Submission } from '../submission.ts';
import { Button } from './button.tsx';
import { Field } from './field.tsx';
import { Notice } from './notice.tsx';

/** What was wrong, where something was. */
export function Wrong({ text }: { text: string | undefined }) {
  return text === undefined ? null : (
    <Notice tone="bad" icon="warn">
      {text}
    </Notice>
  );
}

/** What is asked of the hub: its fields, and below them the button that sends it. */
export function Form(props: {
  submission: Submission;
  /** What the button says. */
  action: string;
  /** Whether the button is as wide as the form, and alone. */
  isWide?: boolean;
  /** Whether there is nothing yet that could be sent. */
  isDisabled?: boolean;
  class?: string;
  /** Buttons that stand before it. */
  others?: ComponentChildren;
  children: ComponentChildren;
}) {
  const { submission, action, isWide = false, isDisabled = false, others, children } = props;
  const button = (
    <Button
      look="primary"
      type="submit"
      isWide={isWide}
      isBusy={submission.isBusy}
      disabled={isDisabled}
    >
      {action}
    </Button>
  );
  return (
    <form class={props.class} onSubmit={submission.submit}>
      {children}
      {isWide ? (
        button
      ) : (
        <div class="actions">
          {others}
          {button}
        </div>
      )}
    </form>
  );
}

/** The PIN of the panels: it is not shown, and no browser keeps it. */
export function PinField(props: {
  label: string;
  hint: string;
  value: string;
  wrong?: string | undefined;
  maxLength?: number;
  onValue: (pin: string) => void;
}) {
  return <Field {...props} type="password" inputMode="numeric" autocomplete="off" required />;
}
