/** Asks for the password once more, where what is to be done wants it fresh. */
import { useState } from 'preact/hooks';
import { Button } from './components/button.tsx';
import { Dialog } from './components/dialog.tsx';
import { Field } from './components/field.tsx';
import { failureText } from './failure.ts';
import { self, signIn } from './session.ts';
import { common } from './strings/common.ts';
import { door } from './strings/door.ts';

export function PasswordAgain({ onDone }: { onDone: (isGiven: boolean) => void }) {
  const [password, setPassword] = useState('');
  const [wrong, setWrong] = useState<string | undefined>();
  const [isBusy, setIsBusy] = useState(false);
  const email = self()?.user?.email;
  const prove = async () => {
    if (email === undefined) return;
    setIsBusy(true);
    try {
      await signIn({ email, password });
      onDone(true);
    } catch (error) {
      setWrong(failureText(error));
      setIsBusy(false);
    }
  };
  return (
    <Dialog title={common.again.title} onClose={() => onDone(false)}>
      {email === undefined ? (
        <p>{common.again.pinOnly}</p>
      ) : (
        <form
          class="stack"
          onSubmit={(event) => {
            event.preventDefault();
            void prove();
          }}
        >
          <p>{common.again.why}</p>
          <input type="hidden" autocomplete="username" value={email} />
          <Field
            label={door.password}
            type="password"
            autocomplete="current-password"
            autoFocus
            value={password}
            wrong={wrong}
            onValue={setPassword}
          />
          <div class="actions">
            <Button onClick={() => onDone(false)}>{common.cancel}</Button>
            <Button look="primary" type="submit" isBusy={isBusy}>
              {common.again.go}
            </Button>
          </div>
        </form>
      )}
    </Dialog>
  );
}
