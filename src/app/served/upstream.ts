/**
 * The Prometheus behind this hub: what it may be asked, and what of its answers is passed on. Pure, save for the port.
 * Whoever asks is known to the hub alone: neither header nor query of a question says who it was.
 */
import type { Readable } from 'node:stream';
import { HubError, invalid } from '../../domain/errors.ts';
import { LIMITS } from '../../domain/limits.ts';
import { QUERY_KEYS } from '../base/credential-ports.ts';

/** What reads, and only reads, by its path below `/api/v1/`; by GET, and where Prometheus takes one by a form's POST. */
export const UPSTREAM_PATHS: readonly { readonly path: string; readonly takesForm: boolean }[] = [
  { path: 'query', takesForm: true },
  { path: 'query_range', takesForm: true },
  { path: 'query_exemplars', takesForm: true },
  { path: 'series', takesForm: true },
  { path: 'labels', takesForm: true },
  { path: 'label/{name}/values', takesForm: false },
  { path: 'metadata', takesForm: false },
  { path: 'rules', takesForm: false },
  { path: 'alerts', takesForm: false },
  { path: 'status/buildinfo', takesForm: false },
  { path: 'format_query', takesForm: true },
  { path: 'parse_query', takesForm: true },
];

export interface UpstreamQuestion {
  readonly method: 'GET' | 'POST';
  /** Below the address of the upstream, with its query. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Of a form. */
  readonly body?: string;
}

export interface UpstreamAnswer {
  readonly status: number;
  /** By its name in lower case. */
  header(name: string): string | undefined;
  /** To be read to its end or destroyed. It fails past LIMITS.upstreamAnswerBytes and LIMITS.upstreamMs. */
  readonly body: Readable;
}

export interface Upstream {
  /** @throws HubError `upstream_failed`; `unavailable` where too many wait already */
  ask(question: UpstreamQuestion): Promise<UpstreamAnswer>;
}

/** What was asked of this hub. */
export interface Asked {
  /** One of `UPSTREAM_PATHS`. */
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: string;
  /** Of a POST. */
  readonly form?: URLSearchParams;
  readonly acceptsGzip: boolean;
}

/** Also names that are not of this form are spelled in it, as `U__…`. */
const LABEL_NAME = /^[a-zA-Z_][a-zA-Z0-9_]{0,999}$/;

const KEYS: ReadonlySet<string> = new Set(QUERY_KEYS);

/** Parsed and written anew, so that it has one reading; without what opens this hub. */
function withoutKeys(fields: URLSearchParams): string {
  // Deleting one by one moves all that follows, each time.
  const others = [...fields].filter(([name]) => !KEYS.has(name));
  return new URLSearchParams(others).toString();
}

/** @throws HubError `invalid`, where a label has an impossible name */
export function questionOf({ path, params, query, form, acceptsGzip }: Asked): UpstreamQuestion {
  const below = path.replaceAll(/\{(\w+)\}/g, (_, key: string) => {
    const name = params[key] ?? '';
    if (!LABEL_NAME.test(name)) throw invalid(key, `${key} must be the name of a label`);
    return name;
  });
  const search = withoutKeys(new URLSearchParams(query));
  const headers = {
    Accept: 'application/json',
    'Accept-Encoding': acceptsGzip ? 'gzip' : 'identity',
  };
  const target = `/api/v1/${below}${search && `?${search}`}`;
  if (form === undefined) return { method: 'GET', target, headers };
  const body = withoutKeys(form);
  return {
    method: 'POST',
    target,
    body,
    headers: {
      ...headers,
      'Content-Type': 'application/x-www-form-urlencoded',
      'Content-Length': String(Buffer.byteLength(body)),
    },
  };
}

export const upstreamFailed = (what: string, status?: number) =>
  new HubError('upstream_failed', `The Prometheus of ARIS_PROMETHEUS_URL ${what}`, {
    ...(status !== undefined && { upstreamStatus: status }),
  });

/** An answer, and what is wrong with the question: of 422, that it cannot be worked out. */
const PASSED_STATUSES: ReadonlySet<number> = new Set([200, 400, 422]);
/** A page of another kind would be shown by a browser as this hub's own. */
const JSON_TYPE = /^application\/json *(?:;|$)/i;

/**
 * The headers that an answer is passed on with, in the form of Reply.headers.
 * @throws HubError `upstream_failed`, where it is none to pass on
 */
export function passedHeaders({ status, header }: Omit<UpstreamAnswer, 'body'>): string[] {
  if (status >= 300 && status < 400)
    throw upstreamFailed('redirects, which is not followed', status);
  if (!PASSED_STATUSES.has(status)) throw upstreamFailed(`answered ${status}`, status);
  if (!JSON_TYPE.test(header('content-type') ?? ''))
    throw upstreamFailed('answered with something that is not JSON', status);
  const encoding = header('content-encoding') ?? 'identity';
  if (encoding !== 'identity' && encoding !== 'gzip')
    throw upstreamFailed('answered in an encoding that it was not asked for', status);
  const length = header('content-length');
  if (Number(length ?? 0) > LIMITS.upstreamAnswerBytes)
    throw upstreamFailed(`answered with more than ${LIMITS.upstreamAnswerBytes} bytes`, status);
  return [
    'Content-Type',
    'application/json',
    'Vary',
    'Accept-Encoding',
    ...(encoding === 'gzip' ? ['Content-Encoding', encoding] : []),
    ...(length === undefined ? [] : ['Content-Length', length]),
  ];
}
