import type { ButtonHTMLAttributes, ComponentChildren } from 'preact';
import { Icon, type IconName } from './icon.tsx';

interface Props extends Omit<ButtonHTMLAttributes, 'icon' | 'class' | 'label'> {
  look?: 'primary' | 'danger' | 'quiet' | undefined;
  icon?: IconName | undefined;
  /** What it is called where only its icon is seen. */
  label?: string | undefined;
  isWide?: boolean | undefined;
  /** It is at work, and not to be pressed again. */
  isBusy?: boolean | undefined;
  children?: ComponentChildren;
}

/** Neither is the form sent again. */
const refuse = (event: Event) => event.preventDefault();

export function Button(props: Props) {
  const { look, icon, label, isWide, isBusy, children, type = 'button', onClick, ...rest } = props;
  const isIconOnly = children === undefined;
  const look_ = ['button', look, isIconOnly && 'icon', isWide === true && 'wide'].filter(Boolean);
  return (
    <button
      {...rest}
      type={type}
      class={look_.join(' ')}
      aria-label={label}
      title={isIconOnly ? label : undefined}
      aria-busy={isBusy}
      // Not `disabled`, which would take the focus from who has just pressed it.
      aria-disabled={isBusy}
      onClick={isBusy === true ? refuse : onClick}
    >
      {icon !== undefined && <Icon name={icon} />}
      {children}
    </button>
  );
}
