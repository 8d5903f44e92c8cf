/** What the command line can do with people, by name. Whoever may open the data folder owns the hub. */
import * as v from 'valibot';
import { HubError } from '../../domain/errors.ts';
import { PASSWORD, USER_REQUEST } from '../people/account-requests.ts';
import type { Accounts } from '../people/accounts.ts';
import type { Locks } from '../people/locks.ts';
import type { Principal } from '../base/principal.ts';
import type { SecondFactor } from '../people/second-factor.ts';
import { checked } from '../base/schema.ts';
import type { SetupCode } from '../people/setup-code.ts';
import { idNamed } from './named.ts';

const NOTHING = v.strictObject({});
const WHO = v.strictObject({ user: v.string() });
const LOCKED = v.strictObject({ subject: v.string() });
const NEW_PASSWORD = v.strictObject({ user: v.string(), password: PASSWORD });

const LISTED = { what: 'people', listedBy: 'aris user list' } as const;

export const USER_OPERATIONS = [
  'user.add',
  'user.list',
  'user.passwd',
  'user.reset-2fa',
  'user.unlock',
  'user.remove',
  'user.setup-code',
] as const;
export type UserOperation = (typeof USER_OPERATIONS)[number];

/** `user` is an id, an e-mail address or a name. @param by the command line's principal */
export function createUserOperations(
  deps: {
    accounts: Accounts;
    setupCode: Pick<SetupCode, 'code'>;
    locks: Locks;
    secondFactor: Pick<SecondFactor, 'reset'>;
  },
  by: Principal,
): Record<UserOperation, (input: unknown) => unknown> {
  const { accounts, setupCode, locks, secondFactor } = deps;

  function idOf(text: string): string {
    const isEmail = text.includes('@');
    return isEmail ? accounts.find(text).id : idNamed(LISTED, text, accounts.list());
  }

  /** `pin` and addresses are nobody's name there. */
  async function unlock(subject: string): Promise<object> {
    try {
      return await locks.unlock(by, subject);
    } catch (error) {
      if (!(error instanceof HubError) || error.code !== 'not_found') throw error;
      return locks.unlock(by, idOf(subject));
    }
  }

  return {
    'user.add': (input) => accounts.create(by, checked(USER_REQUEST, input)),
    'user.list': (input) => {
      checked(NOTHING, input);
      return accounts.list();
    },
    'user.passwd': (input) => {
      const { user, password } = checked(NEW_PASSWORD, input);
      return accounts.change(by, idOf(user), { password });
    },
    'user.reset-2fa': async (input) => ({
      wasOn: await secondFactor.reset(by, idOf(checked(WHO, input).user)),
    }),
    'user.unlock': (input) => unlock(checked(LOCKED, input).subject),
    'user.remove': async (input) => ({
      tokensRevoked: await accounts.remove(by, idOf(checked(WHO, input).user)),
    }),
    'user.setup-code': async (input) => {
      checked(NOTHING, input);
      if (accounts.hasOwner())
        throw new HubError('conflict', 'there is an owner already: nothing is left to set up');
      return { setupCode: await setupCode.code() };
    },
  };
}
