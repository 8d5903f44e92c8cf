import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { common } from '../strings/common.ts';

/** The head of a page: its title, in the window's too, and what can be done on all of it. */
export function PageHead({ title, children }: { title: string; children?: ComponentChildren }) {
  useEffect(() => {
    document.title = `${title} · ${common.product}`;
  }, [title]);
  return (
    <div class="page-head">
      <h1>{title}</h1>
      {children !== undefined && <div class="row">{children}</div>}
    </div>
  );
}

/** @param text that there is no such page, or nothing of that name */
export function Missing({ text = common.missing }: { text?: string }) {
  return (
    <div class="empty">
      <h1>{text}</h1> <a href="/">{common.goHome}</a>
    </div>
  );
}

export function Card(props: {
  title?: string;
  /** Stands at the right of the title. */
  aside?: ComponentChildren;
  class?: string;
  children: ComponentChildren;
}) {
  const { title, aside, children } = props;
  return (
    <section class={['card', props.class].filter(Boolean).join(' ')} aria-label={title}>
      {(title !== undefined || aside !== undefined) && (
        <header>
          {title !== undefined && <h2>{title}</h2>}
          {aside}
        </header>
      )}
      {children}
    </section>
  );
}
