/** One page of the settings: the way back to all of them, its title, and what it is about. */
import type { ComponentChildren } from 'preact';
import { Icon } from '../../components/icon.tsx';
import { Notice } from '../../components/notice.tsx';
import { PageHead } from '../../components/page.tsx';
import { settings } from '../../strings/settings.ts';

export function Section(props: {
  title: string;
  intro?: string;
  /** What can be done on all of it. */
  actions?: ComponentChildren;
  children: ComponentChildren;
}) {
  const { title, intro, actions, children } = props;
  return (
    <div class="settings-page">
      <a class="settings-back" href="/settings">
        <Icon name="back" size={18} />
        {settings.title}
      </a>
      <PageHead title={title}>{actions}</PageHead>
      <div class="stack">
        {intro !== undefined && <p class="muted">{intro}</p>}
        {children}
      </div>
    </div>
  );
}

/** What somebody reads who may not do that. */
export function NotYours({ text }: { text: string }) {
  return <Notice icon="shield">{text}</Notice>;
}

/** The same in place of a whole page. */
export function NotYourPage({ title, text }: { title: string; text: string }) {
  return (
    <Section title={title}>
      <NotYours text={text} />
    </Section>
  );
}
