/** The events that fit a filter: as far as they have been asked for, and new ones as they happen. */
import { useSignalEffect } from '@preact/signals';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { EventPage } from '../../../app/records/event-query.ts';
import type { EventView } from '../../../app/records/event-record.ts';
import { call } from '../../api.ts';
import { failureText } from '../../failure.ts';
import { newestEvent } from '../../live.ts';
import { hubNowMs } from '../../now.ts';
import { SOON_MS } from '../../reading.ts';
import { connection } from '../../stream.ts';
import { fits, joined, toQuery, type Filter } from './filter.ts';

const PAGE = 50;
/** As many as the hub gives at a time. */
const EXPORT_PAGE = 1_000;
/** As many as the hub keeps: an export ends, whatever it is told. */
const EXPORT_MAX = 110_000;
/** While somebody types, nothing is asked. */
const TYPING_MS = 250;

async function pageOf(filter: Filter, limit: number, offset: number): Promise<EventView[]> {
  const query = toQuery(filter, hubNowMs());
  query.set('limit', String(limit));
  query.set('offset', String(offset));
  return [...(await call<EventPage>('GET', `/api/events?${query.toString()}`)).events];
}

/** All that fit. @throws ApiError */
export async function allOf(filter: Filter): Promise<EventView[]> {
  let all: EventView[] = [];
  for (let offset = 0; offset < EXPORT_MAX; offset += EXPORT_PAGE) {
    const page = await pageOf(filter, EXPORT_PAGE, offset);
    all = joined(all, page);
    if (page.length < EXPORT_PAGE) break;
  }
  return all;
}

export interface Events {
  /** Undefined until the first are there. */
  readonly events: readonly EventView[] | undefined;
  readonly hasMore: boolean;
  readonly isBusy: boolean;
  readonly failure: string | undefined;
  readonly more: () => void;
}

const NONE = { events: undefined, hasMore: false, isBusy: true, failure: undefined } as const;

export function useEvents(filter: Filter): Events {
  const [state, setState] = useState<Omit<Events, 'more'>>(NONE);
  const asked = useRef(0);
  const isLive = connection.value === 'live';
  const latest = useRef(filter);
  latest.current = filter;

  const load = (offset: number) => {
    const mine = ++asked.current;
    setState((old) => ({ ...old, isBusy: true, failure: undefined }));
    pageOf(filter, PAGE, offset).then(
      (page) => {
        if (mine !== asked.current) return;
        setState((old) => ({
          events: offset === 0 ? page : joined(old.events ?? [], page),
          hasMore: page.length === PAGE,
          isBusy: false,
          failure: undefined,
        }));
      },
      (error: unknown) => {
        if (mine !== asked.current) return;
        setState((old) => ({ ...old, isBusy: false, failure: failureText(error) }));
      },
    );
  };

  // Anew, too, when the hub is back: what happened meanwhile was not told here.
  useEffect(() => {
    const timer = setTimeout(() => load(0), TYPING_MS);
    return () => clearTimeout(timer);
  }, [JSON.stringify(filter), isLive]);

  // What came before stays, with a button for more; where nothing came, it is asked for again soon.
  const hasNone = state.failure !== undefined && state.events === undefined;
  useEffect(() => {
    if (!hasNone) return undefined;
    const timer = setTimeout(() => load(0), SOON_MS);
    return () => clearTimeout(timer);
  }, [hasNone]);

  useSignalEffect(() => {
    const event = newestEvent.value;
    if (event === undefined || !fits(latest.current, event, hubNowMs())) return;
    setState((old) => (old.events ? { ...old, events: joined([event], old.events) } : old));
  });

  return { ...state, more: () => load(state.events?.length ?? 0) };
}
