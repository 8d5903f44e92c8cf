/** What a zone was, read once as a whole; as time goes on, and when the hub is back, what is newer is read and appended. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { call } from '../../api.ts';
import { hubNowMs } from '../../now.ts';
import { readAgain } from '../../reading.ts';
import { connection } from '../../stream.ts';
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

/** @returns undefined until the hub has answered; without a series where it has not told */
export function useHistory(
  zoneId: string,
  range: Range,
): { readonly series: Series | undefined } | undefined {
  const [shown, setShown] = useState<{ of: string; series: Series | undefined }>();
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
        setShown({ of, series: seriesOf(answer, stepMs) });
      },
      onFailure() {
        // What was shown before stays, and the next time all of it is read: the hub may refuse a piece.
        known.current = undefined;
        setShown((now) => (now?.of === of ? now : { of, series: undefined }));
      },
      againMs: stepMs,
    });
  }, [of, isLive]);
  return shown?.of === of ? shown : undefined;
}
