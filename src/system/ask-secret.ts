/** A secret from whoever started this program: typed without being shown, or the first line of what is piped in. */
import { createInterface } from 'node:readline';
import type { ReadStream } from 'node:tty';
import { visible } from '../domain/text.ts';

const ENTER = /[\r\n\u0004]/;
const BACKSPACE = /[\u0008\u007f]/;
const INTERRUPT = '\u0003';

/** The characters as they are typed. */
async function* keys(terminal: ReadStream): AsyncGenerator<string> {
  for await (const text of terminal as AsyncIterable<string>) yield* text;
}

/** @throws Error where it is broken off */
async function typed(terminal: ReadStream): Promise<string> {
  terminal.setRawMode(true);
  terminal.setEncoding('utf8');
  const secret: string[] = [];
  try {
    for await (const key of keys(terminal)) {
      if (key === INTERRUPT) throw new Error('broken off');
      if (ENTER.test(key)) break;
      if (BACKSPACE.test(key)) secret.pop();
      else secret.push(key);
    }
  } finally {
    terminal.setRawMode(false);
  }
  return secret.join('');
}

async function firstLine(input: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface({ input })) return line;
  return '';
}

/** @param ask shows a text without a line's end */
export async function askSecret(prompt: string, ask: (text: string) => void): Promise<string> {
  const { stdin } = process;
  if (!stdin.isTTY) return firstLine(stdin);
  ask(visible(prompt));
  try {
    return await typed(stdin);
  } finally {
    ask('\n');
  }
}

/** A line that is typed; undefined where nobody sits at a terminal. */
export async function askLine(
  prompt: string,
  ask: (text: string) => void,
): Promise<string | undefined> {
  const { stdin } = process;
  if (!stdin.isTTY) return undefined;
  ask(visible(prompt));
  return firstLine(stdin);
}
