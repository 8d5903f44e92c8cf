/** The browser's stream and window, as far as the page uses them. */

export class PlayedStream extends EventTarget {
  static readonly CLOSED = 2;
  static all: PlayedStream[] = [];
  readyState = 1;
  constructor() {
    super();
    PlayedStream.all.push(this);
  }
  close(): void {
    this.readyState = PlayedStream.CLOSED;
  }
  say(name: string, data: unknown): void {
    this.dispatchEvent(new MessageEvent(name, { data: JSON.stringify(data) }));
  }
}

/** What the page listens to. */
export const page = Object.assign(new EventTarget(), { visibilityState: 'visible' });

/** Takes the place of the browser's. @returns how to give it back */
export function playStreams(answer: (path: string, signal?: AbortSignal) => Promise<Response>) {
  const own = { fetch: globalThis.fetch, EventSource: globalThis.EventSource };
  PlayedStream.all = [];
  Object.assign(globalThis, {
    fetch: async (path: string, { signal }: { signal?: AbortSignal } = {}) => answer(path, signal),
    EventSource: PlayedStream,
    document: page,
    addEventListener: page.addEventListener.bind(page),
    removeEventListener: page.removeEventListener.bind(page),
  });
  return () => void Object.assign(globalThis, own);
}
