import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Publication } from '../../../src/app/base/ports/bus.ts';
import { MINUTE_MS } from '../../../src/domain/units.ts';
import type { Gateway } from '../../../src/simulator/gateways/gateway.ts';
import { playGateways } from '../../../src/simulator/gateways/playing.ts';
import { newPlant, type PlantState } from '../../../src/simulator/plant.ts';
import { createWeather } from '../../../src/simulator/weather.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { createSeededRandom } from '../../support/seeded-random.ts';
import { LAYOUT, PLACEMENT, WINTER_MS } from '../lived-plant.ts';

/** A gateway that says the temperature of the circuit, and takes commands at one topic. */
function rig() {
  const clock = createFakeClock();
  const published: string[] = [];
  let plant: PlantState = newPlant(LAYOUT, createWeather(createSeededRandom(1), 0).at(WINTER_MS));
  const now = { temp: '20', obeyed: 0 };
  const gateway: Gateway = {
    filters: ['g/#'],
    greet: () => [{ topic: 'g/online', payload: '1' }],
    report: () => [
      { topic: 'g/temp', payload: now.temp },
      { topic: 'g/mode', payload: 'heat' },
    ],
    hear: (topic) => topic === 'g/set',
    obey: (_, before) => (now.obeyed++, before),
    farewell: () => [{ topic: 'g/online', payload: '0' }],
  };
  const life = {
    plant: () => plant,
    change: (alter: (of: PlantState) => PlantState) => void (plant = alter(plant)),
  };
  const publish = async ({ topic, payload }: Publication) => {
    published.push(`${topic} ${payload}`);
    return Promise.resolve();
  };
  const played = playGateways({ gateways: [gateway], placement: PLACEMENT, publish, clock });
  /** What was said since the last look. */
  const said = () => published.splice(0);
  return { clock, now, played, life, said };
}

describe('gateways at work', () => {
  it('greet, and say all of it', async () => {
    const { played, life, said } = rig();
    await played.greet(life);
    assert.deepEqual(said(), ['g/online 1', 'g/temp 20', 'g/mode heat']);
  });

  it('say what has changed, and all of it again after five minutes', async () => {
    const { clock, now, played, life, said } = rig();
    await played.greet(life);
    said();
    await played.report(life);
    assert.deepEqual(said(), []);
    clock.advance(MINUTE_MS);
    now.temp = '21';
    await played.report(life);
    assert.deepEqual(said(), ['g/temp 21']);
    clock.advance(4 * MINUTE_MS);
    await played.report(life);
    assert.deepEqual(said(), ['g/mode heat'], 'each by its own time');
    clock.advance(MINUTE_MS);
    await played.report(life);
    assert.deepEqual(said(), ['g/temp 21']);
  });

  it('say all of it again where they have connected anew', async () => {
    const { played, life, said } = rig();
    await played.greet(life);
    said();
    await played.greet(life);
    assert.deepEqual(said(), ['g/online 1', 'g/temp 20', 'g/mode heat']);
  });

  it('take what is for them, and say at once what came of it', async () => {
    const { now, played, life, said } = rig();
    await played.greet(life);
    said();
    const before = now.obeyed;
    now.temp = '22';
    assert.equal(played.hear(life, 'g/other', ''), false);
    assert.equal(now.obeyed, before);
    assert.equal(played.hear(life, 'g/set', ''), true);
    // In turn: this one comes after the report that the command has led to, and has nothing to add.
    await played.report(life);
    assert.deepEqual(said(), ['g/temp 22']);
    assert.equal(now.obeyed, before + 2);
  });

  it('say that they go', async () => {
    const { played, said } = rig();
    await played.farewell();
    assert.deepEqual(said(), ['g/online 0']);
  });
});
