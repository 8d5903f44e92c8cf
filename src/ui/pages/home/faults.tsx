/** What needs somebody's attention, in plain words. */
import { Notice } from '../../components/notice.tsx';
import { house } from '../../live.ts';
import { home } from '../../strings/home.ts';
import { fromNow } from '../../format.ts';
import { nowMs } from '../../now.ts';
import { troublesOf } from '../../troubles.ts';

const SHOWN = 3;

export function Faults() {
  const troubles = house.value === undefined ? [] : troublesOf(house.value);
  if (troubles.length === 0) return null;
  const words = home.faults;
  const rest = troubles.slice(SHOWN).reduce((sum, { count }) => sum + count, 0);
  const isGrave = troubles.some(({ severity }) => severity === 'critical');
  return (
    <Notice tone={isGrave ? 'bad' : 'warn'} icon="warn">
      <h2 class="hidden">{words.label}</h2>
      <ul class="troubles">
        {troubles.slice(0, SHOWN).map(({ key, what, text, sinceTs }) => (
          <li key={key}>
            <strong>{what}</strong> {text}{' '}
            {sinceTs !== undefined && (
              <span class="small">({words.since(fromNow(sinceTs, nowMs.value))})</span>
            )}
          </li>
        ))}
      </ul>
      <p class="small">
        {rest > 0 && `${words.rest(rest)} · `}
        <a href="/events">{words.all}</a>
      </p>
    </Notice>
  );
}
