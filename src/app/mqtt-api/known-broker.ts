/** Whether the hub ever had a broker: one that has lost its setting is no hub that is still to be set up. */
import * as v from 'valibot';
import type { Finding } from '../../domain/control/findings.ts';
import type { Store, Table } from '../base/ports/store.ts';
import { recordValue } from '../base/schema.ts';
import { HUB } from '../records/store-findings.ts';

/** Its one key is `broker`. */
export const KNOWN_BROKER: Table<{ readonly wasGiven: true }> = {
  name: 'known_broker',
  version: 1,
  parse: (value) => recordValue(v.strictObject({ wasGiven: v.literal(true) }), value),
};
const KEY = 'broker';

/** `lost`: there was one before. */
export type BrokerSetting = 'given' | 'none' | 'lost';

export const brokerSetting = (store: Pick<Store, 'get'>, isGiven: boolean): BrokerSetting =>
  isGiven ? 'given' : store.get(KNOWN_BROKER, KEY) === undefined ? 'none' : 'lost';

/** @throws HubError as Store.commit */
export async function knowBroker(store: Store): Promise<void> {
  if (store.get(KNOWN_BROKER, KEY) === undefined)
    await store.commit([{ put: KNOWN_BROKER, key: KEY, value: { wasGiven: true } }]);
}

export const brokerFindings = (setting: BrokerSetting): Finding[] =>
  setting === 'lost' ? [{ ...HUB, code: 'broker_lost', isCertain: true }] : [];
