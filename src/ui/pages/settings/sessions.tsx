/** Where somebody is signed in. */
import type { SessionView } from '../../../app/people/live-session.ts';
import { api } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { Icon } from '../../components/icon.tsx';
import { Chip } from '../../components/notice.tsx';
import { Card } from '../../components/page.tsx';
import { attempt } from '../../failure.ts';
import { fromNow } from '../../format.ts';
import { may, self } from '../../session.ts';
import { people } from '../../strings/people.ts';
import { settings } from '../../strings/settings.ts';
import { tell } from '../../toasts.ts';
import type { UserList } from './members.tsx';
import { Loaded, useResource } from '../../resource.tsx';
import { Section } from './section.tsx';

const words = people.sessions;

function whatIs({ kind, userId, program }: SessionView): string {
  if (program !== undefined) return program;
  if (kind === 'jwt') return words.program;
  return userId === 'panel' ? words.panel : words.unknown;
}

function Row(props: { session: SessionView; whose: string | undefined; onEnd: () => void }) {
  const { session, whose, onEnd } = props;
  const what = whatIs(session);
  return (
    <li class="row">
      <span class="disc">
        <Icon name={session.userId === 'panel' ? 'home' : 'person'} />
      </span>
      <div class="grow">
        <p class="row">
          <strong>{whose === undefined ? what : `${whose}: ${what}`}</strong>
          {session.current && <Chip tone="good">{words.this}</Chip>}
        </p>
        <p class="muted small break">{words.seen(fromNow(session.lastSeenAt), session.address)}</p>
      </div>
      {!session.current && (
        <Button
          label={words.endLabel(whose === undefined ? what : `${whose}, ${what}`)}
          onClick={onEnd}
        >
          {words.end}
        </Button>
      )}
    </li>
  );
}

function Sessions(props: {
  title: string;
  sessions: readonly SessionView[];
  nameOf?: (session: SessionView) => string;
  onChanged: () => Promise<void>;
}) {
  const { title, sessions, nameOf, onChanged } = props;
  const end = async ({ id }: SessionView) =>
    attempt(async () => {
      await api('DELETE', `/api/sessions/${encodeURIComponent(id)}`);
      tell(words.ended);
      await onChanged();
    });
  return (
    <Card title={title}>
      <ul class="list" aria-label={title}>
        {sessions.map((session) => (
          <Row
            key={session.id}
            session={session}
            whose={nameOf?.(session)}
            onEnd={() => void end(session)}
          />
        ))}
      </ul>
    </Card>
  );
}

/** This device first, then whoever was seen last. */
const inOrder = (sessions: readonly SessionView[]) =>
  [...sessions].sort(
    (a, b) =>
      Number(b.current) - Number(a.current) || Date.parse(b.lastSeenAt) - Date.parse(a.lastSeenAt),
  );

export function SessionsPage() {
  const list = useResource<{ sessions: readonly SessionView[] }>('/api/sessions');
  const people = useResource<UserList>(may('users:read') ? '/api/users' : undefined);
  const isOwn = ({ userId, current }: SessionView) => current || userId === self()?.id;
  const nameOf = ({ userId }: SessionView) =>
    userId === 'panel'
      ? settings.roles.panel
      : (people.data?.users.find(({ id }) => id === userId)?.name ?? words.somebody);
  const endOthers = async () =>
    attempt(async () => {
      const { ended } = await api<{ ended: number }>('DELETE', '/api/sessions');
      tell(words.endedOthers(ended));
      await list.reload();
    });
  return (
    <Section
      title={words.title}
      intro={words.intro}
      actions={
        self()?.role !== 'panel' && (
          <Button onClick={() => void endOthers()}>{words.endOthers}</Button>
        )
      }
    >
      <Loaded what={words.title} of={list}>
        {({ sessions }) => {
          const all = inOrder(sessions);
          const others = all.filter((session) => !isOwn(session));
          return (
            <>
              <Sessions title={words.yours} sessions={all.filter(isOwn)} onChanged={list.reload} />
              {others.length > 0 && (
                <Sessions
                  title={words.others}
                  sessions={others}
                  nameOf={nameOf}
                  onChanged={list.reload}
                />
              )}
            </>
          );
        }}
      </Loaded>
    </Section>
  );
}
