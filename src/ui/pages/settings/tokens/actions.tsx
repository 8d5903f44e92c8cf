/** What can be done about a token. */
import { useState } from 'preact/hooks';
import type { CreatedToken } from '../../../../app/tokens/token-making.ts';
import type { TokenView } from '../../../../app/tokens/live-token.ts';
import { api } from '../../../api.ts';
import { Button } from '../../../components/button.tsx';
import { Confirm, Dialog } from '../../../components/dialog.tsx';
import { Field } from '../../../components/field.tsx';
import { Form } from '../../../components/form.tsx';
import { attempt } from '../../../failure.ts';
import { may, self } from '../../../session.ts';
import { common } from '../../../strings/common.ts';
import { tokens as words } from '../../../strings/tokens.ts';
import { useSubmission } from '../../../submission.ts';
import { tell } from '../../../toasts.ts';
import { rootOf, standingUnder } from './standing.ts';

interface Props {
  token: TokenView;
  all: readonly TokenView[];
  onChanged: () => Promise<void>;
  onSecret: (token: CreatedToken) => void;
}

type ConfirmProps = Props & { onClose: () => void };

const pathOf = ({ id }: TokenView) => `/api/tokens/${encodeURIComponent(id)}`;

function Rename({ token, onChanged, onClose }: ConfirmProps) {
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

function Rotate({ token, all, onSecret, onClose }: ConfirmProps) {
  const selfId = self()?.id;
  const along = standingUnder(all, token.id).length;
  return (
    <Confirm
      title={words.rotate.title(token.name)}
      text={
        token.heldBy === selfId
          ? words.rotate.text
          : `${words.rotate.text} ${words.rotate.moves(rootOf(token, selfId), along)}`
      }
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

function Delete({ token, all, onChanged, onClose }: ConfirmProps) {
  const along = standingUnder(all, token.id).length;
  return (
    <Confirm
      title={words.delete.title(token.name)}
      text={words.delete.text(along)}
      action={words.actions.delete}
      onClose={onClose}
      onConfirm={async () => {
        let revoked = 0;
        const isDone = await attempt(async () => {
          const answer = await api<{ tokensRevoked: number }>('DELETE', pathOf(token));
          revoked = answer.tokensRevoked;
        });
        await onChanged();
        if (isDone) tell(words.told.deleted(token.name, revoked - 1));
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
