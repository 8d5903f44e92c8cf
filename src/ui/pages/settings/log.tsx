/** The last lines of the hub's log, for owners to look at and to take along. */
import { useState } from 'preact/hooks';
import type { LogEntry } from '../../../app/diagnostics/recent-log.ts';
import { Button } from '../../components/button.tsx';
import { Segments } from '../../components/choices.tsx';
import { Icon } from '../../components/icon.tsx';
import { dateTime } from '../../format.ts';
import { may } from '../../session.ts';
import { settings } from '../../strings/settings.ts';
import { atLeast } from './log-levels.ts';
import { Loaded, useResource } from '../../resource.tsx';
import { NotYourPage, Section } from './section.tsx';

const words = settings.log;
const PATH = '/api/system/log';

const LEVELS = (['debug', 'warn', 'error'] as const).map((value) => ({
  value,
  text: words.levels[value],
}));

function Lines({ entries }: { entries: readonly LogEntry[] }) {
  if (entries.length === 0) return <p class="empty">{words.none}</p>;
  return (
    <ol class="card log-lines" aria-label={words.title}>
      {entries.map(({ timestamp, level, message }, index) => (
        <li key={index} class={level}>
          <span class="muted small">
            {dateTime(timestamp)} {words.names[level]}
          </span>
          <code class="break">{message}</code>
        </li>
      ))}
    </ol>
  );
}

export function LogPage() {
  const isSeen = may('audit:read');
  const log = useResource<{ entries: readonly LogEntry[] }>(isSeen ? PATH : undefined);
  const [least, setLeast] = useState<(typeof LEVELS)[number]['value']>('debug');
  if (!isSeen) return <NotYourPage title={words.title} text={words.notYours} />;
  return (
    <Section
      title={words.title}
      intro={words.intro}
      actions={
        <a class="button" download href={`${PATH}?format=text`}>
          <Icon name="download" />
          {words.download}
        </a>
      }
    >
      <p class="muted small">{words.downloadText}</p>
      <div class="row">
        <Segments label={words.show} value={least} options={LEVELS} onValue={setLeast} />
        <Button icon="rotate" onClick={() => void log.reload()}>
          {words.reload}
        </Button>
      </div>
      <Loaded what={words.title} of={log}>
        {({ entries }) => <Lines entries={atLeast(entries, least).toReversed()} />}
      </Loaded>
    </Section>
  );
}
