import type { ComponentChildren } from 'preact';
import { Icon, type IconName } from './icon.tsx';

export type Tone = 'heat' | 'cool' | 'good' | 'warn' | 'bad';

/** A few words that matter on this page. Of a `bad` one a screen reader tells at once. */
export function Notice(props: { tone?: Tone; icon?: IconName; children: ComponentChildren }) {
  const { tone, icon = 'info', children } = props;
  return (
    <div class={`notice ${tone === undefined ? '' : `tone-${tone}`}`} role={tone === 'bad' ? 'alert' : undefined}>
      <Icon name={icon} />
      <div>{children}</div>
    </div>
  );
}

export function Chip(props: { tone?: Tone | undefined; icon?: IconName | undefined; children: ComponentChildren }) {
  const { tone, icon, children } = props;
  return (
    <span class={`chip ${tone === undefined ? '' : `tone-${tone}`}`}>
      {icon !== undefined && <Icon name={icon} size={14} />}
      {children}
    </span>
  );
}

export function Spinner({ label }: { label: string }) {
  return (
    <div role="status">
      <div class="spinner" />
      <span class="hidden">{label}</span>
    </div>
  );
}
