/** The broker of the hub, and what is wrong with one that was tried. */
import * as v from 'valibot';
import {
  BROKER_SOURCES,
  type BrokerFaultView,
  type BrokerView,
} from '../../app/broker/broker-book.ts';
import { BROKER_FAULTS } from '../../domain/broker.ts';
import { describes, listOf, maybe, said } from './describe.ts';

export const BROKER = describes<BrokerView & { readonly connected: boolean }>()(
  v.object({
    source: said(
      v.picklist(BROKER_SOURCES),
      'Whether a setting of the process or a person has named it, or nobody yet; a made-up house needs none',
    ),
    url: maybe(v.string()),
    username: maybe(v.string()),
    hasPassword: v.boolean(),
    ca: maybe(said(v.string(), 'PEM of the authority that its certificate has to be signed by')),
    setting: maybe(said(v.string(), 'What names it: then it is changed there alone')),
    connected: v.boolean(),
  }),
);

const BROKER_FAULT = describes<BrokerFaultView>()(
  v.object({
    code: v.picklist(BROKER_FAULTS),
    message: said(v.string(), 'For people, in English'),
    topic: maybe(said(v.string(), 'That the broker keeps from the hub')),
  }),
);
export const BROKER_CHECKED = listOf('faults', BROKER_FAULT);
