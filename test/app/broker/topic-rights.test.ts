import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { topicRights } from '../../../src/app/broker/topic-rights.ts';
import { createTopics } from '../../../src/app/messages/topics.ts';
import type { DeviceBinding } from '../../../src/domain/binding/binding.ts';
import { plantWith, RELAY } from '../../support/bound-house.ts';

const topics = createTopics('site/aris');
const rights = (bindings: readonly DeviceBinding[], discoveryPrefix?: string) =>
  topicRights(plantWith(...bindings), topics, { discoveryPrefix });

const PUMP: DeviceBinding = {
  kind: 'hcu',
  id: 'hcu_main',
  readings: [{ field: 'supplyTempC', topic: 'hp/out' }],
  availability: [{ topic: 'hp/lwt' }],
  alive: { topic: 'hp/alive', withinSeconds: 60 },
  places: { mode: { topic: 'hp/mode' } },
  keepalive: { topic: 'hp/wake', everySeconds: 30 },
  orders: {
    surplus: { level: 'nudge', values: { '1': [{ topic: 'hp/set/sg', message: '1' }] } },
    supplyTempC: { level: 'steer', number: { topic: 'hp/set/water' } },
  } as never,
};
const told = (level?: DeviceBinding['level']) =>
  rights([level === undefined ? PUMP : { ...PUMP, level }]).write.filter((topic) =>
    topic.startsWith('hp/'),
  );

describe('what a house needs at its broker', () => {
  it('is what the hub hears and says, below its own base, and Home Assistant where it is told', () => {
    const bare = rights([]);
    assert.ok([...bare.read, ...bare.write].every((topic) => topic.startsWith('site/aris/')));
    assert.deepEqual(bare.read, [...topics.hubFilters].sort());
    const { read, write } = rights([], 'ha');
    assert.deepEqual(
      [read, write].map((all) => all.filter((topic) => topic.startsWith('ha/'))),
      [['ha/status'], ['ha/device/+/config']],
    );
  });

  it('is all that devices say on topics of their own, each once', () => {
    const { read } = rights([PUMP, RELAY]);
    for (const topic of ['hp/out', 'hp/lwt', 'hp/alive', 'hp/mode', 'stat/RESULT'])
      assert.equal(read.filter((one) => one === topic).length, 1, topic);
  });

  it('is to tell them as much as their level lets the hub, and no more', () => {
    assert.deepEqual(told(), ['hp/wake']);
    assert.deepEqual(told('nudge'), ['hp/set/sg', 'hp/wake']);
    assert.deepEqual(told('steer'), ['hp/set/sg', 'hp/set/water', 'hp/wake']);
  });

  it('is let by the list that ships, as far as it is not of a binding', () => {
    const shipped = readFileSync(
      join(import.meta.dirname, '../../../systemd/mosquitto.acl'),
      'utf8',
    );
    const [, ofHub = ''] = /^user hub$(.*?)^user /ms.exec(shipped) ?? [];
    const lets = (may: RegExp) => (topic: string) =>
      [...ofHub.matchAll(/^topic (\w+) (.*)$/gm)].some(
        ([, what = '', filter = '']) =>
          may.test(what) && (filter === topic || topic.startsWith(filter.replace(/#$/, ''))),
      );
    const house = plantWith();
    const { read, write } = topicRights(house, createTopics('aris'), {
      discoveryPrefix: 'homeassistant',
    });
    assert.deepEqual(
      read.filter((topic) => !lets(/^read/)(topic)),
      [],
    );
    assert.deepEqual(
      write.filter((topic) => !lets(/write$/)(topic)),
      [],
    );
  });
});
