import assert from 'node:assert/strict';
import { it } from 'node:test';
import { brokerSetting, knowBroker } from '../../../src/app/mqtt-api/known-broker.ts';
import { createKept } from '../../support/kept.ts';

it('a broker that was given once is missed from then on, over a restart too', async () => {
  const kept = createKept();
  assert.equal(brokerSetting(kept.store, false), 'none');
  assert.equal(brokerSetting(kept.store, true), 'given');
  await knowBroker(kept.store);
  await knowBroker(kept.store);
  assert.equal(kept.store.stats().commits, 1);
  assert.equal(brokerSetting(kept.again().store, false), 'lost');
  assert.equal(brokerSetting(kept.again().store, true), 'given');
});
