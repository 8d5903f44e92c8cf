/** Whether the hub ever had a broker: one that has lost its setting is no hub that is still to be set up. */
import * as v from 'valibot';
import type { Finding } from '../../domain/control/findings.ts';
import type { Change, Store, Table } from '../base/ports/store.ts';
import { recordValue } from '../base/schema.ts';
import { HUB } from '../records/store-findings.ts';

/** Its one key is `broker`. */
export const KNOWN_BROKER: Table<{ readonly wasGiven: true }> = {
  name: 'known_broker',
  version: 1,
  parse: (value) => recordValue(v.strictObject({ wasGiven: v.literal(true) }), value),
};
const KEY = 'broker';

/** `lost`: there was one before. `locked`: there is one, but the password cannot be read any more. */
export type BrokerSetting = 'given' | 'none' | 'lost' | 'locked';

const isKnown = (store: Pick<Store, 'get'>) => store.get(KNOWN_BROKER, KEY) !== undefined;

export const withoutBroker = (store: Pick<Store, 'get'>): BrokerSetting =>
  isKnown(store) ? 'lost' : 'none';

/** What notes that there is one, where it is not noted yet. */
export const knowing = (store: Pick<Store, 'get'>): Change[] =>
  isKnown(store) ? [] : [{ put: KNOWN_BROKER, key: KEY, value: { wasGiven: true } }];

const FINDINGS = { lost: 'broker_lost', locked: 'broker_locked' } as const;

export const brokerSettingFindings = (setting: BrokerSetting): Finding[] =>
  setting === 'lost' || setting === 'locked'
    ? [{ ...HUB, code: FINDINGS[setting], isCertain: true }]
    : [];
