/** The hub's public API, as the page asks it. */
import type { JsonValue } from '../domain/errors.ts';
import { lacksWords } from './refusals.ts';

/**
 * What the hub said no with, or that it said nothing: with status 0 a change was not sent, since it was known not to answer;
 * with -1 it was, and may have been done; with -2 something was to be read.
 */
export class ApiError extends Error {
  readonly status: number;
  /** The hub's own answer. */
  readonly body: Readonly<Record<string, JsonValue>>;

  constructor(status: number, body: ApiError['body']) {
    const { message, error } = body;
    super(typeof message === 'string' ? message : typeof error === 'string' ? error : '');
    this.status = status;
    this.body = body;
  }

  /** Which field was wrong, where one was. */
  get field(): string | undefined {
    const { field } = this.body;
    return typeof field === 'string' ? field : undefined;
  }

  /** The members that somebody has changed since they were seen, where that is why nothing was done. */
  get changedMeanwhile(): readonly JsonValue[] | undefined {
    const { changed } = this.body;
    return this.status === 412 && Array.isArray(changed) ? (changed as JsonValue[]) : undefined;
  }

  get retryAfterSeconds(): number | undefined {
    const { retryAfterSeconds } = this.body;
    return typeof retryAfterSeconds === 'number' ? retryAfterSeconds : undefined;
  }
}

export type ApiMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export const UNSENT = 0;
export const UNANSWERED = -1;
export const UNREAD = -2;

/** An answer that takes longer is given up. */
const ANSWER_MS = 10_000;
/** What the hub needs time for: passwords on a busy machine, whole stores, and brokers that are tried. */
const SLOW = {
  paths: ['/api/auth', '/api/backups', '/api/restore', '/api/broker/check'],
  answerMs: 300_000,
};

const answerMsOf = (path: string) =>
  SLOW.paths.some((slow) => path.startsWith(slow)) ? SLOW.answerMs : ANSWER_MS;

interface Hooks {
  /** Whether the hub is known not to answer: what would change something is not sent then. */
  isLost(): boolean;
  /** A change was sent, and no answer came. */
  onUnanswered(): void;
  /** The session is over. */
  onSignedOut(): void;
  /** What is asked for wants the password once more. @returns whether it was given */
  proveAgain(): Promise<boolean>;
  /** What the hub refuses is said in words that are not here yet. */
  loadWords(): Promise<void>;
}

const NONE: Hooks = {
  isLost: () => false,
  onUnanswered: () => undefined,
  onSignedOut: () => undefined,
  proveAgain: () => Promise.resolve(false),
  loadWords: () => Promise.resolve(),
};

let hooks = NONE;

/** In place of those before. */
export function setHooks(next: Partial<Hooks>): void {
  hooks = { ...NONE, ...next };
}

/** Answer → its ETag. */
const etags = new WeakMap<object, string>();

interface Asked {
  /** JSON, or a file as it is. */
  readonly body?: object | undefined;
  readonly headers?: Readonly<Record<string, string>>;
  /** An answer of the same path: nothing is changed where it is no longer so. */
  readonly seen?: object | undefined;
}

/** Has an answer go as one that was seen of a path, though it came with others. */
export function seenWith(answer: object, etag: string): void {
  etags.set(answer, etag);
}

async function ask(
  method: ApiMethod,
  path: string,
  { body, seen, headers }: Asked,
): Promise<Response> {
  const isFile = body instanceof Blob;
  const etag = seen && etags.get(seen);
  if (method !== 'GET' && hooks.isLost()) throw new ApiError(UNSENT, {});
  return await fetch(path, {
    method,
    cache: 'no-store',
    signal: AbortSignal.timeout(answerMsOf(path)),
    headers: {
      ...(body !== undefined && {
        'Content-Type': isFile ? 'application/octet-stream' : 'application/json',
      }),
      ...(etag !== undefined && { 'If-Match': etag }),
      ...headers,
    },
    ...(body !== undefined && { body: isFile ? body : JSON.stringify(body) }),
  });
}

/** The answer as it came, or why none did. @throws ApiError */
async function answered<Answer>(method: ApiMethod, work: () => Promise<Answer>): Promise<Answer> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ApiError) throw error;
    if (method === 'GET') throw new ApiError(UNREAD, {});
    hooks.onUnanswered();
    throw new ApiError(UNANSWERED, {});
  }
}

async function answerOf(response: Response): Promise<unknown> {
  const isJson = response.headers.get('content-type')?.startsWith('application/json') === true;
  return isJson ? await response.json() : undefined;
}

/**
 * The hub's answer to a request, without a look at who is signed in.
 * @param seen an answer of the same path, on whose being so still the change depends
 * @throws ApiError
 */
export async function call<Answer>(
  method: ApiMethod,
  path: string,
  body?: object,
  seen?: object,
): Promise<Answer> {
  return send(method, path, { body, seen });
}

/** The same, with all that can go with it. @throws ApiError */
export async function send<Answer>(method: ApiMethod, path: string, asked: Asked): Promise<Answer> {
  const { response, answer } = await answered(method, async () => {
    const response = await ask(method, path, asked);
    return { response, answer: await answerOf(response) };
  });
  const etag = response.headers.get('etag');
  // One that a compressing proxy has made weak matches nothing.
  const isStrong = etag?.startsWith('"') === true;
  if (isStrong && typeof answer === 'object' && answer !== null) etags.set(answer, etag);
  if (!response.ok) {
    const refused = new ApiError(response.status, (answer ?? {}) as ApiError['body']);
    if (lacksWords(refused)) await hooks.loadWords();
    throw refused;
  }
  return answer as Answer;
}

const wantsPassword = (error: unknown) =>
  error instanceof ApiError && error.status === 403 && error.body['required'] === 'password';

/**
 * The hub's answer to who is signed in. Where it wants the password once more, it is asked for.
 * @throws ApiError
 */
export async function api<Answer>(
  method: ApiMethod,
  path: string,
  body?: object,
  seen?: object,
): Promise<Answer> {
  return proving(async () => call<Answer>(method, path, body, seen));
}

/** Asks in the name of who is signed in; once more where the hub wants the password first. */
export async function proving<Answer>(work: () => Promise<Answer>): Promise<Answer> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) hooks.onSignedOut();
    if (!wantsPassword(error) || !(await hooks.proveAgain())) throw error;
    return await work();
  }
}
