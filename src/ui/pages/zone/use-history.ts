/** What a zone was, read once as a whole; as time goes on, and when the hub is back, what is newer is read and appended. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { call } from '../../api.ts';
import { unreadText } from '../../failure.ts';
import { hubNowMs } from '../../now.ts';
import { readAgain } from '../../reading.ts';
import { connection } from '../../stream.ts';
import { zone as words } from '../../strings/zone.ts';
import {
  appended,
  HISTORY_FIELDS,
  newestIn,
  seriesOf,
  SPANS,
  type ChartAnswer,
  type Range,
  type Series,
} from './history.ts';

interface Read {
  readonly of: string;
  readonly answer: ChartAnswer;
}

async function read(zoneId: string, range: Range, known?: ChartAnswer): Promise<ChartAnswer> {
  const { hours } = SPANS[range];
  const newest = newestIn(known, range, hubNowMs());
  const since = newest === undefined ? `hours=${hours}` : `start=${newest}`;
  const path = `/api/zones/${encodeURIComponent(zoneId)}/history?${since}&fields=${HISTORY_FIELDS}`;
  const answer = await call<ChartAnswer>('GET', path);
  return known === undefined || newest === undefined ? answer : appended(known, answer, hours);
}

type LoadedHistory = { readonly series: Series } | { readonly failure: string } | undefined;

/** @returns undefined until the hub has answered, or has not */
export function useHistory(zoneId: string, range: Range): LoadedHistory {
  const [shown, setShown] = useState<{ of: string; is: LoadedHistory }>();
  const known = useRef<Read | undefined>(undefined);
  const of = `${zoneId} ${range}`;
  const isLive = connection.value === 'live';
  useEffect(() => {
    const { stepMs } = SPANS[range];
    return readAgain({
      read: async () =>
        read(zoneId, range, known.current?.of === of ? known.current.answer : undefined),
      onRead(answer) {
        known.current = { of, answer };
        setShown({ of, is: { series: seriesOf(answer, stepMs) } });
      },
      onFailure(error) {
        // What was shown before stays, and the next time all of it is read: the hub may refuse a piece.
        known.current = undefined;
        const failure = unreadText(words.chart.title, error);
        setShown((old) =>
          old?.of === of && old.is !== undefined && 'series' in old.is
            ? old
            : { of, is: { failure } },
        );
      },
      againMs: stepMs,
    });
  }, [of, isLive]);
  return shown?.of === of ? shown.is : undefined;
}
