import { useState } from 'preact/hooks';
import { Field } from '../../components/field.tsx';
import { Form, PinField, Wrong } from '../../components/form.tsx';
import { signIn } from '../../session.ts';
import { door } from '../../strings/door.ts';
import { useSubmission } from '../../submission.ts';

/** What a shell takes as it stands: the address, else a word for it. */
const typedEmail = (email: string) => (/^[\w.+-]+@[\w.-]+$/.test(email) ? email : 'EMAIL');

export function AccountForm() {
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const submission = useSubmission(async () => signIn({ email, password }));
  return (
    <Form submission={submission} action={door.signIn} isWide>
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
      <Wrong text={submission.wrong()} />
      <p class="muted small">
        {door.forgotten} <code>{door.forgottenCommand(typedEmail(email))}</code>
      </p>
    </Form>
  );
}

export function PinForm() {
  const [pin, setPin] = useState('');
  const submission = useSubmission(async () => signIn({ pin }));
  return (
    <Form submission={submission} action={door.signIn} isWide>
      <PinField label={door.pin} hint={door.pinHint} value={pin} onValue={setPin} />
      <Wrong text={submission.wrong()} />
    </Form>
  );
}
