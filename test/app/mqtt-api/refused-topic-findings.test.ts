import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createTopics } from '../../../src/app/messages/topics.ts';
import { refusedTopicFindings } from '../../../src/app/mqtt-api/refused-topic-findings.ts';

const topics = createTopics('aris');
const found = (...heard: readonly string[]) =>
  refusedTopicFindings({ refused: () => ({ heard: new Set(heard), told: new Set() }) }, topics);

describe('what the broker keeps from the hub itself', () => {
  it('is said with the topics, and nothing of what is a device’s own matter', () => {
    assert.deepEqual(found('zigbee2mqtt/Hall'), []);
    const [first = ''] = topics.hubFilters;
    assert.deepEqual(found('zigbee2mqtt/Hall', first), [
      { source: 'system', objectId: 'hub', code: 'topic_refused', isCertain: true, about: first },
    ]);
  });
});
