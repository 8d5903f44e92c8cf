/** evcc: a number as text a topic, kept by the broker; it takes back all that it said when it starts, and when it ends. */
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
      says: below('evcc', { 'site/grid/power': '-1234.5', 'site/grid/energy': '5060.12' }),
      reads: { 'meter.powerKw': -1.2345, 'meter.energyKwh': 5060.12 },
      presence: { meter: 'online' },
    },
    {
      what: 'what it takes back as nothing that it says',
      says: below('evcc', { 'site/grid/power': '', 'site/grid/energy': '' }),
      reads: { 'meter.powerKw': null, 'meter.energyKwh': null },
    },
  ],
};
