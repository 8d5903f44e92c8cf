/** Taking the second step away from a person who has lost their phone. */
import { useState } from 'preact/hooks';
import type { UserView } from '../../../../app/users/users.ts';
import { api } from '../../../api.ts';
import { Button } from '../../../components/button.tsx';
import { attempt } from '../../../failure.ts';
import { secondFactor } from '../../../strings/second-factor.ts';
import { tell } from '../../../toasts.ts';

const words = secondFactor.reset;

export function ResetSecondFactor(props: { user: UserView; onDone: () => Promise<void> }) {
  const { user, onDone } = props;
  const [isDone, setIsDone] = useState(false);
  if (isDone) return null;
  const reset = async () =>
    attempt(async () => {
      await api('DELETE', `/api/users/${encodeURIComponent(user.id)}/second-factor`);
      tell(words.done(user.name));
      setIsDone(true);
      await onDone();
    });
  return (
    <div class="stack">
      <p class="muted small">{words.text}</p>
      <div>
        <Button icon="shield" onClick={() => void reset()}>
          {words.action}
        </Button>
      </div>
    </div>
  );
}
