/** The second step of signing in: a code of the authenticator app, or a recovery code. */
import { useState } from 'preact/hooks';
import type { Installation } from '../../domain/installation.ts';
import { AtTheHub } from './at-the-hub.tsx';
import { Button } from './button.tsx';
import { Field } from './field.tsx';
import { Form } from './form.tsx';
import { Notice } from './notice.tsx';
import { signIn } from '../session.ts';
import { door } from '../strings/door.ts';
import { useSubmission } from '../submission.ts';
import { typedEmail } from '../typed-email.ts';

const words = door.code;

/** A code of an app, in a field that phones fill in by themselves. */
export function AppCodeField(props: {
  label: string;
  value: string;
  autoFocus?: boolean;
  wrong: string | undefined;
  onValue: (code: string) => void;
}) {
  return (
    <Field
      {...props}
      inputMode="numeric"
      autocomplete="one-time-code"
      spellcheck={false}
      maxLength={7}
      required
    />
  );
}

export function CodeForm(props: {
  email: string;
  password: string;
  isRecoveryOnly: boolean;
  installation: Installation;
  onBack: () => void;
}) {
  const { email, password, isRecoveryOnly, installation, onBack } = props;
  const [withRecovery, setWithRecovery] = useState(isRecoveryOnly);
  const [otp, setOtp] = useState('');
  const submission = useSubmission(async () => signIn({ email, password, otp }));
  const wrong = submission.wrong();
  return (
    <>
      <Form submission={submission} action={door.signIn} isWide>
        <div class="stack">
          <h2>{words.title}</h2>
          <p>{withRecovery ? words.recovery : words.app}</p>
        </div>
        {isRecoveryOnly && <Notice>{words.recoveryOnly}</Notice>}
        {withRecovery ? (
          <Field
            key="recovery"
            label={words.recoveryLabel}
            autocomplete="off"
            autocapitalize="characters"
            spellcheck={false}
            autoFocus
            required
            value={otp}
            wrong={wrong}
            onValue={setOtp}
          />
        ) : (
          <AppCodeField
            key="app"
            label={words.appLabel}
            autoFocus
            value={otp}
            wrong={wrong}
            onValue={setOtp}
          />
        )}
      </Form>
      {withRecovery && (
        <AtTheHub
          texts={words.lost}
          installation={installation}
          words={`user reset-2fa ${typedEmail(email)}`}
        />
      )}
      <div class="row">
        <Button look="quiet" onClick={onBack}>
          {words.back}
        </Button>
        {!isRecoveryOnly && (
          <Button
            look="quiet"
            onClick={() => {
              setOtp('');
              setWithRecovery(!withRecovery);
            }}
          >
            {withRecovery ? words.useApp : words.useRecovery}
          </Button>
        )}
      </div>
    </>
  );
}
