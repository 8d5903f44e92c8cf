/** A person edits a file, at their own terminal. */
import { once } from 'node:events';

/** @returns the editor's exit code */
export async function editFile(
  path: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<number> {
  const { spawn } = await import('node:child_process');
  const editor = env['VISUAL'] ?? env['EDITOR'] ?? 'vi';
  // As other programs do: it may have arguments of its own.
  const child = spawn('/bin/sh', ['-c', `${editor} "$0"`, path], { env, stdio: 'inherit' });
  const [code] = (await once(child, 'exit')) as [number | null];
  return code ?? 1;
}
