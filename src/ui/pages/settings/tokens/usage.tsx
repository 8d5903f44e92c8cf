/** What a token was used for: its last uses one by one, and how many there were each day. */
import type { UsageView } from '../../../../app/tokens/usage-records.ts';
import { Chip } from '../../../components/notice.tsx';
import { date, dateTime, fromNow } from '../../../format.ts';
import { hubNowMs } from '../../../now.ts';
import { tokens as words } from '../../../strings/tokens.ts';
import { Loaded, useResource } from '../../../resource.tsx';
import { lastDays } from './days.ts';

type Use = UsageView['usage'][number];

function Days({ daily }: Pick<UsageView, 'daily'>) {
  const days = lastDays(daily, hubNowMs());
  const most = Math.max(1, ...days.map(({ requests }) => requests));
  return (
    <figure class="token-days">
      <figcaption class="muted small">{words.usage.days}</figcaption>
      <ol>
        {days.map(({ day, requests }) => (
          <li key={day} title={words.usage.day(date(day), requests)}>
            <span style={{ height: `${Math.ceil((100 * requests) / most)}%` }} />
            <span class="hidden">{words.usage.day(date(day), requests)}</span>
          </li>
        ))}
      </ol>
    </figure>
  );
}

function UseRow({ use }: { use: Use }) {
  const { timestamp, method, path, status, address, userAgent, program } = use;
  return (
    <tr>
      <td data-label={words.usage.when}>
        <time dateTime={timestamp} title={dateTime(timestamp)}>
          {fromNow(timestamp)}
        </time>
      </td>
      <td data-label={words.usage.what}>
        <code>
          {method} {path}
        </code>
      </td>
      <td data-label={words.usage.answer}>
        <Chip tone={status < 400 ? 'good' : 'bad'}>
          {words.usage.answers(status)} · {status}
        </Chip>
      </td>
      <td data-label={words.usage.from}>{address}</td>
      <td data-label={words.usage.program} title={userAgent}>
        {program ?? '–'}
      </td>
    </tr>
  );
}

export function TokenUsage({ tokenId }: { tokenId: string }) {
  const usage = useResource<UsageView>(`/api/tokens/${encodeURIComponent(tokenId)}/usage`);
  return (
    <div class="stack">
      <h3>{words.usage.title}</h3>
      <Loaded what={words.usage.title} of={usage}>
        {({ usage: uses, daily }) =>
          uses.length === 0 ? (
            <p class="muted">{words.usage.none}</p>
          ) : (
            <>
              <Days daily={daily} />
              <table class="token-uses">
                <thead>
                  <tr>
                    {(['when', 'what', 'answer', 'from', 'program'] as const).map((column) => (
                      <th key={column} scope="col">
                        {words.usage[column]}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {uses.map((use, index) => (
                    <UseRow key={index} use={use} />
                  ))}
                </tbody>
              </table>
            </>
          )
        }
      </Loaded>
    </div>
  );
}
