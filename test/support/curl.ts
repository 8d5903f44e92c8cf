/** Requests by a real curl. */
import { run } from './child.ts';

export interface CurlReply {
  readonly status: number;
  /** In lower case; the last of each name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** @throws SyntaxError where the body is no JSON */
  json(): unknown;
}

export interface CurlOptions {
  readonly token?: string;
  readonly method?: string;
  /** Sent as JSON. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Further arguments. */
  readonly args?: readonly string[];
}

/** @throws Error where curl itself fails, with its words */
export async function curl(url: string, options: CurlOptions = {}): Promise<CurlReply> {
  const { token, method, body, headers = {}, args = [] } = options;
  const sent = {
    ...(token !== undefined && { Authorization: `Bearer ${token}` }),
    ...(body !== undefined && { 'Content-Type': 'application/json' }),
    ...headers,
  };
  const { code, stdout, stderr } = await run('curl', [
    '-sS',
    '--include',
    '--path-as-is',
    '--noproxy',
    '*',
    '--max-time',
    '20',
    ...Object.entries(sent).flatMap(([name, value]) => ['-H', `${name}: ${value}`]),
    ...(method === undefined ? [] : ['-X', method]),
    ...(body === undefined ? [] : ['--data-binary', JSON.stringify(body)]),
    ...args,
    url,
  ]);
  if (code !== 0) throw new Error(`curl ${url}: ${stderr}`);
  const end = stdout.indexOf('\r\n\r\n');
  const [first = '', ...lines] = stdout.slice(0, end).split('\r\n');
  const text = stdout.slice(end + 4);
  return {
    status: Number(first.split(' ')[1]),
    headers: Object.fromEntries(
      lines.map((line) => {
        const colon = line.indexOf(':');
        return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
      }),
    ),
    body: text,
    json: () => JSON.parse(text) as unknown,
  };
}
