/** How a person calls this very program, wherever they are. */
import { realpathSync } from 'node:fs';
import { resolve } from 'node:path';

const ON_THE_PATH = ['/usr/local/bin', '/usr/bin'];

function realPath(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}

function isOnThePath(name: string, path: string): boolean {
  const real = realPath(path);
  return real !== undefined && ON_THE_PATH.some((folder) => realPath(`${folder}/${name}`) === real);
}

/** A word as a shell takes it. */
export const shellWord = (word: string): string =>
  /^[\w./:=@%+,-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;

/** @param script what Node was given to run */
export function programName(script: string, nodePath: string): string {
  if (isOnThePath('aris', script)) return 'aris';
  const node = isOnThePath('node', nodePath) ? 'node' : shellWord(nodePath);
  return `${node} ${shellWord(resolve(script))}`;
}
