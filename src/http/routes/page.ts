/**
 * The page for people: one document at each of its own addresses, and the files that it names. It is open, since it
 * knows nothing of the house; what it shows it asks the API for.
 */
import { cookieValues } from '../../app/people/session-cookie.ts';
import type { PageFile, PageFolder } from '../../app/served/page.ts';
import { HubError } from '../../domain/errors.ts';
import { evaluateConditions } from '../conditional.ts';
import { encodingsOf, languageOf } from '../encoding.ts';
import type { Reply, Request } from '../exchange.ts';
import { paramOf } from '../param.ts';
import { commonHeaders } from '../reply.ts';
import type { Route } from '../router.ts';

/** The addresses of the page: what ui/router.ts knows. */
export const ADDRESSES: readonly string[] = [
  '/',
  '/zones/{zoneId}',
  '/plant',
  '/energy',
  '/events',
  '/settings',
  '/settings/{section}',
];

/** No script, style, picture or answer from anywhere but this hub, and none that stands in the document itself. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** What is looked at anew each time: its name stays. */
const WORKER = [...commonHeaders('no-cache'), 'Vary', 'Accept-Encoding'];
const DOCUMENT = [
  ...commonHeaders('no-cache'),
  'Content-Security-Policy',
  POLICY,
  'Vary',
  'Accept-Encoding, Accept-Language, Cookie',
];
/** Named by a hash of their content: another content has another name. */
const ASSET = [...commonHeaders('public, max-age=31536000, immutable'), 'Vary', 'Accept-Encoding'];

const STANDARD_LANGUAGE = 'en';
/** What somebody has chosen on the page (ui/language.ts). */
const LANGUAGE_COOKIE = 'aris_language';

function replyOf(file: PageFile, request: Request, common: readonly string[]): Reply {
  const { bytes, etag, contentType, encoding } = file;
  const headers = [...common, 'ETag', etag];
  const status = evaluateConditions((name) => request.header(name), { etag });
  if (status !== undefined) return { status, headers };
  return {
    status: 200,
    headers: [
      'Content-Type',
      contentType,
      'Content-Length',
      String(bytes.length),
      ...(encoding === undefined ? [] : ['Content-Encoding', encoding]),
      ...headers,
    ],
    body: bytes,
  };
}

export function pageRoutes(folder: PageFolder): Route[] {
  async function reply(request: Request, name: string, common: readonly string[]): Promise<Reply> {
    const file = await folder.read(name, encodingsOf(request.header('accept-encoding')));
    if (file === undefined) throw new HubError('not_found', 'Not found', { path: request.path });
    return replyOf(file, request, common);
  }

  /** In the language that was chosen here, else in the one that the browser likes best. */
  async function document(request: Request): Promise<Reply> {
    const known = await folder.languages();
    const [chosen] = cookieValues(request.header('cookie'), LANGUAGE_COOKIE);
    const language =
      known.find((name) => name === chosen) ??
      languageOf(request.header('accept-language'), known) ??
      STANDARD_LANGUAGE;
    return reply(request, `index.${language}.html`, DOCUMENT);
  }

  return [
    ...ADDRESSES.map((path): Route => ({
      method: 'GET',
      path,
      access: 'open',
      summary: 'The page for people',
      handle: document,
    })),
    {
      method: 'GET',
      path: '/worker.js',
      access: 'open',
      summary: 'What has a browser keep the page for when the hub is away (a service worker)',
      handle: (request) => reply(request, 'worker.js', WORKER),
    },
    {
      method: 'GET',
      path: '/assets/{file}',
      access: 'open',
      summary: 'A file of the page',
      handle: (request) => reply(request, paramOf(request.params, 'file'), ASSET),
    },
  ];
}
