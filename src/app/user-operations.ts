/** What the command line can do with people, by name. Whoever may open the data folder owns the hub. */
import * as v from 'valibot';
import { emailKey } from '../domain/account.ts';
import { HubError } from '../domain/errors.ts';
import { PASSWORD, USER_REQUEST } from './account-requests.ts';
import type { Accounts } from './accounts.ts';
import type { Journal } from './ports.ts';
import type { Principal } from './principal.ts';
import { checked } from './schema.ts';
import type { SetupCode } from './setup-code.ts';

const NOTHING = v.strictObject({});
const WHO = v.strictObject({ user: v.string() });
const NEW_PASSWORD = v.strictObject({ user: v.string(), password: PASSWORD });

export const USER_OPERATIONS = [
  'user.add',
  'user.list',
  'user.passwd',
  'user.unlock',
  'user.remove',
  'user.setup-code',
] as const;
export type UserOperation = (typeof USER_OPERATIONS)[number];

/** `user` is an id or an e-mail address. @param by the command line's principal */
export function createUserOperations(
  deps: {
    accounts: Accounts;
    setupCode: Pick<SetupCode, 'code'>;
    /** Forgets the wrong guesses at an account. */
    unlock: (account: string) => void;
    journal: Journal;
  },
  by: Principal,
): Record<UserOperation, (input: unknown) => unknown> {
  const { accounts, setupCode, unlock, journal } = deps;
  return {
    'user.add': (input) => accounts.create(by, checked(USER_REQUEST, input)),
    'user.list': (input) => {
      checked(NOTHING, input);
      return accounts.list();
    },
    'user.passwd': (input) => {
      const { user, password } = checked(NEW_PASSWORD, input);
      return accounts.change(by, accounts.find(user).id, { password });
    },
    'user.unlock': async (input) => {
      const { id, email, name } = accounts.find(checked(WHO, input).user);
      const message = `${name} was unlocked`;
      const data = { by: by.id };
      await journal.commit(
        [],
        [{ type: 'unlocked', severity: 'info', objectId: id, message, data }],
      );
      unlock(emailKey(email));
    },
    'user.remove': (input) => accounts.remove(by, accounts.find(checked(WHO, input).user).id),
    'user.setup-code': (input) => {
      checked(NOTHING, input);
      if (accounts.hasOwner())
        throw new HubError('conflict', 'there is an owner already: nothing is left to set up');
      return { setupCode: setupCode.code() };
    },
  };
}
