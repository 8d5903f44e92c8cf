/**
 * WebDriver as the W3C has it, over HTTP for the drivers of WebKit and Chromium, and over Marionette, which is the same
 * commands by other names, for Firefox itself: its own driver is no package of Debian.
 */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** How each is called over HTTP (`:id` is an element's) and over Marionette. */
const COMMANDS = {
  start: ['POST', '', 'WebDriver:NewSession'],
  end: ['DELETE', '/', 'Marionette:Quit'],
  open: ['POST', '/url', 'WebDriver:Navigate'],
  back: ['POST', '/back', 'WebDriver:Back'],
  run: ['POST', '/execute/sync', 'WebDriver:ExecuteScript'],
  click: ['POST', '/element/:id/click', 'WebDriver:ElementClick'],
  clear: ['POST', '/element/:id/clear', 'WebDriver:ElementClear'],
  type: ['POST', '/element/:id/value', 'WebDriver:ElementSendKeys'],
  act: ['POST', '/actions', 'WebDriver:PerformActions'],
  release: ['DELETE', '/actions', 'WebDriver:ReleaseActions'],
  resize: ['POST', '/window/rect', 'WebDriver:SetWindowRect'],
  picture: ['GET', '/screenshot', 'WebDriver:TakeScreenshot'],
  forget: ['DELETE', '/cookie', 'WebDriver:DeleteAllCookies'],
} as const;
export type Command = keyof typeof COMMANDS;

export interface Driver {
  /** Of the browser. */
  readonly version: string;
  /** @throws DriverError */
  send(command: Command, parameters?: Readonly<Record<string, unknown>>): Promise<unknown>;
}

/** What the browser refused to do, by the name that WebDriver has for it. */
export class DriverError extends Error {
  readonly code: string;
  constructor(command: Command, { error, message }: { error: string; message: string }) {
    super(`${command}: ${error}: ${message}`);
    this.code = error;
  }
}

interface Session {
  readonly sessionId: string;
  readonly capabilities: { readonly browserVersion: string };
}

/** @param url of a driver that listens there already */
export async function overHttp(url: string, capabilities: object): Promise<Driver> {
  const ask = async (command: Command, path: string, body?: object) => {
    const [method] = COMMANDS[command];
    const answer = await fetch(`${url}/session${path}`, {
      method,
      ...(method === 'POST' && { body: JSON.stringify(body ?? {}) }),
      headers: { 'Content-Type': 'application/json' },
    });
    const { value } = (await answer.json()) as { value: unknown };
    if (!answer.ok) throw new DriverError(command, value as { error: string; message: string });
    return value;
  };
  const asked = { capabilities: { alwaysMatch: capabilities } };
  const { sessionId, capabilities: had } = (await ask('start', '', asked)) as Session;
  return {
    version: had.browserVersion,
    async send(command, { id, ...parameters } = {}) {
      const [, path] = COMMANDS[command];
      const place = path === '/' ? '' : path.replace(':id', String(id));
      return ask(command, `/${sessionId}${place}`, parameters);
    },
  };
}

/** Messages as Marionette sends them: their length in digits, a colon, and so many bytes of JSON. */
function readMessages(socket: Socket, take: (message: unknown) => void): void {
  let rest = Buffer.alloc(0);
  socket.on('data', (chunk: Buffer) => {
    rest = Buffer.concat([rest, chunk]);
    for (;;) {
      const colon = rest.indexOf(':');
      const end = colon + 1 + Number(rest.subarray(0, colon));
      if (colon < 0 || rest.length < end) return;
      take(JSON.parse(rest.subarray(colon + 1, end).toString()));
      rest = rest.subarray(end);
    }
  });
}

type Answer = readonly [1, number, { error: string; message: string } | null, unknown];

/** @param port at which a Firefox listens already */
export async function overMarionette(port: number): Promise<Driver> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  const waiting = new Map<number, (answer: Answer) => void>();
  let number = 0;
  const greeted = new Promise<void>((resolve) => {
    readMessages(socket, (message) => {
      if (Array.isArray(message)) waiting.get(Number(message[1]))?.(message as unknown as Answer);
      else resolve();
    });
  });
  await greeted;
  const send: Driver['send'] = async (command, parameters = {}) => {
    const text = JSON.stringify([0, ++number, COMMANDS[command][2], parameters]);
    const answered = new Promise<Answer>((resolve) => waiting.set(number, resolve));
    socket.write(`${Buffer.byteLength(text)}:${text}`);
    const [, of, error, result] = await answered;
    waiting.delete(of);
    if (error !== null) throw new DriverError(command, error);
    // A single value has the name `value` around it.
    const isValue = typeof result === 'object' && result !== null && 'value' in result;
    return isValue ? result.value : result;
  };
  const { capabilities } = (await send('start', { capabilities: {} })) as Session;
  return { version: capabilities.browserVersion, send };
}
