/** What can be done about a token. */
import { useState } from 'preact/hooks';
import type { CreatedToken } from '../../../../app/tokens/tokens.ts';
import type { TokenView } from '../../../../app/tokens/live-token.ts';
import { api } from '../../../api.ts';
import { Button } from '../../../components/button.tsx';
import { Confirm, Dialog } from '../../../components/dialog.tsx';
import { Field } from '../../../components/field.tsx';
import { Form } from '../../../components/form.tsx';
import { attempt } from '../../../failure.ts';
import { may } from '../../../session.ts';
import { common } from '../../../strings/common.ts';
import { tokens as words } from '../../../strings/tokens.ts';
import { useSubmission } from '../../../submission.ts';
import { tell } from '../../../toasts.ts';

interface Props {
  token: TokenView;
  onChanged: () => Promise<void>;
  onSecret: (token: CreatedToken) => void;
}

const pathOf = ({ id }: TokenView) => `/api/tokens/${encodeURIComponent(id)}`;

function Rename({ token, onChanged, onClose }: Omit<Props, 'onSecret'> & { onClose: () => void }) {
  const [name, setName] = useState(token.name);
  const submission = useSubmission(async () => {
    await api('PATCH', pathOf(token), { name });
    await onChanged();
    onClose();
    tell(words.told.renamed);
  });
  const { wrong } = submission;
  return (
    <Dialog title={words.rename.title} onClose={onClose}>
      <Form
        class="stack"
        submission={submission}
        action={common.save}
        others={<Button onClick={onClose}>{common.cancel}</Button>}
      >
        <Field
          label={words.rename.label}
          value={name}
          maxLength={100}
          required
          autoFocus
          wrong={wrong() ?? wrong('name')}
          onValue={setName}
        />
      </Form>
    </Dialog>
  );
}

function Rotate({ token, onSecret, onClose }: Omit<Props, 'onChanged'> & { onClose: () => void }) {
  return (
    <Confirm
      title={words.rotate.title(token.name)}
      text={words.rotate.text}
      action={words.rotate.go}
      onClose={onClose}
      onConfirm={async () => {
        await attempt(async () => {
          const answer = await api<{ token: CreatedToken }>('POST', `${pathOf(token)}/rotate`);
          onSecret(answer.token);
        });
      }}
    />
  );
}

function Delete({ token, onChanged, onClose }: Omit<Props, 'onSecret'> & { onClose: () => void }) {
  return (
    <Confirm
      title={words.delete.title(token.name)}
      text={words.delete.text}
      action={words.actions.delete}
      onClose={onClose}
      onConfirm={async () => {
        const isDone = await attempt(async () => api('DELETE', pathOf(token)));
        await onChanged();
        if (isDone) tell(words.told.deleted(token.name));
      }}
    />
  );
}

export function TokenActions(props: Props) {
  const { token, onChanged } = props;
  const [doing, setDoing] = useState<'rename' | 'rotate' | 'delete' | undefined>();
  const onClose = () => setDoing(undefined);
  if (!may('tokens:full')) return null;
  const isDisabled = token.state === 'disabled';
  const toggle = async () =>
    attempt(async () => {
      await api('PATCH', pathOf(token), { enabled: isDisabled });
      tell(isDisabled ? words.told.enabled(token.name) : words.told.disabled(token.name));
      await onChanged();
    });
  return (
    <div class="row">
      <Button icon="edit" onClick={() => setDoing('rename')}>
        {words.actions.rename}
      </Button>
      {token.state !== 'expired' && (
        <>
          <Button icon="rotate" onClick={() => setDoing('rotate')}>
            {words.actions.rotate}
          </Button>
          <Button icon="power" onClick={() => void toggle()}>
            {isDisabled ? words.actions.enable : words.actions.disable}
          </Button>
        </>
      )}
      <Button look="danger" icon="trash" onClick={() => setDoing('delete')}>
        {words.actions.delete}
      </Button>
      {doing === 'rename' && <Rename {...props} onClose={onClose} />}
      {doing === 'rotate' && <Rotate {...props} onClose={onClose} />}
      {doing === 'delete' && <Delete {...props} onClose={onClose} />}
    </div>
  );
}
