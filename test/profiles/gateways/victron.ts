/**
 * A Victron GX by dbus-flashmq: {"value":x}, not retained; null where there is no value, nothing at all of what is gone.
 * It speaks for a minute after a keepalive, upon which it says all there is, and that it has.
 */
import { below, type GatewayScript } from '../script.ts';

const DONE = { full_publish_completed: { value: 1702459522 } };

export const script: GatewayScript = {
  profile: 'victron',
  given: { portal: 'c0619ab12345' },
  keepalive: { meter: ['R/c0619ab12345/keepalive', '', 45] },
  steps: [
    {
      what: 'what it says upon a keepalive, of a house with one phase',
      says: below('N/c0619ab12345', {
        'grid/30/Ac/Power': { value: 812.5 },
        'grid/30/Ac/L1/Power': { value: 812.5 },
        'grid/30/Ac/L2/Power': { value: null },
        'grid/30/Ac/Energy/Forward': { value: 5060.12 },
        ...DONE,
      }),
      reads: { 'meter.powerKw': 0.8125, 'meter.energyKwh': 5060.12 },
      presence: { meter: 'online' },
    },
    {
      what: 'a meter that has no value now',
      says: below('N/c0619ab12345', { 'grid/30/Ac/Power': { value: null } }),
      reads: { 'meter.powerKw': null, 'meter.energyKwh': 5060.12 },
    },
    {
      what: 'one that is gone from its bus: an empty message says nothing',
      says: below('N/c0619ab12345', { 'grid/30/Ac/Power': '', 'grid/30/Ac/Energy/Forward': '' }),
      reads: { 'meter.powerKw': null, 'meter.energyKwh': 5060.12 },
    },
  ],
};
