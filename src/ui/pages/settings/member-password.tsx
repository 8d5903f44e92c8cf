/** A new password for somebody who has forgotten theirs. */
import { useState } from 'preact/hooks';
import type { UserView } from '../../../app/users/users.ts';
import { api } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Field } from '../../components/field.tsx';
import { Form, Wrong } from '../../components/form.tsx';
import { common } from '../../strings/common.ts';
import { people } from '../../strings/people.ts';
import { useSubmission } from '../../submission.ts';
import { tell } from '../../toasts.ts';
import { suggestedPassword } from './suggested-password.ts';

const words = people.members.reset;

export function MemberPassword(props: {
  user: UserView;
  onChanged: () => Promise<void>;
  onClose: () => void;
}) {
  const { user, onChanged, onClose } = props;
  const [password, setPassword] = useState(suggestedPassword);
  const submission = useSubmission(async () => {
    await api('PATCH', `/api/users/${encodeURIComponent(user.id)}`, { password });
    tell(words.done(user.name));
    await onChanged();
    onClose();
  }, ['password']);
  return (
    <Dialog title={words.title(user.name)} onClose={onClose}>
      <Form
        class="stack"
        submission={submission}
        action={words.action}
        others={<Button onClick={onClose}>{common.cancel}</Button>}
      >
        <p>{words.text}</p>
        <Field
          label={words.password}
          hint={words.hint}
          autocomplete="off"
          autocapitalize="none"
          spellcheck={false}
          required
          value={password}
          wrong={submission.wrong('password')}
          onValue={setPassword}
        />
        <Wrong text={submission.wrong()} />
      </Form>
    </Dialog>
  );
}
