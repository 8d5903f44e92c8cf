import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createTopics } from '../../../src/app/messages/topics.ts';

const topics = createTopics('site/aris');
const F1 = { kind: 'fcu', id: 'f1' } as const;

describe('a topic', () => {
  it('is read as it was made', () => {
    const device = F1;
    assert.deepEqual(topics.parse(topics.telemetry(F1)), { to: 'telemetry', device });
    assert.deepEqual(topics.parse(topics.status(F1)), { to: 'status', device });
    assert.deepEqual(topics.parse(topics.command(F1)), { to: 'command', device });
    assert.deepEqual(topics.parse(topics.hubStatus), { to: 'hub_status' });
    assert.deepEqual(topics.parse(topics.hubChallenge), { to: 'hub_challenge' });
    assert.deepEqual(topics.parse(topics.hubAnswer), { to: 'hub_answer' });
  });

  // [topic, what it is]
  const cases = [
    ['zone/living/temp_heat/set', { to: 'zone_set', zoneId: 'living', settable: 'temp_heat' }],
    ['dhw/tank/recirc/set', { to: 'dhw_set', dhwId: 'tank', settable: 'recirc' }],
    ['fcu/f1/filter_reset/set', { to: 'fcu_set', fcuId: 'f1', settable: 'filter_reset' }],
    ['system/surplus/set', { to: 'system_set', settable: 'surplus' }],
    ['system/power_limit/set', { to: 'system_set', settable: 'power_limit' }],
    ['zone/living/recirc/set', undefined],
    ['zone/living/state', undefined],
    ['system/other/set', undefined],
    ['fcu//telemetry', undefined],
    ['fcu/f1', undefined],
    ['fcu/f1/telemetry/more', undefined],
    ['fcu/f1/filter_reset/set/more', undefined],
    ['toaster/t1/telemetry', undefined],
  ] as const;
  for (const [topic, parsed] of cases)
    it(`${topic} is ${parsed?.to ?? 'none'}`, () => {
      assert.deepEqual(topics.parse(`site/aris/${topic}`), parsed);
    });

  it('of another base is none', () => {
    assert.equal(topics.parse('aris/fcu/f1/telemetry'), undefined);
    assert.equal(topics.parse('site/arix/fcu/f1/telemetry'), undefined);
  });
});
