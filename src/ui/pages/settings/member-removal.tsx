/** Before a person is removed: what would stop working, and what of it is taken over. */
import { useState } from 'preact/hooks';
import type { UserView } from '../../../app/users/users.ts';
import type { CreatedToken } from '../../../app/tokens/token-making.ts';
import { api } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { Confirm } from '../../components/dialog.tsx';
import { attempt } from '../../failure.ts';
import { fromNow } from '../../format.ts';
import { may, self } from '../../session.ts';
import { people } from '../../strings/people.ts';
import { tokens } from '../../strings/tokens.ts';
import { tell } from '../../toasts.ts';
import { useResource } from '../../resource.tsx';
import type { TokenList } from './tokens/page.tsx';
import { SecretDialog } from './tokens/secret.tsx';
import { standingUnder, type TokenStanding } from './tokens/standing.ts';

const words = people.members;

function lastOf({ state, lastUsed }: TokenStanding['token']): string {
  if (state === 'expired') return tokens.state.expired;
  return lastUsed === undefined ? words.unused : words.used(fromNow(lastUsed));
}

function TokenRow(props: {
  standing: TokenStanding;
  onSecret: ((token: CreatedToken) => void) | undefined;
}) {
  const { standing, onSecret } = props;
  const { token, depth } = standing;
  const [isBusy, setIsBusy] = useState(false);
  const takeOver = async () => {
    setIsBusy(true);
    await attempt(async () => {
      const path = `/api/tokens/${encodeURIComponent(token.id)}/rotate`;
      onSecret?.((await api<{ token: CreatedToken }>('POST', path)).token);
    });
    setIsBusy(false);
  };
  return (
    <li class="row" style={{ '--depth': Math.min(depth, 4) }}>
      <div class="grow">
        <p class="break">
          <strong>{token.name}</strong>
        </p>
        <p class="muted small">{lastOf(token)}</p>
      </div>
      {onSecret !== undefined && token.state !== 'expired' && (
        <Button
          label={words.takeOverLabel(token.name)}
          isBusy={isBusy}
          onClick={() => void takeOver()}
        >
          {words.takeOver}
        </Button>
      )}
    </li>
  );
}

export function RemoveMember(props: {
  user: UserView;
  onChanged: () => Promise<void>;
  onClose: () => void;
}) {
  const { user, onChanged, onClose } = props;
  const list = useResource<TokenList>(may('tokens:read') ? '/api/tokens' : undefined);
  /** What was taken over, shown this once. */
  const [created, setCreated] = useState<CreatedToken | undefined>();
  const standing = list.data && standingUnder(list.data.tokens, user.id);
  // What is one's own already cannot be taken over.
  const canTake = may('tokens:full') && user.id !== self()?.id;
  if (created !== undefined)
    return (
      <SecretDialog
        created={created}
        onClose={() => {
          setCreated(undefined);
          void list.reload();
        }}
      />
    );
  return (
    <Confirm
      title={words.removeTitle(user.name)}
      text={standing === undefined ? words.removeBlind : words.removeText(standing.length)}
      action={words.remove}
      onClose={onClose}
      onConfirm={async () => {
        let revoked = 0;
        const isDone = await attempt(async () => {
          const path = `/api/users/${encodeURIComponent(user.id)}`;
          revoked = (await api<{ tokensRevoked: number }>('DELETE', path)).tokensRevoked;
        });
        await onChanged();
        if (isDone) tell(words.removed(user.name, revoked));
      }}
    >
      {standing !== undefined && standing.length > 0 && (
        <>
          <ul class="list standing">
            {standing.map((one) => (
              <TokenRow
                key={one.token.id}
                standing={one}
                onSecret={canTake ? setCreated : undefined}
              />
            ))}
          </ul>
          {canTake && <p class="muted small">{words.takeOverText}</p>}
        </>
      )}
    </Confirm>
  );
}
