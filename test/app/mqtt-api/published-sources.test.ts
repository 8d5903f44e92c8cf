import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { createTopics } from '../../../src/app/messages/topics.ts';
import { echoTopics, publishedSources } from '../../../src/app/mqtt-api/published-sources.ts';
import { EQUIPMENT_KINDS } from '../../../src/domain/equipment/catalogue.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import { createTestApp, type TestApp } from '../../support/app.ts';
import { doer } from '../../support/doers.ts';

const TOPICS = createTopics('aris');

describe('the retained states', () => {
  let app: TestApp;
  let sources: ReturnType<typeof publishedSources>;
  /** What was told to have changed: the topic, and whether somebody waits for it. */
  let told: string[];

  beforeEach(() => {
    app = createTestApp();
    sources = publishedSources(app);
    told = [];
    for (const source of sources)
      source.onChange((id, isUrgent) => {
        const topic = [...source.list()].find((one) => one.id === id)?.topic ?? `no ${id}`;
        told.push(`${topic.replace('aris/', '')} ${String(isUrgent)}`);
      });
  });
  const viewAt = (topic: string) =>
    sources
      .flatMap((source) => [...source.list()])
      .find((one) => one.topic === topic)
      ?.view() as Record<string, unknown> | undefined;

  it('are of zones, twice, of the system, twice, of each kind, of sensors and of energy', () => {
    const topics = sources.flatMap((source) => [...source.list()].map(({ topic }) => topic));
    assert.equal(new Set(topics).size, topics.length);
    for (const topic of [
      TOPICS.state({ kind: 'zone', id: 'living' }),
      TOPICS.climate('living'),
      TOPICS.state({ kind: 'system' }),
      TOPICS.settings,
      TOPICS.state({ kind: 'sensor', id: 's1' }),
      TOPICS.energy('hcu_main'),
    ])
      assert.ok(topics.includes(topic), topic);
    assert.equal(sources.length, EQUIPMENT_KINDS.length + 6);
  });

  it('of a sensor say whether it is there, and what it measures while it is', () => {
    app.report('sensor', 's1', { tempC: 20 });
    const topic = TOPICS.state({ kind: 'sensor', id: 's1' });
    assert.deepEqual([viewAt(topic)?.['online'], viewAt(topic)?.['tempC']], [true, 20]);
    app.clock.advance(LIMITS.readingFreshMs);
    app.sweep();
    assert.deepEqual([viewAt(topic)?.['online'], viewAt(topic)?.['tempC']], [false, undefined]);
  });

  it('are told of by what has changed, and with what shows it', () => {
    app.report('sensor', 's1', { tempC: 20 });
    const isEnergy = (one: string) => one.includes('/energy');
    assert.deepEqual([...new Set(told)].filter((one) => !isEnergy(one)).sort(), [
      'sensor/s1/state false',
      'zone/living/climate false',
      'zone/living/state false',
    ]);
    told = [];
    app.report('fcu', 'f3', { roomTempC: 22 });
    assert.ok(told.includes('fcu/f3/state false'));
    assert.ok(
      !told.some((one) => /^(?:no |sensor)/.test(one) || one.startsWith('hcu/hcu_main/state')),
    );
  });

  it('are told of at once where somebody has set something', async () => {
    await app.zoneCommands.command('living', { tempHeatSetC: 23 }, doer('usr_0000000a'));
    assert.ok(told.includes('zone/living/state true'));
    assert.ok(told.includes('zone/living/climate true'));
    told = [];
    await app.system.command({ mode: 'away' }, doer('usr_0000000a'));
    assert.ok(told.includes('system/state true'), told.join());
  });

  it('of a thermostat are told of where the house is left, whatever its zone makes of it', async () => {
    const { zones } = app;
    const silent = { list: () => zones.list(), onChange: () => () => undefined };
    const [, climate] = publishedSources({ ...app, zones: silent });
    const ids: string[] = [];
    climate?.onChange((id) => void ids.push(id));
    await app.system.command({ mode: 'away' }, doer('usr_0000000a'));
    assert.deepEqual(ids, ['living', 'bath']);
  });
});

describe('what tells a client what came of its word', () => {
  it('is the state of what it has set', () => {
    const of = (topic: string) => {
      const set = TOPICS.parse(topic);
      assert.ok(set !== undefined && 'to' in set);
      return echoTopics(TOPICS, set as Parameters<typeof echoTopics>[1]);
    };
    assert.deepEqual(of('aris/zone/living/mode/set'), [
      TOPICS.state({ kind: 'zone', id: 'living' }),
      TOPICS.climate('living'),
    ]);
    assert.deepEqual(of('aris/system/mode/set'), [TOPICS.state({ kind: 'system' })]);
  });
});
