/** The first visit: an account for the owner, then what the house is called. */
import { useState } from 'preact/hooks';
import { call } from '../../api.ts';
import { typedAt } from '../../components/at-the-hub.tsx';
import { Button } from '../../components/button.tsx';
import { Segments } from '../../components/choices.tsx';
import { Field } from '../../components/field.tsx';
import { Form, Wrong } from '../../components/form.tsx';
import type { Units } from '../../format.ts';
import { Restore } from '../settings/restore/restore.tsx';
import { loadSession, type Door } from '../../session.ts';
import { door as words } from '../../strings/door.ts';
import { restore } from '../../strings/restore.ts';
import { useSubmission } from '../../submission.ts';

const FIELDS = ['setup_code', 'name', 'email', 'password'];

interface Account {
  readonly setupCode: string;
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

async function createOwner({ setupCode, name, email, password }: Account): Promise<void> {
  const setup = setupCode === '' ? {} : { setup_code: setupCode.trim().toUpperCase() };
  await call('POST', '/api/auth/register', { ...setup, name, email, password });
  await call('POST', '/api/auth/session', { email, password });
}

function OwnerForm({ door, onCreated }: { door: Door; onCreated: () => void }) {
  const [account, setAccount] = useState<Account>({
    setupCode: '',
    name: '',
    email: '',
    password: '',
  });
  const set = (change: Partial<Account>) => setAccount({ ...account, ...change });
  const submission = useSubmission(async () => {
    await createOwner(account);
    onCreated();
  }, FIELDS);
  const { wrong } = submission;
  return (
    <Form submission={submission} action={words.welcome.create} isWide>
      {door.setupCodeRequired && (
        <Field
          label={words.welcome.setupCode}
          hint={words.welcome.setupCodeHint[door.installation](
            typedAt(door.installation, 'user setup-code'),
          )}
          autocomplete="off"
          autocapitalize="characters"
          spellcheck={false}
          required
          value={account.setupCode}
          wrong={wrong('setup_code')}
          onValue={(setupCode) => set({ setupCode })}
        />
      )}
      <Field
        label={words.welcome.name}
        autocomplete="name"
        required
        value={account.name}
        wrong={wrong('name')}
        onValue={(name) => set({ name })}
      />
      <Field
        label={words.email}
        type="email"
        autocomplete="username"
        required
        value={account.email}
        wrong={wrong('email')}
        onValue={(email) => set({ email })}
      />
      <Field
        label={words.password}
        hint={words.welcome.passwordHint}
        type="password"
        autocomplete="new-password"
        required
        value={account.password}
        wrong={wrong('password')}
        onValue={(password) => set({ password })}
      />
      <Wrong text={wrong()} />
    </Form>
  );
}

const UNITS = [
  { value: 'C', text: words.house.celsius },
  { value: 'F', text: words.house.fahrenheit },
] as const;

function HouseForm() {
  const [name, setName] = useState('');
  const [units, setUnits] = useState<Units>(navigator.language === 'en-US' ? 'F' : 'C');
  const submission = useSubmission(async () => {
    const named = name.trim() === '' ? {} : { name: name.trim() };
    await call('PATCH', '/api/settings', { ...named, units });
    await loadSession();
  });
  return (
    <Form submission={submission} action={words.house.go} isWide>
      <Field label={words.house.name} value={name} autoFocus onValue={setName} />
      <div class="field">
        <span class="legend">{words.house.units}</span>
        <Segments label={words.house.units} value={units} options={UNITS} onValue={setUnits} />
      </div>
      <Wrong text={submission.wrong()} />
    </Form>
  );
}

export function Welcome({ door }: { door: Door }) {
  const [isCreated, setIsCreated] = useState(false);
  const [isRestoring, setIsRestoring] = useState(false);
  if (isRestoring)
    return (
      <section class="card" aria-label={restore.title}>
        <h1>{restore.title}</h1>
        <Restore
          needsCode={door.setupCodeRequired}
          others={
            <Button look="quiet" onClick={() => setIsRestoring(false)}>
              {restore.back}
            </Button>
          }
        />
      </section>
    );
  return isCreated ? (
    <section class="card" aria-label={words.house.title}>
      <h1>{words.house.title}</h1>
      <HouseForm />
    </section>
  ) : (
    <section class="card" aria-label={words.welcome.title}>
      <h1>{words.welcome.title}</h1>
      <p class="muted">{words.welcome.intro}</p>
      <OwnerForm door={door} onCreated={() => setIsCreated(true)} />
      <Button look="quiet" isWide onClick={() => setIsRestoring(true)}>
        {restore.welcome}
      </Button>
    </section>
  );
}
