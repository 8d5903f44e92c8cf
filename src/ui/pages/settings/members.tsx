/** The people of the house. */
import { useState } from 'preact/hooks';
import type { UserView } from '../../../app/users/users.ts';
import type { LockView } from '../../../app/people/locks.ts';
import { api } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { Chip } from '../../components/notice.tsx';
import { Card } from '../../components/page.tsx';
import { attempt } from '../../failure.ts';
import { clockTime, date } from '../../format.ts';
import { may, self } from '../../session.ts';
import { secondFactor } from '../../strings/second-factor.ts';
import { people } from '../../strings/people.ts';
import { settings } from '../../strings/settings.ts';
import { tell } from '../../toasts.ts';
import { MemberForm } from './member-form.tsx';
import { Loaded, useResource } from '../../resource.tsx';
import { SecondFactorRule } from './second-factor/rule.tsx';
import { NotYourPage, Section } from './section.tsx';
import { unlockPath } from './unlocking.ts';

const words = people.members;

export interface UserList {
  readonly users: readonly UserView[];
}

/** A person's first letter on a disc. */
export function Avatar({ name }: { name: string }) {
  return (
    <span class="avatar" aria-hidden="true">
      {/./u.exec(name.trim())?.[0].toUpperCase()}
    </span>
  );
}

function Member({ user, onEdit }: { user: UserView; onEdit: () => void }) {
  const { id, name, email, role, createdAt } = user;
  return (
    <li class="row">
      <Avatar name={name} />
      <div class="grow">
        <p class="row">
          <strong>{name}</strong>
          <Chip tone={role === 'owner' ? 'good' : undefined}>{settings.roles[role]}</Chip>
          {id === self()?.id && <Chip>{words.you}</Chip>}
          {user.secondFactor && <Chip icon="shield">{secondFactor.title}</Chip>}
        </p>
        <p class="muted small break">
          {email} · {words.since(date(createdAt))}
        </p>
      </div>
      {may('users:full') && <Button icon="edit" label={words.edit(name)} onClick={onEdit} />}
    </li>
  );
}

function Lockouts() {
  const list = useResource<{ lockouts: readonly LockView[] }>('/api/lockouts');
  const waiting = list.data?.lockouts ?? [];
  if (waiting.length === 0) return null;
  const unlock = async (lock: LockView) =>
    attempt(async () => {
      await api('DELETE', unlockPath(lock));
      tell(words.unlocked);
      await list.reload();
    });
  return (
    <Card title={words.locked}>
      <p class="muted">{words.lockedText}</p>
      <ul class="list">
        {waiting.map((lock) => {
          const { account, address = '', until } = lock;
          return (
            <li class="row" key={`${account ?? ''} ${address}`}>
              <span class="grow break">
                <strong>{account === 'pin' ? people.pin.title : (account ?? address)}</strong>{' '}
                <span class="muted">{words.lockedUntil(clockTime(until))}</span>
              </span>
              {may('users:full') && (
                <Button onClick={() => void unlock(lock)}>{words.unlock}</Button>
              )}
            </li>
          );
        })}
      </ul>
    </Card>
  );
}

export function MembersPage() {
  const isSeen = may('users:read');
  const list = useResource<UserList>(isSeen ? '/api/users' : undefined);
  /** Who is changed, or `new`. */
  const [editing, setEditing] = useState<UserView | 'new' | undefined>();
  if (!isSeen) return <NotYourPage title={words.title} text={words.notYours} />;
  return (
    <Section
      title={words.title}
      intro={words.intro}
      actions={
        may('users:full') && (
          <Button look="primary" icon="plus" onClick={() => setEditing('new')}>
            {words.add}
          </Button>
        )
      }
    >
      <Loaded what={words.title} of={list}>
        {({ users }) => (
          <Card>
            <ul class="list" aria-label={words.title}>
              {users.map((user) => (
                <Member key={user.id} user={user} onEdit={() => setEditing(user)} />
              ))}
            </ul>
          </Card>
        )}
      </Loaded>
      <SecondFactorRule />
      <Lockouts />
      {editing !== undefined && (
        <MemberForm
          user={editing === 'new' ? undefined : editing}
          onChanged={list.reload}
          onClose={() => setEditing(undefined)}
        />
      )}
    </Section>
  );
}
