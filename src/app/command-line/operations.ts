/**
 * What the command line can do, by name. The running hub does it when it is asked over its socket; where none runs,
 * the command line does it itself, with the very same functions.
 */
import * as v from 'valibot';
import { HubError } from '../../domain/errors.ts';
import { COMMAND_LINE } from '../base/principal.ts';
import { checked } from '../base/schema.ts';
import { TOKEN_CHANGE, TOKEN_REQUEST } from '../tokens/token-request.ts';
import type { HouseOrigin } from '../house/house-file-reload.ts';
import type { Tokens } from '../tokens/tokens.ts';
import { BACKUP_OPERATIONS, type BackupOperation } from './backup-operations.ts';
import { BROKER_OPERATIONS, type BrokerOperation } from './broker-operations.ts';
import { HOUSE_OPERATIONS, type HouseOperation } from './house-operations.ts';
import { idNamed } from './named.ts';
import { USER_OPERATIONS, type UserOperation } from './user-operations.ts';

/** `id` may be a name as well. */
const TOKEN_ID = v.strictObject({ id: v.string() });
const TOKEN_CHANGE_OF = v.strictObject({ id: v.string(), change: TOKEN_CHANGE });
const LISTED = { what: 'tokens', listedBy: 'aris token list' } as const;
const MACHINE = v.strictObject({ machine: v.optional(v.string()) });
const TOKEN_LIST = v.strictObject({ revoked: v.boolean() });

export const OPERATIONS = [
  'token.create',
  'token.list',
  'token.show',
  'token.usage',
  'token.change',
  'token.rotate',
  'token.revoke',
  'house.reload',
  'house.release',
  'house.take',
  'found.list',
  'hub.status',
  ...HOUSE_OPERATIONS,
  ...BROKER_OPERATIONS,
  ...USER_OPERATIONS,
  ...BACKUP_OPERATIONS,
] as const;
export type Operation = (typeof OPERATIONS)[number];

export type OperationRunner = (operation: string, input: unknown) => Promise<unknown>;

/** Letting go of machines of other makes, and taking them again: one, as `kind/id`, or all of them. */
export interface MachineHold {
  /** @returns of which orders it is not certain that the machine has its own value, as `kind/id/order` */
  release(machine: string | undefined): Promise<readonly string[]>;
  /** Absent where no hub runs. */
  take?(machine: string | undefined): void;
}

/** Of a name that a revoked token has too, the one that is left is meant. */
function tokenNamed(tokens: Tokens, id: string): string {
  const all = tokens.list({ revoked: true });
  const left = all.filter(({ state }) => state !== 'revoked');
  const isLeft = left.some(({ name }) => name.toLowerCase() === id.toLowerCase());
  return all.some((token) => token.id === id) ? id : idNamed(LISTED, id, isLeft ? left : all);
}

const noHub = () => new HubError('unavailable', 'no hub runs on this data folder');

/** What only a running hub can do is absent where none runs. */
export function createOperations({
  tokens,
  userOperations,
  backupOperations,
  houseOperations,
  brokerOperations,
  refuseUnknownZones,
  reloadHouse,
  found,
  status,
  machines,
}: {
  tokens: Tokens;
  userOperations: Record<UserOperation, (input: unknown) => unknown>;
  backupOperations: Record<BackupOperation, (input: unknown) => unknown>;
  houseOperations: Record<HouseOperation, (input: unknown) => unknown>;
  brokerOperations: Record<BrokerOperation, (input: unknown) => unknown>;
  refuseUnknownZones?: (zoneIds: readonly string[]) => void;
  found?: () => Promise<object>;
  status?: () => object;
  /** @returns which of file and kept house runs now */
  reloadHouse?: () => Promise<HouseOrigin['inCharge']>;
  machines: MachineHold;
}): OperationRunner {
  const named = (input: unknown) => tokenNamed(tokens, checked(TOKEN_ID, input).id);
  const table: Record<Operation, (input: unknown) => unknown> = {
    'token.create'(input) {
      const request = checked(TOKEN_REQUEST, input);
      refuseUnknownZones?.(request.zones ?? []);
      return tokens.create(COMMAND_LINE, request);
    },
    'token.list': (input) => tokens.list(checked(TOKEN_LIST, input)),
    'token.show': (input) => tokens.show(named(input)),
    'token.usage': (input) => tokens.usage(named(input)),
    'token.change'(input) {
      const { id, change } = checked(TOKEN_CHANGE_OF, input);
      return tokens.change(COMMAND_LINE, tokenNamed(tokens, id), change);
    },
    'token.rotate': (input) => tokens.rotate(COMMAND_LINE, named(input)),
    'token.revoke': async (input) => ({
      tokensRevoked: await tokens.revoke(COMMAND_LINE, named(input)),
    }),
    ...userOperations,
    ...backupOperations,
    ...houseOperations,
    ...brokerOperations,
    'house.reload': async () => {
      if (reloadHouse === undefined) throw noHub();
      return { from: await reloadHouse() };
    },
    'found.list': async () => {
      if (found === undefined) throw noHub();
      return found();
    },
    'hub.status'() {
      if (status === undefined) throw noHub();
      return status();
    },
    'house.release': async (input) => ({
      unsure: await machines.release(checked(MACHINE, input).machine),
    }),
    'house.take'(input) {
      const { machine } = checked(MACHINE, input);
      if (machines.take === undefined) throw noHub();
      machines.take(machine);
    },
  };
  return async (operation, input) => {
    if (!Object.hasOwn(table, operation)) {
      throw new HubError('invalid', `no such operation: ${operation}`);
    }
    return await table[operation as Operation](input);
  };
}
