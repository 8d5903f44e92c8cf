/** Asks for the password once more, where what is to be done wants it fresh. */
import { useState } from 'preact/hooks';
import { Button } from './components/button.tsx';
import { Dialog } from './components/dialog.tsx';
import { Field } from './components/field.tsx';
import { Form } from './components/form.tsx';
import { self, signIn } from './session.ts';
import { common } from './strings/common.ts';
import { door } from './strings/door.ts';
import { useSubmission } from './submission.ts';

function PasswordForm({ email, onDone }: { email: string; onDone: (isGiven: boolean) => void }) {
  const [password, setPassword] = useState('');
  const submission = useSubmission(async () => {
    await signIn({ email, password });
    onDone(true);
  });
  return (
    <Form
      class="stack"
      submission={submission}
      action={common.again.go}
      others={<Button onClick={() => onDone(false)}>{common.cancel}</Button>}
    >
      <p>{common.again.why}</p>
      <input type="hidden" autocomplete="username" value={email} />
      <Field
        label={door.password}
        type="password"
        autocomplete="current-password"
        autoFocus
        value={password}
        wrong={submission.wrong()}
        onValue={setPassword}
      />
    </Form>
  );
}

export function PasswordAgain({ onDone }: { onDone: (isGiven: boolean) => void }) {
  const email = self()?.user?.email;
  return (
    <Dialog title={common.again.title} onClose={() => onDone(false)}>
      {email === undefined ? (
        <p>{common.again.pinOnly}</p>
      ) : (
        <PasswordForm email={email} onDone={onDone} />
      )}
    </Dialog>
  );
}
