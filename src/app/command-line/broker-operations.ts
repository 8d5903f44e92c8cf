/** What the command line can do with the broker, by name. */
import * as v from 'valibot';
import { COMMAND_LINE, doerOf } from '../base/principal.ts';
import { checked } from '../base/schema.ts';
import type { BrokerBook, BrokerFaultView, BrokerView } from '../broker/broker-book.ts';
import { BROKER_BODY, BROKER_CHECK_BODY, checkRequestOf } from '../broker/broker-record.ts';

export const BROKER_OPERATIONS = ['broker.show', 'broker.put', 'broker.check'] as const;
export type BrokerOperation = (typeof BROKER_OPERATIONS)[number];

const NOTHING = v.strictObject({});

/** @param open called when something of the broker is asked */
export function createBrokerOperations(
  open: () => BrokerBook,
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
    async 'broker.check'(input): Promise<{ faults: readonly BrokerFaultView[] }> {
      const asked = checkRequestOf(checked(BROKER_CHECK_BODY, input));
      return { faults: await open().check(asked) };
    },
  };
}
