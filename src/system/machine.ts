/** The machine that this program runs on, as far as the command line looks at it. Nothing here throws. */
import { lstatSync, readdirSync, readFileSync, statfsSync } from 'node:fs';
import { endianness, hostname } from 'node:os';
import { SECOND_MS } from '../domain/units.ts';
import { addressesOf } from './machine-name.ts';

export interface FileFacts {
  readonly isFolder: boolean;
  /** The rights alone, such as 0o600. */
  readonly mode: number;
  readonly userId: number;
}

export interface Ran {
  /** Undefined where there is no such program, or it took too long. */
  readonly code: number | undefined;
  readonly out: string;
}

export interface HostMachine {
  readonly architecture: string;
  readonly byteOrder: string;
  readonly userId: number | undefined;
  readonly hostName: string;
  /** The text of a file; undefined where it cannot be read. */
  read(path: string): string | undefined;
  /** What is in a folder; nothing where it cannot be read. */
  list(path: string): string[];
  facts(path: string): FileFacts | undefined;
  /** The room of the disk that a path is on, in bytes. */
  room(path: string): { readonly free: number; readonly size: number } | undefined;
  /** Runs a program, in English, for five seconds at most. */
  run(command: string, args: readonly string[]): Promise<Ran>;
  /** Runs one at this very terminal. @returns its exit code; undefined where there is no such program */
  show(command: string, args: readonly string[]): Promise<number | undefined>;
  /** The addresses of a name, as every program here is told them. */
  addressesOf(name: string): Promise<string[]>;
  /** What answers at an address; undefined where nobody does within five seconds. */
  get(url: string): Promise<{ readonly status: number; readonly text: string } | undefined>;
}

const PATIENCE_MS = 5 * SECOND_MS;
const OUT_BYTES = 256 * 1024;

function unlessFailed<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}

async function run(command: string, args: readonly string[]): Promise<Ran> {
  const { execFile } = await import('node:child_process');
  const env = { ...process.env, LC_ALL: 'C' };
  const options = { env, timeout: PATIENCE_MS, maxBuffer: OUT_BYTES };
  return new Promise((resolve) => {
    execFile(command, args, options, (error, out) => {
      if (error === null) resolve({ code: 0, out });
      else resolve({ code: typeof error.code === 'number' ? error.code : undefined, out });
    });
  });
}

async function show(command: string, args: readonly string[]): Promise<number | undefined> {
  const { spawn } = await import('node:child_process');
  const child = spawn(command, args, { stdio: 'inherit' });
  // Who breaks it off at the terminal ends the program; this one tells its code.
  const ignore = () => undefined;
  process.on('SIGINT', ignore);
  try {
    return await new Promise((resolve) => {
      child.once('error', () => resolve(undefined));
      child.once('exit', (code) => resolve(code ?? 0));
    });
  } finally {
    process.off('SIGINT', ignore);
  }
}

async function get(url: string) {
  try {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const answer = await fetch(url, { signal, redirect: 'manual' });
    return { status: answer.status, text: (await answer.text()).slice(0, OUT_BYTES) };
  } catch {
    return undefined;
  }
}

function facts(path: string): FileFacts | undefined {
  const found = unlessFailed(() => lstatSync(path));
  return found && { isFolder: found.isDirectory(), mode: found.mode & 0o7777, userId: found.uid };
}

function room(path: string) {
  const found = unlessFailed(() => statfsSync(path));
  return found && { free: found.bavail * found.bsize, size: found.blocks * found.bsize };
}

export const createMachine = (): HostMachine => ({
  architecture: process.arch,
  byteOrder: endianness(),
  userId: process.geteuid?.(),
  hostName: hostname(),
  read: (path) => unlessFailed(() => readFileSync(path, 'utf8')),
  list: (path) => unlessFailed(() => readdirSync(path)) ?? [],
  facts,
  room,
  run,
  show,
  addressesOf,
  get,
});
