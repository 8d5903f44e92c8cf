/** evcc: a number as text a topic, retained. */
import { below, type GatewayScript } from '../script.ts';

export const script: GatewayScript = {
  profile: 'evcc',
  kept: [
    { topic: 'evcc/status', payload: 'online' },
    { topic: 'evcc/site/grid/power', payload: '9000' },
  ],
  keptReads: { 'meter.powerKw': null },
  steps: [
    {
      what: 'the grid',
      says: below('evcc', { 'site/grid/power': '-1234.5' }),
      reads: { 'meter.powerKw': -1.2345 },
      presence: { meter: 'online' },
    },
  ],
};
