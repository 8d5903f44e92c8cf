/** One token of the list: what it is, and on demand what it did and what can be done about it. */
import { useId, useState } from 'preact/hooks';
import type { CreatedToken } from '../../../../app/tokens/token-making.ts';
import type { TokenView } from '../../../../app/tokens/live-token.ts';
import { Icon } from '../../../components/icon.tsx';
import { Chip, type Tone } from '../../../components/notice.tsx';
import { date, dateTime, fromNow } from '../../../format.ts';
import { locale } from '../../../language.ts';
import { zones } from '../../../live.ts';
import { hubNowMs } from '../../../now.ts';
import { self } from '../../../session.ts';
import { tokens as words } from '../../../strings/tokens.ts';
import { TokenActions } from './actions.tsx';
import { careOf } from './care.ts';
import { chosenOf, RESOURCES } from './permissions.ts';
import { makerOf, rootOf } from './standing.ts';
import { TokenUsage } from './usage.tsx';

function StateChip({ token }: { token: TokenView }) {
  const { state, expiresAt } = token;
  const care = careOf(token, hubNowMs());
  if (state !== 'active') {
    const tone: Tone = state === 'disabled' ? 'warn' : 'bad';
    return <Chip tone={tone}>{words.state[state]}</Chip>;
  }
  if (care === 'expiring' && expiresAt !== undefined)
    return <Chip tone="warn">{words.state.expiring(fromNow(expiresAt))}</Chip>;
  if (care === 'unused') return <Chip tone="warn">{words.state.unused}</Chip>;
  return <Chip tone="good">{words.state.active}</Chip>;
}

function When({ at, never }: { at: string | undefined; never: string }) {
  if (at === undefined) return <>{never}</>;
  return (
    <time dateTime={at} title={dateTime(at)}>
      {fromNow(at)}
    </time>
  );
}

/** What it may do, as it was given. */
export function rightsOf({ permissions }: Pick<TokenView, 'permissions'>): string[] {
  if (permissions === undefined) return [words.daily];
  const chosen = chosenOf(permissions);
  return RESOURCES.flatMap((resource) => {
    const choice = chosen[resource] ?? 'none';
    return choice === 'none' ? [] : [words.right[choice](words.resources[resource])];
  });
}

const capitalised = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

const nameOfZone = (zoneId: string) =>
  zones.value.find((zone) => zone.zoneId === zoneId)?.friendlyName ?? zoneId;

function Facts({ token }: { token: TokenView }) {
  const { createdAt, lastUsed, lastUsedAddress, expiresAt, requestCount } = token;
  return (
    <dl class="token-facts">
      <div>
        <dt>{words.created}</dt>
        <dd>
          <time dateTime={createdAt} title={dateTime(createdAt)}>
            {date(createdAt)}
          </time>
        </dd>
      </div>
      <div>
        <dt>{words.lastUsed}</dt>
        <dd>
          <When at={lastUsed} never={words.never} />
          {lastUsedAddress !== undefined && (
            <span class="muted small break"> {words.lastUsedFrom(lastUsedAddress)}</span>
          )}
        </dd>
      </div>
      <div>
        <dt>{words.expires}</dt>
        <dd>
          <When at={expiresAt} never={words.never} />
        </dd>
      </div>
      <div>
        <dt>{words.requests}</dt>
        <dd>{requestCount.toLocaleString(locale)}</dd>
      </div>
    </dl>
  );
}

function Limits({ token, all }: { token: TokenView; all: readonly TokenView[] }) {
  const { zones: zoneIds, addresses, requestsPerMinute, rotatedAt, tokenPrefix } = token;
  return (
    <dl class="facts">
      <dt>{words.made}</dt>
      <dd>{capitalised(makerOf(token, all))}</dd>
      <dt>{words.under}</dt>
      <dd>{capitalised(rootOf(token, self()?.id))}</dd>
      {zoneIds && (
        <>
          <dt>{words.rooms}</dt>
          <dd>{zoneIds.map(nameOfZone).join(', ')}</dd>
        </>
      )}
      <dt>{words.addresses}</dt>
      <dd>{addresses?.join(', ') ?? words.anywhere}</dd>
      {requestsPerMinute !== undefined && (
        <>
          <dt>{words.pace}</dt>
          <dd>{words.perMinute(requestsPerMinute)}</dd>
        </>
      )}
      {rotatedAt !== undefined && (
        <>
          <dt>{words.rotated}</dt>
          <dd>{dateTime(rotatedAt)}</dd>
        </>
      )}
      <dt>{words.begins}</dt>
      <dd>
        <code>{tokenPrefix}</code>
      </dd>
    </dl>
  );
}

export function TokenItem(props: {
  token: TokenView;
  /** All of the list: of which this one may be made, and which may be made by it. */
  all: readonly TokenView[];
  onChanged: () => Promise<void>;
  onSecret: (token: CreatedToken) => void;
}) {
  const { token, all } = props;
  const [isOpen, setIsOpen] = useState(false);
  const id = useId();
  return (
    <li class="card token">
      <h2>
        <button
          type="button"
          class="token-head"
          aria-expanded={isOpen}
          aria-controls={id}
          onClick={() => setIsOpen(!isOpen)}
        >
          <Icon name="key" />
          <span class="grow">{token.name}</span>
          <StateChip token={token} />
          <span class={isOpen ? 'token-turn open' : 'token-turn'}>
            <Icon name="next" size={18} />
          </span>
        </button>
      </h2>
      <Facts token={token} />
      <ul class="token-rights" aria-label={words.permissions}>
        {rightsOf(token).map((right) => (
          <li key={right}>
            <Chip>{right}</Chip>
          </li>
        ))}
        {token.isLimited && (
          <li>
            <Chip tone="warn">{words.limited(capitalised(rootOf(token, self()?.id)))}</Chip>
          </li>
        )}
        {token.zones && (
          <li>
            <Chip icon="home">{token.zones.map(nameOfZone).join(', ')}</Chip>
          </li>
        )}
      </ul>
      {isOpen && (
        <div id={id} class="stack token-more">
          <TokenActions {...props} />
          <Limits token={token} all={all} />
          <TokenUsage tokenId={token.id} />
        </div>
      )}
    </li>
  );
}
