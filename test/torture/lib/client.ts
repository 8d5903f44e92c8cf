/** A client of the hub on connections that it keeps: curl for each request would be slower than what is measured. */
import type { Answer } from './ledger.ts';

const PATIENCE_MS = 30_000;

export interface Reply {
  /** Undefined where the connection broke, or nothing came in time. */
  readonly status: number | undefined;
  readonly body: unknown;
}

export interface Client {
  ask(method: string, path: string, body?: object): Promise<Reply>;
  /** @throws Error where it is not 200 */
  read(path: string): Promise<unknown>;
}

export const answerOf = ({ status = 0 }: Reply): Answer =>
  status === 0 ? 'unanswered' : status < 300 ? 'acknowledged' : 'refused';

export function createClient(url: string, token: string): Client {
  async function ask(method: string, path: string, body?: object): Promise<Reply> {
    try {
      const response = await fetch(url + path, {
        method,
        headers: {
          Authorization: `Bearer ${token}`,
          ...(body !== undefined && { 'Content-Type': 'application/json' }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      return { status: response.status, body: await response.json() };
    } catch {
      return { status: undefined, body: undefined };
    }
  }
  return {
    ask,
    async read(path) {
      const { status, body } = await ask('GET', path);
      if (status !== 200) throw new Error(`GET ${path} was answered with ${String(status)}`);
      return body;
    },
  };
}
