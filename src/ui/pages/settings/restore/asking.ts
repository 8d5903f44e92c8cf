/** The hub, asked about putting it back to a backup: by an owner, or with the setup code of a new hub. */
import type { RestoreView } from '../../../../app/backup/restoring.ts';
import { ApiError, proving, send, type ApiMethod } from '../../../api.ts';
import { restore as words } from '../../../strings/restore.ts';
import { bytes } from '../bytes.ts';

const POLL_MS = 700;
const LOST_MS = 120_000;

const later = async () => new Promise((resolve) => setTimeout(resolve, POLL_MS));

export interface RestoreAsker {
  /** Sends the file and has it read, in place of one that waits. */
  look(file: File): Promise<RestoreView>;
  open(passphrase: string): Promise<RestoreView>;
  start(choice: object): Promise<RestoreView>;
  drop(): Promise<void>;
  /** How far the hub is. */
  view(): Promise<RestoreView>;
  /** Resolves once the hub is another: it answers, and is no longer about to start anew. @returns false where it is not */
  untilAnew(): Promise<boolean>;
}

/** What the hub says of this file is said in its own words. */
function inItsWords(error: unknown): unknown {
  if (!(error instanceof ApiError) || error.message === '' || error.status === 401) return error;
  return new ApiError(error.status, { ...error.body, field: error.field ?? 'file' });
}

/** @param code of a hub without an owner; empty where none is needed */
export function restoreAsker(code: string): RestoreAsker {
  const headers = code === '' ? {} : { 'X-Setup-Code': code.trim().toUpperCase() };
  const ask = async (method: ApiMethod, path = '', body?: object) =>
    proving(async () => send<RestoreView>(method, `/api/restore${path}`, { body, headers })).catch(
      (error: unknown) => {
        throw inItsWords(error);
      },
    );

  /** Where the hub hung up before all was sent, it says why when it is asked. */
  async function whyRefused(error: unknown): Promise<unknown> {
    if (!(error instanceof ApiError) || error.status > 0) return error;
    const view = await ask('GET').catch(() => undefined);
    const { failure: message, refusal } = view ?? {};
    return message === undefined
      ? error
      : new ApiError(400, { message, field: 'file', ...refusal });
  }

  return {
    view: async () => ask('GET'),
    async look(file) {
      const { state, roomBytes } = await ask('GET');
      if (file.size > roomBytes)
        throw new ApiError(413, { message: words.tooLarge(bytes(roomBytes)), field: 'file' });
      if (state === 'sealed' || state === 'ready') await ask('DELETE');
      return ask('POST', '', file).catch(async (error: unknown) => {
        throw await whyRefused(error);
      });
    },
    open: async (passphrase) => ask('POST', '/passphrase', { passphrase }),
    start: async (choice) => ask('POST', '/start', choice),
    async drop() {
      await ask('DELETE');
    },
    async untilAnew() {
      const overAtMs = performance.now() + LOST_MS;
      while (performance.now() < overAtMs) {
        await later();
        try {
          const { state } = await send<RestoreView>('GET', '/api/restore', { headers });
          if (state !== 'restarting') return true;
        } catch (error) {
          // The last one knew who asks, or the setup code; and one that is starting says so.
          if (error instanceof ApiError && error.status > 0 && error.status < 500) return true;
        }
      }
      return false;
    },
  };
}

/** Tells how far the hub is, for as long as something is being done. @returns what ends that */
export function watchProgress(
  asker: RestoreAsker,
  onView: (view: RestoreView) => void,
): () => void {
  const over = new AbortController();
  async function watch({ signal }: AbortController): Promise<void> {
    for (;;) {
      await later();
      if (signal.aborted) return;
      await asker.view().then(onView, () => undefined);
    }
  }
  void watch(over);
  return () => over.abort();
}
