/** The hub's public API, as the page asks it. */
import type { JsonValue } from '../domain/errors.ts';

/** What the hub said no with, or that it said nothing (status 0). */
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

interface Hooks {
  /** The session is over. */
  onSignedOut(): void;
  /** What is asked for wants the password once more. @returns whether it was given */
  proveAgain(): Promise<boolean>;
}

let hooks: Hooks = { onSignedOut: () => undefined, proveAgain: () => Promise.resolve(false) };

export function setHooks(next: Hooks): void {
  hooks = next;
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

async function ask(
  method: ApiMethod,
  path: string,
  { body, seen, headers }: Asked,
): Promise<Response> {
  const isFile = body instanceof Blob;
  const etag = seen && etags.get(seen);
  try {
    return await fetch(path, {
      method,
      cache: 'no-store',
      headers: {
        ...(body !== undefined && {
          'Content-Type': isFile ? 'application/octet-stream' : 'application/json',
        }),
        ...(etag !== undefined && { 'If-Match': etag }),
        ...headers,
      },
      ...(body !== undefined && { body: isFile ? body : JSON.stringify(body) }),
    });
  } catch {
    throw new ApiError(0, {});
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
  const response = await ask(method, path, asked);
  const answer = await answerOf(response);
  const etag = response.headers.get('etag');
  // One that a compressing proxy has made weak matches nothing.
  const isStrong = etag?.startsWith('"') === true;
  if (isStrong && typeof answer === 'object' && answer !== null) etags.set(answer, etag);
  if (!response.ok) throw new ApiError(response.status, (answer ?? {}) as ApiError['body']);
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
