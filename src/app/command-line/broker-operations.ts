/** What the command line can do with the broker, by name. */
import * as v from 'valibot';
import type { BrokerAccess } from '../../domain/broker.ts';
import { HubError } from '../../domain/errors.ts';
import { COMMAND_LINE, doerOf } from '../base/principal.ts';
import { checked } from '../base/schema.ts';
import type { TopicRights } from '../broker/topic-rights.ts';
import type { BrokerBook, BrokerFaultView, BrokerView } from '../broker/broker-book.ts';
import { BROKER_BODY, BROKER_CHECK_BODY, checkRequestOf } from '../broker/broker-record.ts';

export const BROKER_OPERATIONS = [
  'broker.show',
  'broker.put',
  'broker.check',
  'broker.acl',
  'broker.access',
] as const;
export type BrokerOperation = (typeof BROKER_OPERATIONS)[number];

const NOTHING = v.strictObject({});
const ACL = v.strictObject({ found: v.boolean() });

/** What the hub's account has to be let do. */
export interface AccountRights extends TopicRights {
  /** Undefined where clients need no account. */
  readonly username?: string;
}

/**
 * @param open called when something of the broker is asked
 * @param rightsOf what the house needs there, and also what finding devices does
 */
export function createBrokerOperations(
  open: () => BrokerBook,
  rightsOf: (withFound: boolean) => Promise<TopicRights>,
): Record<BrokerOperation, (input: unknown) => unknown> {
  return {
    'broker.show'(input): BrokerView {
      checked(NOTHING, input);
      return open().view();
    },
    async 'broker.put'(input): Promise<BrokerView> {
      const asked = checked(BROKER_BODY, input);
      const book = open();
      await book.put(asked, doerOf(COMMAND_LINE));
      return book.view();
    },
    async 'broker.acl'(input): Promise<AccountRights> {
      const { found } = checked(ACL, input);
      const { source, username } = open().view();
      if (source === 'virtual')
        throw new HubError('conflict', 'the house is made up, and needs no broker');
      return { ...(username !== undefined && { username }), ...(await rightsOf(found)) };
    },
    /** For a command that listens there itself: who may ask this may read the key of the password, too. */
    'broker.access'(input): { access?: BrokerAccess } {
      checked(NOTHING, input);
      const access = open().access();
      return access === undefined ? {} : { access };
    },
    async 'broker.check'(input): Promise<{ faults: readonly BrokerFaultView[] }> {
      const asked = checkRequestOf(checked(BROKER_CHECK_BODY, input));
      return { faults: await open().check(asked) };
    },
  };
}
