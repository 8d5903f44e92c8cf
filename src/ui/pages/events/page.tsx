/** What needs attention, and what has happened. */
import { Icon, type IconName } from '../../components/icon.tsx';
import { Notice, Spinner } from '../../components/notice.tsx';
import { Card, PageHead } from '../../components/page.tsx';
import { clockTime } from '../../format.ts';
import { house, type ShownHouse } from '../../live.ts';
import { hubNowMs } from '../../now.ts';
import { may } from '../../session.ts';
import { common } from '../../strings/common.ts';
import { events as words } from '../../strings/events.ts';
import { concernsOf, type Concern } from './concerns.ts';
import { Log } from './log.tsx';

const LOOK = { critical: 'bad', warning: 'warn', info: undefined } as const;
const ICON: Record<Concern['severity'], IconName> = {
  critical: 'warn',
  warning: 'warn',
  info: 'info',
};

function Attention({ now }: { now: ShownHouse }) {
  const concerns = concernsOf(now, hubNowMs());
  return (
    <Card title={words.now.title} class="attention">
      {/* One region for all: what comes is told, and what goes is not. */}
      <div role="status" class="concerns">
        {concerns.length === 0 ? (
          <Notice tone="good" icon="check">
            {words.now.none}
          </Notice>
        ) : (
          concerns.map(({ key, severity, text, since, more }) => (
            <div key={key} class={`notice ${LOOK[severity] ? `tone-${LOOK[severity]}` : ''}`}>
              <Icon name={ICON[severity]} />
              <div>
                <strong>{text}</strong>
                <p>
                  {words.now.severities[severity]}
                  {since !== undefined && `, ${words.now.since(clockTime(since))}`}
                  {more !== undefined && `, ${more}`}
                </p>
              </div>
            </div>
          ))
        )}
      </div>
    </Card>
  );
}

export function EventsPage() {
  const now = house.value;
  return (
    <>
      <PageHead title={common.nav.events} />
      {now === undefined ? (
        <Spinner label={common.loading} />
      ) : (
        <div class="events stack">
          {may('equipment:read') && <Attention now={now} />}
          <Log now={now} />
        </div>
      )}
    </>
  );
}
