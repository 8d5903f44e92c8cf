import { useState } from 'preact/hooks';
import type { Installation } from '../../../domain/installation.ts';
import { AtTheHub } from '../../components/at-the-hub.tsx';
import { Field } from '../../components/field.tsx';
import { Form, PinField, Wrong } from '../../components/form.tsx';
import { ApiError } from '../../api.ts';
import { signIn } from '../../session.ts';
import { door } from '../../strings/door.ts';
import { useSubmission } from '../../submission.ts';
import { typedEmail } from '../../typed-email.ts';
import { CodeForm } from '../../components/code-form.tsx';

export function AccountForm({ installation }: { installation: Installation }) {
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  /** Whether the password was right, and a code is to follow. */
  const [isHalfWay, setIsHalfWay] = useState(false);
  const [isRecoveryOnly, setIsRecoveryOnly] = useState(false);
  const submission = useSubmission(async () => {
    try {
      await signIn({ email, password });
    } catch (error) {
      if (!(error instanceof ApiError) || error.body['otpRequired'] !== true) throw error;
      setIsRecoveryOnly(error.body['recoveryOnly'] === true);
      setIsHalfWay(true);
    }
  });
  if (isHalfWay)
    return (
      <CodeForm
        email={email}
        password={password}
        isRecoveryOnly={isRecoveryOnly}
        installation={installation}
        onBack={() => {
          setPassword('');
          setIsHalfWay(false);
        }}
      />
    );
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
      <AtTheHub
        texts={door.forgotten}
        installation={installation}
        words={`user passwd ${typedEmail(email)}`}
      />
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
