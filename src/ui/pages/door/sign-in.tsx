import { useState } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { Field } from '../../components/field.tsx';
import { signIn } from '../../session.ts';
import { door } from '../../strings/door.ts';
import { useSubmission } from '../../submission.ts';
import { Wrong } from './page.tsx';

export function AccountForm() {
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const { isBusy, wrong, submit } = useSubmission(async () => signIn({ email, password }));
  return (
    <form onSubmit={submit}>
      <Field
        label={door.email}
        type="email"
        autocomplete="username"
        required
        value={email}
        onValue={setEmail}
      />
      <Field
        label={door.password}
        type="password"
        autocomplete="current-password"
        required
        value={password}
        onValue={setPassword}
      />
      <Wrong text={wrong()} />
      <Button look="primary" type="submit" isWide isBusy={isBusy}>
        {door.signIn}
      </Button>
    </form>
  );
}

export function PinForm() {
  const [pin, setPin] = useState('');
  const { isBusy, wrong, submit } = useSubmission(async () => signIn({ pin }));
  return (
    <form onSubmit={submit}>
      <Field
        label={door.pin}
        hint={door.pinHint}
        type="password"
        inputMode="numeric"
        autocomplete="off"
        required
        value={pin}
        onValue={setPin}
      />
      <Wrong text={wrong()} />
      <Button look="primary" type="submit" isWide isBusy={isBusy}>
        {door.signIn}
      </Button>
    </form>
  );
}
