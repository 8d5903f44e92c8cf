/**
 * The way from the hub to the page: its stream, and the state asked for anew where the stream says nothing. A hub that
 * hangs, a network that is gone and a proxy that holds answers back all leave a stream open and silent.
 */
import { signal } from '@preact/signals';
import { hubNowMs, setHubTime } from './now.ts';
import { loadSession } from './session.ts';

export const connection = signal<'connecting' | 'live' | 'lost'>('connecting');
/** When the hub said its last word, by its own clock: of then is what is shown while the connection is lost. */
export const asOfMs = signal<number | undefined>(undefined);

export interface StreamListener {
  /** Names of what the stream tells, besides its heartbeats. */
  readonly names: readonly string[];
  /** @param text JSON */
  onEvent(name: string, text: string): void;
  /** @param text the state of the house as a whole, JSON */
  onState(text: string): void;
}

/** The hub says something at least this often: `LIMITS.streamHeartbeatMs`. */
const HEARTBEAT_MS = 15_000;
const LOOK_MS = 5_000;
/** A heartbeat may come late. */
const SILENCE_MS = HEARTBEAT_MS + LOOK_MS;
/** With the silence before it, two heartbeats. */
const ANSWER_MS = 10_000;
const STREAM_SILENCE_MS = 2 * HEARTBEAT_MS;
const BACK_OFF_MS = { first: 1_000, most: 15_000 };

let listener: StreamListener | undefined;
let source: EventSource | undefined;
let retryTimer: ReturnType<typeof setTimeout> | undefined;
let watchTimer: ReturnType<typeof setInterval> | undefined;
let backOffMs = BACK_OFF_MS.first;
let isLooking = false;
/** The stream has ended: without a state, too, nothing is known any more. */
let isBroken = false;
/** By a clock that nobody sets. */
let wordAtMs = 0;
let streamWordAtMs = 0;
/** How often the stream has spoken: what was asked for before is older. */
let streamWords = 0;

function heard(): void {
  wordAtMs = performance.now();
  connection.value = 'live';
}

function lose(): void {
  if (connection.value === 'live') asOfMs.value = hubNowMs() - (performance.now() - wordAtMs);
  connection.value = 'lost';
}

function heardStream(): void {
  streamWordAtMs = performance.now();
  streamWords++;
  isBroken = false;
  backOffMs = BACK_OFF_MS.first;
  heard();
}

/** Asks for the state. Never rejects: where none comes, the connection is lost if the stream says nothing either. */
async function look(): Promise<void> {
  const asked = { source, streamWords };
  isLooking = true;
  const text = await readState();
  isLooking = false;
  if (source === undefined) return;
  if (text === undefined) {
    if (isBroken || performance.now() - wordAtMs >= SILENCE_MS) lose();
    return;
  }
  heard();
  // After another stream was begun somebody else may be signed in; what the stream has told meanwhile is newer.
  if (source === asked.source && streamWords === asked.streamWords) listener?.onState(text);
}

async function readState(): Promise<string | undefined> {
  try {
    const answer = await fetch('/api/state', { signal: AbortSignal.timeout(ANSWER_MS) });
    // Else it is somebody else who answers: a proxy, or a network that wants a sign-in.
    const isState = answer.headers.get('content-type')?.startsWith('application/json') === true;
    if (!answer.ok || !isState) return undefined;
    const date = Date.parse(answer.headers.get('date') ?? '');
    const text = await answer.text();
    if (!Number.isNaN(date)) setHubTime(date);
    return text.trim();
  } catch {
    return undefined;
  }
}

function onError(from: EventSource): void {
  // Of one that was closed the news may come late.
  if (source !== from) return;
  isBroken = true;
  lookNow();
  // The browser tries again by itself after a break, but gives up where the hub answered with a refusal.
  if (from.readyState !== EventSource.CLOSED) return;
  clearTimeout(retryTimer);
  retryTimer = setTimeout(() => void reconnect(), backOffMs);
  backOffMs = Math.min(backOffMs * 2, BACK_OFF_MS.most);
}

async function reconnect(): Promise<void> {
  await loadSession();
  if (source !== undefined) connect();
}

function connect(): void {
  source?.close();
  const next = new EventSource('/api/stream');
  source = next;
  streamWordAtMs = performance.now();
  const on = (name: string, take: (text: string) => void) =>
    next.addEventListener(name, ({ data }: MessageEvent<string>) => {
      heardStream();
      take(data);
    });
  next.addEventListener('open', heardStream);
  next.addEventListener('error', () => onError(next));
  on('heartbeat', (text) => setHubTime(Date.parse((JSON.parse(text) as { ts: string }).ts)));
  for (const name of listener?.names ?? []) on(name, (text) => listener?.onEvent(name, text));
}

function watch(): void {
  const nowMs = performance.now();
  if (nowMs - streamWordAtMs >= STREAM_SILENCE_MS) connect();
  if (nowMs - wordAtMs >= SILENCE_MS) lookNow();
}

/** Looks whether the hub is there, and what has become of the house. */
export function lookNow(): void {
  if (source !== undefined && !isLooking) void look();
}

function onVisible(): void {
  // A page that was asleep has missed heartbeats that were told.
  if (document.visibilityState === 'visible') watch();
}

/** A page that the browser puts aside, to have it back at once, holds no connection: there are few to one hub. */
function onPutAside(): void {
  source?.close();
}

function onBack({ persisted }: PageTransitionEvent): void {
  if (!persisted || source === undefined) return;
  connect();
  lookNow();
}

/** Resolves when the state was told for the first time, or is not. */
export async function openStream(next: StreamListener): Promise<void> {
  listener = next;
  connect();
  wordAtMs = performance.now();
  watchTimer = setInterval(watch, LOOK_MS);
  addEventListener('online', lookNow);
  addEventListener('visibilitychange', onVisible);
  addEventListener('pagehide', onPutAside);
  addEventListener('pageshow', onBack);
  await look();
}

export function closeStream(): void {
  clearTimeout(retryTimer);
  clearInterval(watchTimer);
  removeEventListener('online', lookNow);
  removeEventListener('visibilitychange', onVisible);
  removeEventListener('pagehide', onPutAside);
  removeEventListener('pageshow', onBack);
  source?.close();
  source = undefined;
  isBroken = false;
  connection.value = 'connecting';
  asOfMs.value = undefined;
}

export const isStreamOpen = (): boolean => source !== undefined;
