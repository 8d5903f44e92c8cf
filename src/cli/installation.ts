import type { Installation } from '../domain/installation.ts';
import { isContainer } from './container.ts';
import type { CliContext } from './context.ts';

/** How the hub of this process is installed. @param isSystemAccount whether nobody signs in to who runs it */
export function installationOf(
  { machine, program }: Pick<CliContext, 'machine' | 'program'>,
  isSystemAccount: boolean,
): Installation {
  if (isContainer(machine)) return 'container';
  if (isSystemAccount) return 'service';
  return program === 'aris' ? 'command' : 'folder';
}
