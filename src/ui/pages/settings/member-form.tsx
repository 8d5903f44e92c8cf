/** Adding a person, changing one, and removing one. */
import { useState } from 'preact/hooks';
import type { UserView } from '../../../app/users/users.ts';
import { api } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Segments } from '../../components/choices.tsx';
import { Field } from '../../components/field.tsx';
import { Form, Wrong } from '../../components/form.tsx';
import { loadSession, self } from '../../session.ts';
import { common } from '../../strings/common.ts';
import { people } from '../../strings/people.ts';
import { settings } from '../../strings/settings.ts';
import { ResetSecondFactor } from './second-factor/reset.tsx';
import { MemberPassword } from './member-password.tsx';
import { RemoveMember } from './member-removal.tsx';
import { useSubmission } from '../../submission.ts';
import { tell } from '../../toasts.ts';

const words = people.members;
const FIELDS = ['name', 'email', 'password'];
const ROLES = (['member', 'owner'] as const).map((value) => ({
  value,
  text: settings.roles[value],
}));

interface Draft {
  readonly name: string;
  readonly email: string;
  readonly password: string;
  readonly role: UserView['role'];
}

interface Props {
  /** Undefined for somebody new. */
  user: UserView | undefined;
  onChanged: () => Promise<void>;
  onClose: () => void;
}

const pathOf = ({ id }: UserView) => `/api/users/${encodeURIComponent(id)}`;

/** What differs from before. */
function changeOf(user: UserView, { name, email, role }: Draft): object {
  return {
    ...(name !== user.name && { name }),
    ...(email !== user.email && { email }),
    ...(role !== user.role && { role }),
  };
}

async function saveUser(user: UserView | undefined, draft: Draft): Promise<void> {
  if (user === undefined) {
    await api('POST', '/api/users', draft);
    tell(words.added(draft.name));
    return;
  }
  const change = changeOf(user, draft);
  if (Object.keys(change).length > 0) await api('PATCH', pathOf(user), change);
  // What this page shows of who is signed in may have changed with it.
  if (user.id === self()?.id) await loadSession();
}

function Fields(props: {
  draft: Draft;
  isNew: boolean;
  wasOwner: boolean;
  set: (change: Partial<Draft>) => void;
  wrong: (field?: string) => string | undefined;
}) {
  const { draft, isNew, wasOwner, set, wrong } = props;
  return (
    <>
      <Field
        label={words.name}
        autocomplete="off"
        required
        value={draft.name}
        wrong={wrong('name')}
        onValue={(name) => set({ name })}
      />
      <Field
        label={words.email}
        type="email"
        autocomplete="off"
        required
        value={draft.email}
        wrong={wrong('email')}
        onValue={(email) => set({ email })}
      />
      {isNew && (
        <Field
          label={words.password}
          hint={words.passwordHint}
          type="password"
          autocomplete="new-password"
          required
          value={draft.password}
          wrong={wrong('password')}
          onValue={(password) => set({ password })}
        />
      )}
      <div class="field">
        <span class="legend">{words.role}</span>
        <Segments
          label={words.role}
          value={draft.role}
          options={ROLES}
          onValue={(role) => set({ role })}
        />
        {wasOwner && draft.role !== 'owner' && <p class="muted small">{words.demoted}</p>}
      </div>
    </>
  );
}

export function MemberForm(props: Props) {
  const { user, onChanged, onClose } = props;
  const [draft, setDraft] = useState<Draft>({
    name: user?.name ?? '',
    email: user?.email ?? '',
    password: '',
    role: user?.role ?? 'member',
  });
  /** What is done in a dialog of its own. */
  const [next, setNext] = useState<'removal' | 'password' | undefined>();
  const submission = useSubmission(async () => {
    await saveUser(user, draft);
    await onChanged();
    onClose();
  }, FIELDS);
  if (next === 'removal' && user !== undefined) return <RemoveMember {...props} user={user} />;
  if (next === 'password' && user !== undefined) return <MemberPassword {...props} user={user} />;
  return (
    <Dialog title={user === undefined ? words.add : words.editTitle(user.name)} onClose={onClose}>
      <Form
        class="stack"
        submission={submission}
        action={user === undefined ? words.add : common.save}
        others={
          <>
            {user !== undefined && (
              <Button look="danger" icon="trash" onClick={() => setNext('removal')}>
                {words.remove}
              </Button>
            )}
            <Button onClick={onClose}>{common.cancel}</Button>
          </>
        }
      >
        <Fields
          draft={draft}
          isNew={user === undefined}
          wasOwner={user?.role === 'owner'}
          set={(change) => setDraft({ ...draft, ...change })}
          wrong={submission.wrong}
        />
        {user !== undefined && user.id !== self()?.id && (
          <div>
            <Button icon="key" onClick={() => setNext('password')}>
              {words.reset.open}
            </Button>
          </div>
        )}
        {user?.secondFactor && user.id !== self()?.id && (
          <ResetSecondFactor user={user} onDone={onChanged} />
        )}
        <Wrong text={submission.wrong()} />
      </Form>
    </Dialog>
  );
}
