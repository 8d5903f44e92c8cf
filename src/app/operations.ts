/**
 * What the command line can do, by name. The running hub does it when it is asked over its socket; where none runs,
 * the command line does it itself, with the very same functions.
 */
import * as v from 'valibot';
import { PERMISSIONS } from '../domain/access.ts';
import { HubError } from '../domain/errors.ts';
import type { Principal } from './principal.ts';
import { checked } from './schema.ts';
import { TOKEN_REQUEST, type Tokens } from './tokens.ts';

/** Whoever may open the data folder owns the hub. */
const COMMAND_LINE: Principal = {
  id: 'cli',
  kind: 'cli',
  permissions: new Set(PERMISSIONS),
  noteUse: () => undefined,
};

const TOKEN_ID = v.strictObject({ id: v.string() });
const TOKEN_LIST = v.strictObject({ revoked: v.boolean() });

export const OPERATIONS = [
  'token.create',
  'token.list',
  'token.show',
  'token.revoke',
  'house.reload',
] as const;
export type Operation = (typeof OPERATIONS)[number];

export type OperationRunner = (operation: string, input: unknown) => Promise<unknown>;

/** @param reloadHouse undefined where no hub runs, and there is nothing to reload it into */
export function createOperations({
  tokens,
  reloadHouse,
}: {
  tokens: Tokens;
  reloadHouse?: () => Promise<void>;
}): OperationRunner {
  const table: Record<Operation, (input: unknown) => unknown> = {
    'token.create': (input) => tokens.create(COMMAND_LINE, checked(TOKEN_REQUEST, input)),
    'token.list': (input) => tokens.list(checked(TOKEN_LIST, input)),
    'token.show': (input) => tokens.show(checked(TOKEN_ID, input).id),
    'token.revoke': (input) => tokens.revoke(checked(TOKEN_ID, input).id),
    'house.reload': async () => {
      if (reloadHouse === undefined)
        throw new HubError('unavailable', 'no hub runs on this data folder');
      await reloadHouse();
    },
  };
  return async (operation, input) => {
    if (!Object.hasOwn(table, operation)) {
      throw new HubError('invalid', `no such operation: ${operation}`);
    }
    return await table[operation as Operation](input);
  };
}
