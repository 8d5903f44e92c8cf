import assert from 'node:assert/strict';
import { it } from 'node:test';
import {
  brokerSettingFindings,
  knowing,
  withoutBroker,
} from '../../../src/app/broker/known-broker.ts';
import { createKept } from '../../support/kept.ts';

it('a broker that was given once is missed from then on, over a restart too', async () => {
  const kept = createKept();
  assert.equal(withoutBroker(kept.store), 'none');
  await kept.store.commit(knowing(kept.store));
  assert.deepEqual(knowing(kept.store), [], 'it is noted once');
  assert.equal(withoutBroker(kept.again().store), 'lost');
});

it('a broker that is not there is a fault where there was one, and none where there never was', () => {
  const codesOf = (setting: Parameters<typeof brokerSettingFindings>[0]) =>
    brokerSettingFindings(setting).map(({ code }) => code);
  assert.deepEqual([codesOf('given'), codesOf('none')], [[], []]);
  assert.deepEqual([codesOf('lost'), codesOf('locked')], [['broker_lost'], ['broker_locked']]);
});
