/** Who may come in, who is locked out, and the connections that there are. */
import type { Locks } from '../app/people/locks.ts';
import type { Sessions } from '../app/people/sessions.ts';
import type { Clock } from '../app/base/ports/clock.ts';
import { HANG_UPS, type ConnectionStats } from '../app/base/ports/http.ts';
import type { Tokens } from '../app/tokens/tokens.ts';
import { TOKEN_STATES } from '../domain/token.ts';
import { SECOND_MS } from '../domain/units.ts';
import { everySecond } from './every-second.ts';
import { counter, family, gauge } from './family.ts';
import { counts, singles, type Section } from './section.ts';

export interface AccessSources {
  readonly tokens: Pick<Tokens, 'stats'>;
  readonly sessions: Pick<Sessions, 'counts'>;
  readonly locks: Pick<Locks, 'stats'>;
  readonly connections: () => ConnectionStats;
  readonly streamCount: () => number;
  readonly clock: Clock;
}

export function accessSections(sources: AccessSources): Section[] {
  const { connections, streamCount, clock } = sources;
  const sessionCounts = everySecond(clock, () => sources.sessions.counts());
  const locks = everySecond(clock, () => sources.locks.stats());
  const tokens = family('gauge', 'aris_tokens', 'API tokens, by state.', ['state']);
  const sessions = family('gauge', 'aris_sessions', 'Open sessions of people, by kind.', ['kind']);
  const hangUps = counter('aris_http_hang_ups', 'Connections that the hub ended, by reason.', [
    'reason',
  ]);
  return [
    counts(tokens, TOKEN_STATES, () => sources.tokens.stats().states),
    counts(sessions, ['jwt', 'cookie'], sessionCounts),
    singles([
      [
        gauge(
          'aris_token_next_expiry_timestamp_seconds',
          'When the next API token expires, of those that were made for two weeks and more.',
        ),
        () => {
          const { nextExpiryMs } = sources.tokens.stats();
          return nextExpiryMs && nextExpiryMs / SECOND_MS;
        },
      ],
      [
        gauge('aris_lockouts_active', 'Accounts and addresses locked out now.'),
        () => locks().active,
      ],
      [counter('aris_lockouts', 'Lock-outs after too many wrong tries.'), () => locks().total],
      [gauge('aris_http_connections', 'Open connections.'), () => connections().open],
      [gauge('aris_http_streams', 'Open event streams.'), streamCount],
    ]),
    counts(hangUps, HANG_UPS, () => connections().hungUp),
  ];
}
