/** The contract of the bus at a broker of another make: `npm run test:long`, which needs Java 17 and Maven. */
import { after, before } from 'node:test';
import { startHiveMq, type HiveMq } from '../support/hivemq.ts';
import { brokerContract } from '../support/mqtt-contract.ts';

if (process.env['ARIS_TEST_LONG'] === '1') {
  let broker: HiveMq;
  before(async () => {
    broker = await startHiveMq();
  });
  after(async () => broker.stop());

  brokerContract('MQTT, through a real HiveMQ', () => broker.port, { sendsRetainedFirst: false });
}
