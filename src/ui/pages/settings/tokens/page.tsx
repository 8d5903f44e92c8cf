/** Settings → API Tokens. */
import { useState } from 'preact/hooks';
import type { CreatedToken } from '../../../../app/tokens/token-making.ts';
import type { TokenView } from '../../../../app/tokens/live-token.ts';
import { Button } from '../../../components/button.tsx';
import { Notice } from '../../../components/notice.tsx';
import { hubNowMs } from '../../../now.ts';
import { may } from '../../../session.ts';
import { listed } from '../../../language.ts';
import { tokens as words } from '../../../strings/tokens.ts';
import { Loaded, useResource } from '../../../resource.tsx';
import { NotYourPage, Section } from '../section.tsx';
import { careOf, inOrder, type Care } from './care.ts';
import { CreateToken } from './create.tsx';
import { SecretDialog } from './secret.tsx';
import { wantedTemplate } from './templates.ts';
import { TokenItem } from './token.tsx';

export interface TokenList {
  readonly tokens: readonly TokenView[];
}

const nowMs = () => hubNowMs();

function CareNotice({ all, care }: { all: readonly TokenView[]; care: Exclude<Care, 'fine'> }) {
  const names = all.filter((token) => careOf(token, nowMs()) === care).map(({ name }) => name);
  if (names.length === 0) return null;
  return (
    <Notice tone="warn" icon={care === 'unused' ? 'info' : 'clock'}>
      {words.care[care](listed(names), names.length)}
    </Notice>
  );
}

/** Those that no removal of a person would end. */
function OrphanNotice({ all }: { all: readonly TokenView[] }) {
  const names = all.filter(({ under }) => under.kind === 'unknown').map(({ name }) => name);
  if (names.length === 0) return null;
  return (
    <Notice tone="warn" icon="info">
      {words.care.orphaned(listed(names), names.length)}
    </Notice>
  );
}

function TokenCards(props: {
  all: readonly TokenView[];
  onChanged: () => Promise<void>;
  onSecret: (token: CreatedToken) => void;
}) {
  const { all } = props;
  if (all.length === 0) return <p class="empty">{words.empty}</p>;
  return (
    <>
      <OrphanNotice all={all} />
      <CareNotice all={all} care="expiring" />
      <CareNotice all={all} care="unused" />
      <ul class="stack" aria-label={words.title}>
        {inOrder(all).map((token) => (
          <TokenItem key={token.id} token={token} {...props} />
        ))}
      </ul>
    </>
  );
}

export function TokensPage() {
  const isSeen = may('tokens:read');
  const list = useResource<TokenList>(isSeen ? '/api/tokens' : undefined);
  /** What is shown once. It is forgotten when its dialog closes. */
  const [created, setCreated] = useState<CreatedToken | undefined>();
  const [isCreating, setIsCreating] = useState(wantedTemplate.peek() !== undefined);
  if (!isSeen) return <NotYourPage title={words.title} text={words.notYours} />;
  const take = (token: CreatedToken) => {
    setIsCreating(false);
    setCreated(token);
  };
  return (
    <Section
      title={words.title}
      intro={words.intro}
      actions={
        may('tokens:full') && (
          <Button look="primary" icon="plus" onClick={() => setIsCreating(true)}>
            {words.create}
          </Button>
        )
      }
    >
      <Loaded what={words.title} of={list}>
        {({ tokens }) => <TokenCards all={tokens} onChanged={list.reload} onSecret={setCreated} />}
      </Loaded>
      {isCreating && <CreateToken onCreated={take} onClose={() => setIsCreating(false)} />}
      {created !== undefined && (
        <SecretDialog
          created={created}
          onClose={() => {
            setCreated(undefined);
            void list.reload();
          }}
        />
      )}
    </Section>
  );
}
