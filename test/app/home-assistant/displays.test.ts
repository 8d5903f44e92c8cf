import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { climateOf } from '../../../src/domain/climate.ts';
import { tankDisplays, zoneDisplays } from '../../../src/app/home-assistant/displays.ts';
import { createTopics } from '../../../src/app/messages/topics.ts';
import { createTestApp } from '../../support/app.ts';
import { doer } from '../../support/doers.ts';
import { createEntity, type Config } from '../../support/home-assistant/entity.ts';
import { SMALL_HOUSE } from '../../support/house.ts';

const topics = createTopics('aris');

describe('what stands in for a thermostat', () => {
  const app = createTestApp();
  const [living, bath] = SMALL_HOUSE.zones;

  /** What each shows of a state. */
  function shown(components: object, state: object, topic: string) {
    const warnings: string[] = [];
    const values = Object.entries(components).map(([key, config]: [string, Config]) => {
      const entity = createEntity(config, [], (line) => warnings.push(line));
      entity.hear(topic, JSON.stringify(state));
      return [key, entity.shown['state']];
    });
    assert.deepEqual(warnings, []);
    return Object.fromEntries(values) as object;
  }

  it('shows what a thermostat would', async () => {
    assert.ok(living);
    const displays = zoneDisplays(living, topics, 'aris_living');
    const now = () =>
      shown(
        displays,
        climateOf(app.zones.get('living'), { systemMode: 'home' }),
        topics.climate('living'),
      );
    assert.deepEqual(now(), {
      climate_mode: 'heat_cool',
      climate_preset: 'none',
      climate_targetC: undefined,
      climate_lowC: 21,
      climate_highC: 24,
    });
    await app.zoneCommands.command('living', { mode: 'heat' }, doer('tok_a'));
    assert.deepEqual(now(), {
      climate_mode: 'heat',
      climate_preset: 'none',
      climate_targetC: 21,
      climate_lowC: undefined,
      climate_highC: undefined,
    });
  });

  it('has one setpoint where the zone has one', () => {
    assert.ok(bath);
    const keys = Object.keys(zoneDisplays(bath, topics, 'aris_bath'));
    assert.deepEqual(keys, ['climate_mode', 'climate_preset', 'climate_targetC']);
  });

  it('shows what the tank is asked for', () => {
    const topic = topics.state({ kind: 'dhw', id: 'dhw_main' });
    const displays = tankDisplays(topic, 'aris_dhw_main');
    assert.deepEqual(shown(displays, { targetTempC: 52 }, topic), { targetTempC: 52 });
  });
});
